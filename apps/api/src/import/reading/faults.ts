import type { Language } from '@lagesbild/contract';
import { type Params, registerTable, type Sentence, say } from './sentences.ts';

/** Why a whole file can't be read. Each names what was found and the way out. */
const FAULTS = {
  empty_file: {
    sv: 'Filen {file} är tom.',
    en: 'The file {file} is empty.',
    ar: 'الملف {file} فارغ.',
  },
  header_only: {
    sv: 'Filen {file} har en rubrikrad men inga rader under den.',
    en: 'The file {file} has a header but no rows below it.',
    ar: 'يحتوي الملف {file} على صف عناوين دون أي صفوف بعده.',
  },
  not_a_file: {
    sv: '{file} är inte en vanlig fil.',
    en: '{file} is not an ordinary file.',
    ar: '{file} ليس ملفًا عاديًا.',
  },
  too_big: {
    sv: 'Filen {file} är {found} MB; gränsen är {limit} MB. Dela den i flera filer.',
    en: 'The file {file} is {found} MB; the limit is {limit} MB. Split it into several files.',
    ar: 'حجم الملف {file} هو {found} ميغابايت والحد هو {limit}. قسّمه إلى عدة ملفات.',
  },
  bomb: {
    sv: 'Filen {file} växer mer än {limit} gånger när den packas upp och läses därför inte.',
    en: 'The file {file} grows more than {limit} times when unpacked, and is therefore not read.',
    ar: 'يتضخم الملف {file} أكثر من {limit} مرة عند فك ضغطه، لذلك لن يُقرأ.',
  },
  unpacked_too_big: {
    sv: 'Filen {file} är större än {limit} MB när den packas upp. Dela den i flera filer.',
    en: 'The file {file} is more than {limit} MB when unpacked. Split it into several files.',
    ar: 'حجم الملف {file} بعد فك ضغطه يتجاوز {limit} ميغابايت. قسّمه إلى عدة ملفات.',
  },
  broken_gzip: {
    sv: 'Den packade filen {file} är skadad eller avbruten. Hämta den på nytt.',
    en: 'The compressed file {file} is damaged or cut off. Fetch it again.',
    ar: 'الملف المضغوط {file} تالف أو مبتور. أعد تنزيله.',
  },
  archive: {
    sv: '{file} är ett arkiv med flera filer. Packa upp det och släpp en fil i taget.',
    en: '{file} is an archive of several files. Unpack it and drop one file at a time.',
    ar: '{file} أرشيف يضم عدة ملفات. فك ضغطه وأفلت ملفًا واحدًا في كل مرة.',
  },
  unsafe_archive: {
    sv: 'Arbetsboken {file} innehåller en otillåten sökväg ({entry}) och läses inte.',
    en: 'The workbook {file} holds a forbidden path ({entry}) and is not read.',
    ar: 'يحتوي المصنف {file} على مسار غير مسموح به ({entry}) ولن يُقرأ.',
  },
  broken_workbook: {
    sv: 'Arbetsboken {file} kan inte öppnas. Spara den på nytt som xlsx eller CSV.',
    en: 'The workbook {file} can’t be opened. Save it again as xlsx or CSV.',
    ar: 'تعذّر فتح المصنف {file}. احفظه من جديد بصيغة xlsx أو CSV.',
  },
  workbook_too_big: {
    sv: 'Arbetsboken {file} är {found} MB uppackad; gränsen är {limit} MB. Spara den som CSV i stället.',
    en: 'The workbook {file} is {found} MB unpacked; the limit is {limit} MB. Save it as CSV instead.',
    ar: 'حجم المصنف {file} بعد فك ضغطه {found} ميغابايت والحد {limit}. احفظه بصيغة CSV بدلًا من ذلك.',
  },
  no_such_sheet: {
    sv: 'Arbetsboken {file} har inget blad som heter {sheet}. Den har: {sheets}.',
    en: 'The workbook {file} has no sheet named {sheet}. It has: {sheets}.',
    ar: 'لا توجد في المصنف {file} ورقة باسم {sheet}. الموجود: {sheets}.',
  },
  old_workbook: {
    sv: '{file} är sparad i ett äldre eller lösenordsskyddat Excelformat. Spara den som xlsx utan lösenord eller som CSV.',
    en: '{file} is in an old or password-protected Excel format. Save it as xlsx without a password, or as CSV.',
    ar: '{file} بصيغة إكسل قديمة أو محمية بكلمة مرور. احفظه بصيغة xlsx بلا كلمة مرور أو CSV.',
  },
  binary: {
    sv: '{file} är ingen tabell i text. Det går att läsa CSV, xlsx, GeoJSON och polisen.se:s JSON, också packade med gzip.',
    en: '{file} is no table of text. CSV, xlsx, GeoJSON and the JSON of polisen.se can be read, also compressed with gzip.',
    ar: '{file} ليس جدولًا نصيًا. يمكن قراءة CSV وxlsx وGeoJSON وJSON من polisen.se، وكذلك المضغوطة بـ gzip.',
  },
  encoding: {
    sv: 'Filen {file} är inte skriven i {encoding} hela vägen: byte {byte} går inte att läsa.',
    en: 'The file {file} is not {encoding} throughout: byte {byte} can’t be read.',
    ar: 'الملف {file} ليس بترميز {encoding} بكامله: تعذّرت قراءة البايت {byte}.',
  },
  unclosed_quote: {
    sv: 'Citattecknet som öppnas på rad {row} stängs aldrig. Rätta raden och försök igen.',
    en: 'The quotation mark opened in row {row} is never closed. Mend the row and try again.',
    ar: 'علامة الاقتباس المفتوحة في الصف {row} لا تُغلق أبدًا. صحّح الصف وحاول من جديد.',
  },
  long_row: {
    sv: 'Rad {row} är längre än {limit} tecken. Det är knappast en tabell med händelser.',
    en: 'Row {row} is longer than {limit} characters. This is hardly a table of incidents.',
    ar: 'الصف {row} أطول من {limit} محرف. هذا على الأرجح ليس جدول حوادث.',
  },
  too_many_columns: {
    sv: 'Filen har {found} kolumner; gränsen är {limit}.',
    en: 'The file has {found} columns; the limit is {limit}.',
    ar: 'في الملف {found} عمودًا والحد {limit}.',
  },
  one_column: {
    sv: 'Filen {file} har bara en kolumn ({header}): det går inte att se vad som skiljer fälten åt.',
    en: 'The file {file} has a single column ({header}): nothing seems to separate its fields.',
    ar: 'في الملف {file} عمود واحد فقط ({header}): لا يظهر فاصل بين الحقول.',
  },
  broken_json: {
    sv: 'Filen {file} är inte giltig JSON: felet finns vid post {row}.',
    en: 'The file {file} is not valid JSON: the fault is at record {row}.',
    ar: 'الملف {file} ليس JSON صالحًا: الخطأ عند السجل {row}.',
  },
  unknown_json: {
    sv: '{file} är JSON men varken GeoJSON med punkter eller händelser från polisen.se.',
    en: '{file} is JSON, but neither GeoJSON points nor events of polisen.se.',
    ar: '{file} ملف JSON لكنه ليس نقاط GeoJSON ولا أحداثًا من polisen.se.',
  },
  no_points: {
    sv: 'GeoJSON-filen {file} innehåller ytor eller linjer ({geometry}) i stället för punkter. Områden läses in som platser, inte som händelser.',
    en: 'The GeoJSON file {file} holds {geometry} geometries instead of points. Areas are imported as places, not as incidents.',
    ar: 'يحتوي ملف GeoJSON {file} على أشكال {geometry} بدل النقاط. تُستورد المناطق كأماكن لا كحوادث.',
  },
  unknown_srid: {
    sv: 'Koordinatsystemet EPSG:{srid} är inte känt här. Välj ett annat eller räkna om filen till WGS 84.',
    en: 'The coordinate system EPSG:{srid} isn’t known here. Choose another or convert the file to WGS 84.',
    ar: 'نظام الإحداثيات EPSG:{srid} غير معروف هنا. اختر غيره أو حوّل الملف إلى WGS 84.',
  },
  unsettled_srid: {
    sv: 'Koordinaterna är i meter eller fot i ett system som filen inte nämner. Välj systemet eller skriv dess EPSG-kod.',
    en: 'The coordinates are in metres or feet of a system that the file doesn’t name. Choose it, or write its EPSG code.',
    ar: 'الإحداثيات بالمتر أو القدم في نظام لا يذكره الملف. اختر النظام أو اكتب رمز EPSG الخاص به.',
  },
  unknown_time_zone: {
    sv: 'Tidszonen {time_zone} är inte känd.',
    en: 'The time zone {time_zone} isn’t known.',
    ar: 'المنطقة الزمنية {time_zone} غير معروفة.',
  },
  missing_column: {
    sv: 'Filen saknar kolumnen {header}, som ska läsas som {field}. Kolumner i filen: {headers}.',
    en: 'The file lacks the column {header}, to be read as {field}. Columns in the file: {headers}.',
    ar: 'لا يوجد في الملف العمود {header} المراد قراءته كـ {field}. أعمدة الملف: {headers}.',
  },
} as const satisfies Record<string, Sentence>;
export type Fault = keyof typeof FAULTS;
registerTable('reading', FAULTS);

/** A file, or a mapping of it, that can't be used at all. The one thing this room throws. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
  readonly code: Fault;
  readonly params: Params;

  constructor(code: Fault, params: Params = {}) {
    super(say('en', 'reading', code, params));
    this.code = code;
    this.params = params;
  }

  inWords(language: Language): string {
    return say(language, 'reading', this.code, this.params);
  }
}
