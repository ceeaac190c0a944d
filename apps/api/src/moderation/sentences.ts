import { registerProblems } from '../errors.ts';

/** What stands between a moderator and a decision; and the answers and questions that can be chosen. */
registerProblems(
  {
    sv: {
      moderation_flag_unknown:
        '{n|Markeringen finns|# av markeringarna finns} inte längre: den som skickade kan ha tagit bort den. Ingenting är ändrat. Läs listan på nytt.',
      moderation_changed_meanwhile:
        'Någon annan har redan beslutat om {n|markeringen|# av markeringarna} sedan du läste listan. Ingenting är ändrat. Läs listan på nytt.',
      moderation_not_now:
        'Det går inte för {n|en av markeringarna|# av markeringarna} i det läge de är nu. Ingenting är ändrat.',
      moderation_merge_itself: 'En markering kan inte slås ihop med sig själv. Välj en annan som ska vara kvar.',
      moderation_merge_target:
        'Markeringen som skulle vara kvar är avvisad eller redan ihopslagen. Välj en annan som ska vara kvar.',
      moderation_merge_holds:
        'En av markeringarna har redan andra ihopslagna i sig. Låt den vara kvar och slå ihop de andra med den.',
      moderation_asked_already: 'Den som skickade har redan fått en fråga. Det går bara att fråga en gång.',
      moderation_action_unknown: 'Det finns ingen åtgärd {id} här. Välj en åtgärd i listan, eller ingen.',
      moderation_undo_over:
        'Det går inte att ångra längre: det görs samma dag, och innan någon annan beslutat eller den som skickade svarat.',
      moderation_answer_planned_plan: 'Vi har läst och tar med platsen när vi planerar vad som ska göras.',
      moderation_answer_planned_light: 'Vi ska se över belysningen på platsen.',
      moderation_answer_planned_cleaning: 'Vi ska städa och klippa undan på platsen.',
      moderation_answer_planned_presence: 'Vi ska ha fler vuxna och mer personal på platsen.',
      moderation_answer_done_light: 'Belysningen på platsen är lagad.',
      moderation_answer_done_cleaning: 'Platsen är städad och i ordning.',
      moderation_answer_done_presence: 'Det finns nu mer personal på platsen.',
      moderation_answer_declined_land: 'Vi kan inte göra något här, därför att marken inte är kommunens.',
      moderation_answer_declined_police:
        'Vi kan inte göra något åt det själva, därför att det är en fråga för polisen. Ring 114 14 om det händer igen.',
      moderation_answer_declined_money: 'Vi kan inte göra det i år, därför att pengarna inte räcker.',
      moderation_answer_declined_nothing_found:
        'Vi kan inte göra något nu, därför att vi har varit på platsen och inte hittade det som beskrevs.',
      moderation_question_still: 'Är det fortfarande så på platsen?',
      moderation_question_still_1: 'Ja',
      moderation_question_still_2: 'Nej',
      moderation_question_still_3: 'Vet inte',
      moderation_question_better: 'Har det blivit bättre på platsen?',
      moderation_question_better_1: 'Ja',
      moderation_question_better_2: 'Lite',
      moderation_question_better_3: 'Nej',
      moderation_question_worst: 'När är det värst?',
      moderation_question_worst_1: 'På morgonen',
      moderation_question_worst_2: 'Mitt på dagen',
      moderation_question_worst_3: 'På kvällen',
      moderation_question_worst_4: 'På natten',
    },
    en: {
      moderation_flag_unknown:
        '{n|The flag isn’t|# of the flags aren’t} there any more: whoever sent it may have deleted it. Nothing was changed. Load the list again.',
      moderation_changed_meanwhile:
        'Somebody else has decided about {n|the flag|# of the flags} since you read the list. Nothing was changed. Load the list again.',
      moderation_not_now:
        'That can’t be done with {n|one of the flags|# of the flags} as they are now. Nothing was changed.',
      moderation_merge_itself: 'A flag can’t be merged with itself. Choose another one that is to stay.',
      moderation_merge_target:
        'The flag that was to stay has been rejected or merged already. Choose another one that is to stay.',
      moderation_merge_holds:
        'One of the flags has others merged into it already. Let it stay, and merge the others into it.',
      moderation_asked_already: 'Whoever sent it has been asked already. It can be done only once.',
      moderation_action_unknown: 'There is no action {id} here. Choose an action in the list, or none.',
      moderation_undo_over:
        'It can’t be undone any more: that is for the same day, and before somebody else has decided or the sender has answered.',
      moderation_answer_planned_plan: 'We have read it, and the place is with us when we plan what to do.',
      moderation_answer_planned_light: 'We are going to see to the lighting there.',
      moderation_answer_planned_cleaning: 'We are going to clean up and cut back there.',
      moderation_answer_planned_presence: 'We are going to have more adults and staff there.',
      moderation_answer_done_light: 'The lighting there has been mended.',
      moderation_answer_done_cleaning: 'The place has been cleaned and put in order.',
      moderation_answer_done_presence: 'There are more staff there now.',
      moderation_answer_declined_land: 'We can’t do anything here, because the land isn’t the municipality’s.',
      moderation_answer_declined_police:
        'We can’t do anything about it ourselves, because it is a matter for the police. Call 114 14 if it happens again.',
      moderation_answer_declined_money: 'We can’t do it this year, because there isn’t enough money.',
      moderation_answer_declined_nothing_found:
        'We can’t do anything now, because we have been there and didn’t find what was described.',
      moderation_question_still: 'Is it still so there?',
      moderation_question_still_1: 'Yes',
      moderation_question_still_2: 'No',
      moderation_question_still_3: 'Don’t know',
      moderation_question_better: 'Has it become better there?',
      moderation_question_better_1: 'Yes',
      moderation_question_better_2: 'A little',
      moderation_question_better_3: 'No',
      moderation_question_worst: 'When is it worst?',
      moderation_question_worst_1: 'In the morning',
      moderation_question_worst_2: 'In the daytime',
      moderation_question_worst_3: 'In the evening',
      moderation_question_worst_4: 'At night',
    },
    ar: {
      moderation_flag_unknown:
        'لم يعد موجودًا من العلامات: {n}. ربما حذفها من أرسلها. لم يتغير شيء. حمّل القائمة من جديد.',
      moderation_changed_meanwhile:
        'اتخذ شخص آخر قرارًا بعد أن قرأت القائمة. عدد العلامات: {n}. لم يتغير شيء. حمّل القائمة من جديد.',
      moderation_not_now: 'لا يمكن ذلك وهي على حالها الآن. عدد العلامات: {n}. لم يتغير شيء.',
      moderation_merge_itself: 'لا يمكن دمج علامة مع نفسها. اختر علامة أخرى لتبقى.',
      moderation_merge_target: 'العلامة التي أريد لها أن تبقى مرفوضة أو مدموجة. اختر علامة أخرى لتبقى.',
      moderation_merge_holds: 'في إحدى العلامات علامات مدموجة. أبقها وادمج الأخرى معها.',
      moderation_asked_already: 'سبق أن سُئل من أرسلها. لا يمكن السؤال إلا مرة واحدة.',
      moderation_action_unknown: 'لا يوجد هنا إجراء {id}. اختر إجراء من القائمة، أو لا تختر.',
      moderation_undo_over: 'لم يعد التراجع ممكنًا: يكون في اليوم نفسه، وقبل أن يقرر شخص آخر أو يجيب من أرسلها.',
      moderation_answer_planned_plan: 'قرأنا ما كتبته، والمكان حاضر حين نخطط لما سنفعله.',
      moderation_answer_planned_light: 'سنراجع الإنارة في المكان.',
      moderation_answer_planned_cleaning: 'سننظّف المكان ونقلّم نباتاته.',
      moderation_answer_planned_presence: 'سيكون في المكان مزيد من البالغين والموظفين.',
      moderation_answer_done_light: 'أُصلحت الإنارة في المكان.',
      moderation_answer_done_cleaning: 'نُظّف المكان ورُتّب.',
      moderation_answer_done_presence: 'في المكان الآن عدد أكبر من الموظفين.',
      moderation_answer_declined_land: 'لا نستطيع فعل شيء هنا لأن الأرض ليست للبلدية.',
      moderation_answer_declined_police:
        'لا نستطيع معالجة الأمر بأنفسنا لأنه من شأن الشرطة. اتصل بالرقم 114 14 إن تكرر.',
      moderation_answer_declined_money: 'لا نستطيع ذلك هذا العام لأن المال لا يكفي.',
      moderation_answer_declined_nothing_found: 'لا نستطيع فعل شيء الآن لأننا زرنا المكان ولم نجد ما وُصف.',
      moderation_question_still: 'هل ما زال الأمر كذلك في المكان؟',
      moderation_question_still_1: 'نعم',
      moderation_question_still_2: 'لا',
      moderation_question_still_3: 'لا أعرف',
      moderation_question_better: 'هل تحسّن الأمر في المكان؟',
      moderation_question_better_1: 'نعم',
      moderation_question_better_2: 'قليلًا',
      moderation_question_better_3: 'لا',
      moderation_question_worst: 'متى يكون الأمر أسوأ؟',
      moderation_question_worst_1: 'في الصباح',
      moderation_question_worst_2: 'في النهار',
      moderation_question_worst_3: 'في المساء',
      moderation_question_worst_4: 'في الليل',
    },
  },
  {
    moderation_flag_unknown: 404,
    moderation_changed_meanwhile: 409,
    moderation_not_now: 409,
    moderation_merge_itself: 422,
    moderation_merge_target: 409,
    moderation_merge_holds: 409,
    moderation_asked_already: 409,
    moderation_action_unknown: 404,
    moderation_undo_over: 409,
  },
);
