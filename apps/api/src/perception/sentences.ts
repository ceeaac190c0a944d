import { registerProblems } from '../errors.ts';

/** What people say of places, as it is recorded and read from files. */
registerProblems(
  {
    sv: {
      dialogue_unknown: 'Det finns ingen dialog {id} här.',
      survey_unknown: 'Det finns ingen undersökning {id} här.',
      dialogue_future: 'Dialogen hölls {day}, som inte har varit än. Ange en dag till och med i dag.',
      perception_place_unknown: 'Det finns ingen plats {value} här. Välj en av områdets platser, eller ingen.',
      perception_reason_unknown: 'Det finns inget skäl {value} här. Välj bland {known}.',
      perception_weightiest: '{value} väger mest men är inte bland skälen. Lägg till det, eller välj ett av dem.',
      mark_invalid: 'Markering {n} korsar sig själv eller är tom. Rita om den.',
      mark_outside: 'Markering {n} ligger mer än 10 km utanför området. Flytta den, eller ta bort den.',
      survey_interval: 'Intervallet för {area} är {low}–{high} och andelen {share}. Andelen ska ligga i intervallet.',
      survey_area_twice: 'Området {area} finns två gånger i undersökningen. Ta bort det ena.',
      perception_rows_unusable:
        '{n|En rad|# rader} går inte att använda, så inget sparades. Först rad {row}: {why} Rätta filen och skicka den igen.',
      perception_file_empty: 'Filen {file} har inga rader att läsa.',
      perception_file_columns:
        'Filen {file} saknar {missing}. Den har kolumnerna {found}. Döp om kolumnerna och skicka filen igen.',
      perception_file_json: 'Filen {file} är inte GeoJSON: en FeatureCollection med features behövs.',
      perception_file_long: 'Filen {file} har fler än {limit} rader. Dela den.',
      perception_row_date: '”{value}” är inget datum. Skriv som 2026-03-14.',
      perception_row_word: '”{value}” går inte att läsa som {column}. Skriv något av: {known}.',
      perception_row_number: '”{value}” går inte att läsa som {column}. Skriv ett tal från {min} till {max}.',
      perception_row_place: 'Raden saknar plats på kartan. Ange longitud och latitud, eller x och y.',
      perception_row_outside: '{value} ligger mer än 10 km utanför området. Kontrollera koordinaterna.',
      perception_row_empty: 'Raden saknar {column}.',
      perception_row_geometry:
        'Formen går inte att använda: en punkt, en linje eller en yta utan hål ska anges i grader.',
    },
    en: {
      dialogue_unknown: 'There is no dialogue {id} here.',
      survey_unknown: 'There is no survey {id} here.',
      dialogue_future: 'The dialogue was held on {day}, which hasn’t been yet. Give a day up to today.',
      perception_place_unknown: 'There is no place {value} here. Choose one of the area’s places, or none.',
      perception_reason_unknown: 'There is no reason {value} here. Choose among {known}.',
      perception_weightiest: '{value} weighs most but isn’t among the reasons. Add it, or choose one of them.',
      mark_invalid: 'Mark {n} crosses itself or is empty. Draw it again.',
      mark_outside: 'Mark {n} lies more than 10 km outside the area. Move it, or remove it.',
      survey_interval:
        'The interval of {area} is {low}–{high} and its share {share}. The share must lie in the interval.',
      survey_area_twice: 'The area {area} stands twice in the survey. Remove one of them.',
      perception_rows_unusable:
        '{n|One row|# rows} can’t be used, so nothing was stored. First row {row}: {why} Correct the file and send it again.',
      perception_file_empty: 'The file {file} has no rows to read.',
      perception_file_columns:
        'The file {file} lacks {missing}. Its columns are {found}. Rename the columns and send the file again.',
      perception_file_json: 'The file {file} isn’t GeoJSON: it takes a FeatureCollection with features.',
      perception_file_long: 'The file {file} has more than {limit} rows. Split it.',
      perception_row_date: '“{value}” is no date. Write as 2026-03-14.',
      perception_row_word: '“{value}” can’t be read as {column}. Write one of: {known}.',
      perception_row_number: '“{value}” can’t be read as {column}. Write a number from {min} to {max}.',
      perception_row_place: 'The row has no place on the map. Give longitude and latitude, or x and y.',
      perception_row_outside: '{value} lies more than 10 km outside the area. Check the coordinates.',
      perception_row_empty: 'The row lacks {column}.',
      perception_row_geometry: 'The shape can’t be used: give a point, a line or an area without holes, in degrees.',
    },
    ar: {
      dialogue_unknown: 'لا يوجد هنا حوار {id}.',
      survey_unknown: 'لا يوجد هنا استبيان {id}.',
      dialogue_future: 'تاريخ الحوار {day} لم يأتِ بعد. اختر يومًا حتى اليوم.',
      perception_place_unknown: 'لا يوجد هنا مكان {value}. اختر أحد أماكن المنطقة، أو لا شيء.',
      perception_reason_unknown: 'لا يوجد هنا سبب {value}. اختر من {known}.',
      perception_weightiest: '{value} هو الأثقل لكنه ليس بين الأسباب. أضفه، أو اختر واحدًا منها.',
      mark_invalid: 'العلامة {n} تتقاطع مع نفسها أو فارغة. ارسمها من جديد.',
      mark_outside: 'العلامة {n} تبعد أكثر من 10 كم عن المنطقة. انقلها أو احذفها.',
      survey_interval: 'مجال {area} هو {low}–{high} والنسبة {share}. يجب أن تقع النسبة داخل المجال.',
      survey_area_twice: 'المنطقة {area} مكررة في الاستبيان. احذف إحداهما.',
      perception_rows_unusable:
        'لا يمكن استخدام {n|صف واحد|# من الصفوف}، لذلك لم يُحفظ شيء. أولها الصف {row}: {why} صحح الملف وأرسله مجددًا.',
      perception_file_empty: 'لا توجد في الملف {file} صفوف للقراءة.',
      perception_file_columns:
        'ينقص الملف {file} ما يلي: {missing}. أعمدته هي {found}. أعد تسمية الأعمدة وأرسل الملف مجددًا.',
      perception_file_json: 'الملف {file} ليس GeoJSON: المطلوب FeatureCollection فيها features.',
      perception_file_long: 'في الملف {file} أكثر من {limit} صف. قسّمه.',
      perception_row_date: '”{value}“ ليس تاريخًا. اكتب مثل 2026-03-14.',
      perception_row_word: 'لا يمكن قراءة ”{value}“ على أنه {column}. اكتب أحد ما يلي: {known}.',
      perception_row_number: 'لا يمكن قراءة ”{value}“ على أنه {column}. اكتب عددًا من {min} إلى {max}.',
      perception_row_place: 'لا مكان للصف على الخريطة. اكتب خط الطول ودائرة العرض، أو x و y.',
      perception_row_outside: '{value} تبعد أكثر من 10 كم عن المنطقة. تحقق من الإحداثيات.',
      perception_row_empty: 'ينقص الصف {column}.',
      perception_row_geometry: 'لا يمكن استخدام الشكل: المطلوب نقطة أو خط أو مساحة بلا ثقوب، بالدرجات.',
    },
  },
  { dialogue_unknown: 404, survey_unknown: 404 },
);
