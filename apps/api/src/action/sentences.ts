import { registerProblems } from '../errors.ts';

/** What stands between an action and the public. */
registerProblems(
  {
    sv: {
      action_unknown: 'Det finns ingen åtgärd {id} här.',
      action_changed_meanwhile:
        'Någon annan har ändrat {title} sedan du öppnade den. Ingenting är ändrat: öppna den igen och gör om.',
      action_place_unknown: 'Det finns ingen plats {place} i {area}. Välj en plats i listan, eller en ruta på kartan.',
      action_cell_outside: 'Rutan {x}, {y} ligger utanför {area}. Välj en ruta i området.',
      action_done_on_missing: 'Ange vilken dag åtgärden blev klar.',
      action_done_on_early: 'Dagen {day} har inte varit än. Ange den dag åtgärden blev klar.',
      action_done_on_given:
        'Bara en åtgärd som är klar har en dag då den blev klar. Ändra statusen eller ta bort dagen.',
      action_text_counts:
        'Den offentliga texten säger hur många det var: ”{words}”. Skriv utan antal, så att ingen kan räknas fram.',
      action_text_missing: 'Skriv den offentliga texten först.',
      action_ground_missing: 'Ange vilken dialog, undersökning eller annan kanal åtgärden vilar på.',
      action_flags_few:
        'Åtgärden vilar på {n|en publicerad markering|# publicerade markeringar}. Den kan bli offentlig när de är minst {min}, eller när den också vilar på en annan kanal.',
      action_approved_already: 'Du har redan godkänt {title}. Någon annan behöver också läsa och godkänna.',
      action_not_public: 'Ingenting av {title} är offentligt.',
    },
    en: {
      action_unknown: 'There is no action {id} here.',
      action_changed_meanwhile:
        'Somebody else has changed {title} since you opened it. Nothing was changed: open it again and repeat.',
      action_place_unknown: 'There is no place {place} in {area}. Choose a place in the list, or a cell on the map.',
      action_cell_outside: 'The cell {x}, {y} lies outside {area}. Choose a cell in the area.',
      action_done_on_missing: 'Say on which day the action was done.',
      action_done_on_early: 'The day {day} hasn’t been yet. Give the day the action was done.',
      action_done_on_given:
        'Only an action that is done has a day on which it was. Change the status or remove the day.',
      action_text_counts:
        'The public text says how many there were: “{words}”. Write it without counts, so that nobody can be worked out.',
      action_text_missing: 'Write the public text first.',
      action_ground_missing: 'Say which dialogue, survey or other channel the action rests on.',
      action_flags_few:
        'The action rests on {n|one published flag|# published flags}. It can be public when there are at least {min}, or when it rests on another channel too.',
      action_approved_already: 'You have approved {title} already. Somebody else has to read and approve it, too.',
      action_not_public: 'Nothing of {title} is public.',
    },
    ar: {
      action_unknown: 'لا يوجد هنا إجراء {id}.',
      action_changed_meanwhile: 'عدّل شخص آخر {title} بعد أن فتحته. لم يتغير شيء: افتحه من جديد وأعد التعديل.',
      action_place_unknown: 'لا يوجد مكان {place} في {area}. اختر مكانًا من القائمة أو مربعًا على الخريطة.',
      action_cell_outside: 'المربع {x}، {y} خارج {area}. اختر مربعًا داخل المنطقة.',
      action_done_on_missing: 'اذكر يوم إنجاز الإجراء.',
      action_done_on_early: 'اليوم {day} لم يأت بعد. اذكر يوم إنجاز الإجراء.',
      action_done_on_given: 'يوم الإنجاز للإجراء المنجز فقط. غيّر الحالة أو احذف اليوم.',
      action_text_counts: 'يذكر النص المنشور عددًا: «{words}». اكتبه بلا أعداد حتى لا يُستدل على أحد.',
      action_text_missing: 'اكتب النص المنشور أولًا.',
      action_ground_missing: 'اذكر الحوار أو الاستطلاع أو القناة الأخرى التي يستند إليها الإجراء.',
      action_flags_few:
        'عدد العلامات المنشورة التي يستند إليها الإجراء {n}. يمكن نشره حين لا تقل عن {min}، أو حين يستند إلى قناة أخرى أيضًا.',
      action_approved_already: 'سبق أن اعتمدت {title}. ينبغي أن يقرأه شخص آخر ويعتمده أيضًا.',
      action_not_public: 'لم يُنشر شيء من {title}.',
    },
  },
  {
    action_unknown: 404,
    action_changed_meanwhile: 409,
    action_place_unknown: 422,
    action_cell_outside: 422,
    action_done_on_missing: 422,
    action_done_on_early: 422,
    action_done_on_given: 422,
    action_text_counts: 422,
    action_text_missing: 409,
    action_ground_missing: 409,
    action_flags_few: 409,
    action_approved_already: 409,
    action_not_public: 409,
  },
);
