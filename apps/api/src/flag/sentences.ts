import { registerProblems } from '../errors.ts';

/** What residents are told when what they sent can't be taken, and what a receipt can't do. */
registerProblems(
  {
    sv: {
      flag_feeling: 'Där något hände kan platsen inte vara trygg. Välj otrygg, eller ”Så känns platsen”.',
      flag_not_happened: 'Om det anmäldes frågas bara där något hände. Ta bort svaret, eller välj ”Något hände”.',
      flag_was_reported: 'Varför det inte anmäldes frågas bara när svaret är nej. Ta bort skälen, eller ändra svaret.',
      flag_note_off: 'Fri text tas inte emot här. Ta bort texten och skicka igen.',
      flag_choice_unknown: '{value} går inte att välja här. Välj bland: {known}.',
      flag_weightiest: '{value} är inte ett av skälen. Välj det som väger tyngst bland: {known}.',
      flag_place_unknown: 'Här finns ingen plats som heter {value}. Välj en plats i listan, eller peka på kartan.',
      flag_outside: 'Rutan {x}, {y} ligger utanför {area}. Välj en plats inom området.',
      work_needed: 'Just nu kommer väldigt många markeringar. Din telefon får räkna en liten stund innan den skickas.',
      receipt_unknown: 'Det finns inget kvitto med de orden. Kontrollera alla sex och försök igen.',
      receipt_wait: 'För många kvitton har prövats härifrån. Vänta {seconds|en sekund|# sekunder} och försök igen.',
      receipt_no_question: 'Kommunen har inte frågat något om den här markeringen.',
      receipt_choice: 'Svar {value} finns inte. Välj ett från 0 till {last}.',
      receipt_answered: 'Frågan är redan besvarad: {answer}. Den besvaras bara en gång.',
      streets_told: '{slug} har {n|en gata|# gator} som boende kan välja bland.',
      streets_loaded: '{slug} har nu {n|en gata|# gator} som boende kan välja bland.',
      streets_loaded_part:
        '{slug} har nu {n|en gata|# gator} som boende kan välja bland. {outside|En gata|# gator} i filen ligger utanför området och är inte med.',
      streets_unreadable: '{file} går inte att läsa ({reason}). Ange en fil som finns.',
      streets_file: '{file} är ingen GeoJSON-samling av gator. Ange en FeatureCollection med minst en gata.',
      streets_many:
        '{file} har {n} delar, fler än {max}. Slå ihop delar av samma gata, eller lämna ut det som inte är gator.',
      streets_name:
        'Del {n} i {file} saknar namn, eller har ett längre än {max} tecken. Ge den ett namn i något av fälten {known}.',
      streets_shape:
        'Del {n} i {file} ({name}) är varken punkt eller linje i grader (WGS 84). Spara filen som punkter eller linjer i EPSG:4326.',
      streets_outside:
        'Ingen gata i {file} ligger i {slug}. Kontrollera att filen är rätt och i EPSG:4326. Inget har ändrats.',
      geocoder_told: 'Adresser i {slug} söks hos {address}.',
      geocoder_told_off: 'Adresser i {slug} söks ingenstans utanför: bland platser och gator här.',
      geocoder_address:
        '{address} går inte att använda. Ange en https-adress med {{text}} där det som söks ska stå; http bara med --nearby.',
      geocoder_off: 'I {slug} söks inga adresser utanför. Välj en plats i listan, eller peka på kartan.',
      geocoder_wait: 'Många söker adresser just nu. Vänta {seconds|en sekund|# sekunder}, eller peka på kartan.',
      geocoder_silent: 'Adresstjänsten svarar inte. Välj en plats i listan, eller peka på kartan.',
    },
    en: {
      flag_feeling: 'Where something happened the place can’t be safe. Choose unsafe, or “How the place feels”.',
      flag_not_happened:
        'Whether it was reported is asked only where something happened. Take the answer away, or choose “Something happened”.',
      flag_was_reported:
        'Why it wasn’t reported is asked only when the answer is no. Take the reasons away, or change the answer.',
      flag_note_off: 'Free text isn’t taken here. Take the text away and send again.',
      flag_choice_unknown: '{value} can’t be chosen here. Choose among: {known}.',
      flag_weightiest: '{value} isn’t one of the reasons. Choose the one that weighs most among: {known}.',
      flag_place_unknown: 'There is no place called {value} here. Choose a place in the list, or point at the map.',
      flag_outside: 'The cell {x}, {y} lies outside {area}. Choose a place within the area.',
      work_needed: 'Very many flags are coming right now. Your phone has to work for a moment before it is sent.',
      receipt_unknown: 'There is no receipt with these words. Check all six and try again.',
      receipt_wait: 'Too many receipts were tried from here. Wait {seconds|a second|# seconds} and try again.',
      receipt_no_question: 'The municipality has asked nothing about this flag.',
      receipt_choice: 'There is no answer {value}. Choose one from 0 to {last}.',
      receipt_answered: 'The question has been answered: {answer}. It is answered only once.',
      streets_told: '{slug} has {n|one street|# streets} that residents can choose among.',
      streets_loaded: '{slug} now has {n|one street|# streets} that residents can choose among.',
      streets_loaded_part:
        '{slug} now has {n|one street|# streets} that residents can choose among. {outside|One street|# streets} of the file lie outside the area and are left out.',
      streets_unreadable: '{file} can’t be read ({reason}). Give a file that is there.',
      streets_file: '{file} is no GeoJSON collection of streets. Give a FeatureCollection with at least one street.',
      streets_many:
        '{file} has {n} pieces, more than {max}. Join pieces of the same street, or leave out what is no street.',
      streets_name:
        'Piece {n} of {file} has no name, or one longer than {max} characters. Give it a name in one of the fields {known}.',
      streets_shape:
        'Piece {n} of {file} ({name}) is neither a point nor a line in degrees (WGS 84). Save the file as points or lines in EPSG:4326.',
      streets_outside:
        'No street of {file} lies in {slug}. Check that it is the right file, in EPSG:4326. Nothing has been changed.',
      geocoder_told: 'Addresses in {slug} are looked for at {address}.',
      geocoder_told_off: 'Addresses in {slug} are looked for nowhere else: among the places and streets here.',
      geocoder_address:
        '{address} can’t be used. Give an https address with {{text}} where what is looked for goes; http only with --nearby.',
      geocoder_off: 'In {slug} addresses are looked for nowhere else. Choose a place in the list, or point at the map.',
      geocoder_wait:
        'Many are looking for addresses right now. Wait {seconds|a second|# seconds}, or point at the map.',
      geocoder_silent: 'The address service doesn’t answer. Choose a place in the list, or point at the map.',
    },
    ar: {
      flag_feeling: 'لا يمكن أن يكون المكان آمنًا حيث حدث شيء. اختر غير آمن، أو «كيف هو المكان».',
      flag_not_happened: 'لا يُسأل عن التواصل مع الشرطة إلا حيث حدث شيء. احذف الجواب أو اختر «حدث شيء».',
      flag_was_reported: 'لا يُسأل عن السبب إلا حين يكون الجواب لا. احذف الأسباب أو غيّر الجواب.',
      flag_note_off: 'لا يُقبل النص الحر هنا. احذف النص وأرسل من جديد.',
      flag_choice_unknown: 'لا يمكن اختيار {value} هنا. اختر من: {known}.',
      flag_weightiest: 'ليس {value} من الأسباب. اختر الأهم من: {known}.',
      flag_place_unknown: 'لا يوجد هنا مكان باسم {value}. اختر مكانًا من القائمة أو أشر إلى الخريطة.',
      flag_outside: 'تقع الخلية {x}، {y} خارج {area}. اختر مكانًا داخل المنطقة.',
      work_needed: 'تصل الآن علامات كثيرة جدًا. على هاتفك أن يعمل لحظة قبل الإرسال.',
      receipt_unknown: 'لا يوجد إيصال بهذه الكلمات. تحقق من الكلمات الست وحاول مرة أخرى.',
      receipt_wait: 'جُرّبت من هنا إيصالات كثيرة جدًا. انتظر {seconds} ثانية ثم حاول مرة أخرى.',
      receipt_no_question: 'لم تسأل البلدية شيئًا عن هذه العلامة.',
      receipt_choice: 'لا يوجد جواب {value}. اختر من 0 إلى {last}.',
      receipt_answered: 'أُجيب عن السؤال من قبل: {answer}. يُجاب عنه مرة واحدة فقط.',
      streets_told: 'عدد الشوارع التي يختار منها السكان في {slug}: {n}.',
      streets_loaded: 'عدد الشوارع التي يختار منها السكان في {slug} الآن: {n}.',
      streets_loaded_part:
        'عدد الشوارع التي يختار منها السكان في {slug} الآن: {n}. شوارع الملف الواقعة خارج المنطقة لم تُدرج، وعددها {outside}.',
      streets_unreadable: 'تعذّرت قراءة {file} ({reason}). أعطِ ملفًا موجودًا.',
      streets_file: 'ليس {file} مجموعة GeoJSON من الشوارع. أعطِ FeatureCollection فيها شارع واحد على الأقل.',
      streets_many: 'في {file} عدد من الأجزاء {n} أكثر من {max}. ادمج أجزاء الشارع الواحد أو استبعد ما ليس شارعًا.',
      streets_name: 'الجزء {n} من {file} بلا اسم، أو اسمه أطول من {max} حرفًا. سمّه في أحد الحقول {known}.',
      streets_shape:
        'الجزء {n} من {file} ({name}) ليس نقطة ولا خطًا بالدرجات (WGS 84). احفظ الملف نقاطًا أو خطوطًا في EPSG:4326.',
      streets_outside: 'لا يقع أي شارع من {file} في {slug}. تحقق من أن الملف صحيح وفي EPSG:4326. لم يتغير شيء.',
      geocoder_told: 'تُبحث العناوين في {slug} لدى {address}.',
      geocoder_told_off: 'لا تُبحث العناوين في {slug} خارج الأماكن والشوارع المعروفة هنا.',
      geocoder_address: 'لا يمكن استخدام {address}. أعطِ عنوان https فيه {{text}} حيث يوضع النص، وhttp مع --nearby فقط.',
      geocoder_off: 'لا تُبحث العناوين خارج {slug}. اختر مكانًا من القائمة أو أشر إلى الخريطة.',
      geocoder_wait: 'كثيرون يبحثون عن عناوين الآن. انتظر {seconds} ثانية أو أشر إلى الخريطة.',
      geocoder_silent: 'خدمة العناوين لا تجيب. اختر مكانًا من القائمة أو أشر إلى الخريطة.',
    },
  },
  {
    geocoder_off: 404,
    geocoder_wait: 429,
    geocoder_silent: 503,
    flag_feeling: 422,
    flag_not_happened: 422,
    flag_was_reported: 422,
    flag_note_off: 422,
    flag_choice_unknown: 422,
    flag_weightiest: 422,
    flag_place_unknown: 422,
    flag_outside: 422,
    work_needed: 428,
    receipt_unknown: 404,
    receipt_wait: 429,
    receipt_no_question: 409,
    receipt_choice: 422,
    receipt_answered: 409,
  },
);
