import { registerProblems } from '../errors.ts';

/** What whoever sets harm weights is told. */
registerProblems(
  {
    sv: {
      harm_change: '  {code} ({name}): {from} → {to}',
      harm_changed:
        '{slug}: {set|en vikt ny|# vikter nya}, {changed|en ändrad|# ändrade}, {emptied|en tömd|# tömda}. {left} av {n} kategorier har ingen vikt och räknas inte som skada.',
      harm_unreadable: '{file} går inte att läsa ({reason}). Ange en fil som finns.',
      harm_file_columns:
        '{file} saknar kolumnen {missing} (kolumnerna är {found}). Den ska ha code eller name, och weight; source om källan inte anges för sig.',
      harm_file_long: '{file} har fler än {max} rader. Ange en rad för varje kategori.',
      harm_row_cells:
        '{file}, rad {row}: {n|en cell|# celler}, men rubrikraden har {headers}. Ett decimaltecken som också skiljer celler åt ska stå inom citattecken, som "12,5".',
      harm_row_nameless: '{file}, rad {row}: varken kod eller namn. Skriv vilken kategori raden gäller.',
      harm_row_unknown:
        '{file}, rad {row}: ingen kategori heter {name} här. Närmast ligger {known}. lagesbild weights AREA visar alla.',
      harm_row_again: '{file}, rad {row}: {name} står också på rad {first}. Behåll en av dem.',
      harm_row_weight:
        '{file}, rad {row} ({name}): {value} är ingen vikt. Skriv ett tal från 0 till {max} utan tecken för tusental, eller lämna cellen tom.',
      harm_row_source:
        '{file}, rad {row} ({name}): {value} är ingen källa. Skriv varifrån vikten kommer, i ord och högst {max} tecken.',
      harm_source_option:
        'Vikten för {code} i {file} har ingen källa. Fyll i kolumnen source, eller ange --source TEXT.',
      harm_source_text: '{value} är ingen källa. Skriv i ord varifrån vikterna kommer, med version eller datum.',
      harm_source_missing: 'Vikten för {code} har ingen källa. Skriv varifrån den kommer, eller lämna vikten tom.',
      harm_code_unknown: 'Ingen kategori har koden {code} här. Närmast ligger {known}.',
      harm_code_again: '{code} står två gånger. Skicka varje kategori en gång.',
      harm_version:
        'Någon annan har ändrat skadevikterna i {slug} under tiden. Inget är sparat: se efter vad som ändrats, och spara sedan igen.',
    },
    en: {
      harm_change: '  {code} ({name}): {from} → {to}',
      harm_changed:
        '{slug}: {set|one weight new|# weights new}, {changed|one changed|# changed}, {emptied|one emptied|# emptied}. {left} of {n} categories have no weight and don’t count as harm.',
      harm_unreadable: '{file} can’t be read ({reason}). Name a file that exists.',
      harm_file_columns:
        '{file} lacks the column {missing} (its columns are {found}). It needs code or name, and weight; source unless the source is given apart.',
      harm_file_long: '{file} has more than {max} rows. Give one row for each category.',
      harm_row_cells:
        '{file}, row {row}: {n|one cell|# cells}, but the header has {headers}. A decimal sign that also parts cells belongs in quotes, as "12,5".',
      harm_row_nameless: '{file}, row {row}: neither code nor name. Write which category the row is about.',
      harm_row_unknown:
        '{file}, row {row}: no category is called {name} here. Nearest are {known}. lagesbild weights AREA shows all of them.',
      harm_row_again: '{file}, row {row}: {name} is also in row {first}. Keep one of them.',
      harm_row_weight:
        '{file}, row {row} ({name}): {value} is no weight. Write a number from 0 to {max} without a mark between thousands, or leave the cell empty.',
      harm_row_source:
        '{file}, row {row} ({name}): {value} is no source. Write where the weight comes from, in words and at most {max} characters.',
      harm_source_option:
        'The weight of {code} in {file} has no source. Fill in the column source, or give --source TEXT.',
      harm_source_text: '{value} is no source. Write in words where the weights come from, with version or date.',
      harm_source_missing: 'The weight of {code} has no source. Write where it comes from, or leave the weight empty.',
      harm_code_unknown: 'No category has the code {code} here. Nearest are {known}.',
      harm_code_again: '{code} is there twice. Send each category once.',
      harm_version:
        'Somebody else has changed the harm weights of {slug} meanwhile. Nothing is saved: look at what changed, then save again.',
    },
    ar: {
      harm_change: '  {code} ({name}): {from} ← {to}',
      harm_changed:
        '{slug}: أوزان جديدة {set}، معدّلة {changed}، مفرّغة {emptied}. من أصل {n} فئة لا وزن لعدد {left} منها ولا تُحسب ضمن الضرر.',
      harm_unreadable: 'تعذّرت قراءة {file} ({reason}). اذكر ملفًا موجودًا.',
      harm_file_columns:
        'ينقص {file} العمود {missing} (أعمدته: {found}). يلزمه code أو name، وweight، وكذلك source إن لم يُذكر المصدر على حدة.',
      harm_file_long: 'في {file} أكثر من {max} صف. ضع صفًا واحدًا لكل فئة.',
      harm_row_cells:
        '{file}، الصف {row}: عدد الخلايا {n} بينما في العناوين {headers}. إذا كانت الفاصلة العشرية تفصل الخلايا أيضًا فضع العدد بين علامتي اقتباس، مثل "12,5".',
      harm_row_nameless: '{file}، الصف {row}: لا رمز ولا اسم. اكتب الفئة التي يخصها الصف.',
      harm_row_unknown:
        '{file}، الصف {row}: لا توجد هنا فئة باسم {name}. الأقرب: {known}. ويعرضها كلها lagesbild weights AREA.',
      harm_row_again: '{file}، الصف {row}: {name} مذكورة أيضًا في الصف {first}. أبقِ واحدًا منهما.',
      harm_row_weight:
        '{file}، الصف {row} ({name}): {value} ليس وزنًا. اكتب عددًا من 0 إلى {max} دون علامة بين الآلاف، أو اترك الخلية فارغة.',
      harm_row_source:
        '{file}، الصف {row} ({name}): {value} ليس مصدرًا. اكتب بالكلمات من أين جاء الوزن، في {max} حرف على الأكثر.',
      harm_source_option: 'لا مصدر لوزن {code} في {file}. املأ العمود source أو اذكر ‎--source TEXT.',
      harm_source_text: '{value} ليس مصدرًا. اكتب بالكلمات من أين جاءت الأوزان، مع الإصدار أو التاريخ.',
      harm_source_missing: 'لا مصدر لوزن {code}. اكتب من أين جاء، أو اترك الوزن فارغًا.',
      harm_code_unknown: 'لا توجد هنا فئة رمزها {code}. الأقرب: {known}.',
      harm_code_again: '{code} مذكورة مرتين. أرسل كل فئة مرة واحدة.',
      harm_version: 'غيّر شخص آخر أوزان الضرر في {slug} في هذه الأثناء. لم يُحفظ شيء: انظر ما الذي تغيّر ثم احفظ من جديد.',
    },
  },
  { harm_version: 409 },
);
