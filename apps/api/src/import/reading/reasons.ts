import type { Language } from '@lagesbild/contract';
import type { Said } from '../../sentence.ts';
import { registerTable, type Sentence, say } from './sentences.ts';

/** Why one row can't be used. The code is stored with the rejection; the words follow the reader's language. */
const REJECTION_REASONS = {
  no_coordinates: {
    sv: 'Koordinater saknas.',
    en: 'The coordinates are missing.',
    ar: 'الإحداثيات مفقودة.',
  },
  bad_coordinates: {
    sv: 'Koordinaten är inte ett tal.',
    en: 'The coordinate is not a number.',
    ar: 'الإحداثية ليست رقمًا.',
  },
  zero_coordinates: {
    sv: 'Koordinaterna är 0, 0: platsen är inte ifylld.',
    en: 'The coordinates are 0, 0: the place was not filled in.',
    ar: 'الإحداثيات هي 0، 0: لم يُحدَّد المكان.',
  },
  coordinates_out_of_range: {
    sv: 'Koordinaterna ligger utanför sitt koordinatsystem.',
    en: 'The coordinates lie outside their coordinate system.',
    ar: 'الإحداثيات خارج نطاق نظامها.',
  },
  not_a_point: {
    sv: 'Geometrin är inte en punkt.',
    en: 'The geometry is not a point.',
    ar: 'الشكل الهندسي ليس نقطة.',
  },
  no_date: { sv: 'Tidpunkt saknas.', en: 'The date is missing.', ar: 'التاريخ مفقود.' },
  bad_date: {
    sv: 'Datumet kan inte läsas.',
    en: 'The date can’t be read.',
    ar: 'تعذّرت قراءة التاريخ.',
  },
  impossible_date: {
    sv: 'Datumet finns inte i kalendern.',
    en: 'There is no such day in the calendar.',
    ar: 'لا وجود لهذا اليوم في التقويم.',
  },
  date_out_of_range: {
    sv: 'Året ligger utanför 1900–2100.',
    en: 'The year lies outside 1900–2100.',
    ar: 'السنة خارج المدى 1900–2100.',
  },
  in_future: {
    sv: 'Tidpunkten ligger efter inläsningsdagen.',
    en: 'It lies after the day of the import.',
    ar: 'الوقت بعد يوم الاستيراد.',
  },
  bad_time: {
    sv: 'Klockslaget kan inte läsas.',
    en: 'The time of day can’t be read.',
    ar: 'تعذّرت قراءة الوقت.',
  },
  ends_before_start: {
    sv: 'Sluttiden ligger före starttiden.',
    en: 'It ends before it starts.',
    ar: 'وقت الانتهاء يسبق وقت البدء.',
  },
  bad_title: {
    sv: 'Rubriken saknar datum och klockslag.',
    en: 'The title holds no date and time.',
    ar: 'لا يحتوي العنوان على تاريخ ووقت.',
  },
  wrong_columns: {
    sv: 'Raden har inte lika många fält som rubrikraden.',
    en: 'The row does not have as many fields as the header.',
    ar: 'عدد حقول الصف لا يطابق صف العناوين.',
  },
  nul_byte: {
    sv: 'Raden innehåller NUL-tecken.',
    en: 'The row holds NUL characters.',
    ar: 'يحتوي الصف على محارف NUL.',
  },
  no_area: { sv: 'Området saknas.', en: 'The area is missing.', ar: 'المنطقة مفقودة.' },
  no_period: { sv: 'Perioden saknas.', en: 'The period is missing.', ar: 'الفترة مفقودة.' },
  bad_period: {
    sv: 'Perioden kan inte läsas.',
    en: 'The period can’t be read.',
    ar: 'تعذّرت قراءة الفترة.',
  },
  bad_count: {
    sv: 'Antalet är inte ett heltal från 0 och uppåt.',
    en: 'The count is not a whole number of 0 or more.',
    ar: 'العدد ليس عددًا صحيحًا أكبر من أو يساوي 0.',
  },
  no_count: { sv: 'Antalet saknas.', en: 'The count is missing.', ar: 'العدد مفقود.' },
  repeated_cell: {
    sv: 'Samma område, period och kategori står redan i filen; det första talet gäller.',
    en: 'The same area, period and category stands in the file already; the first figure holds.',
    ar: 'وردت المنطقة والفترة والفئة نفسها من قبل في الملف؛ يُعتمد الرقم الأول.',
  },
} as const satisfies Record<string, Sentence>;
export type RejectionReason = keyof typeof REJECTION_REASONS;
registerTable('rejection', REJECTION_REASONS);

/** Why a row that could be read is left out. */
const SKIP_REASONS = {
  note: {
    sv: 'Rubriker, noter och tomma rader är inga tal.',
    en: 'Headings, notes and empty rows are no figures.',
    ar: 'العناوين والحواشي والصفوف الفارغة ليست أرقامًا.',
  },
  summary: {
    sv: 'Sammanfattningar är inte händelser.',
    en: 'Summaries are not incidents.',
    ar: 'الملخصات ليست حوادث.',
  },
  crowded: {
    sv: 'Koordinaten delas av många rader och lämnades utanför.',
    en: 'Many rows share the coordinate; it was left out.',
    ar: 'تشترك صفوف كثيرة في هذه الإحداثية فاستُبعدت.',
  },
} as const satisfies Record<string, Sentence>;
export type SkipReason = keyof typeof SKIP_REASONS;
registerTable('skip', SKIP_REASONS);

/** @returns the reason in words; a code from a newer version comes back as it is. */
export function reasonInWords(language: Language, reason: string): string {
  if (Object.hasOwn(REJECTION_REASONS, reason)) return say(language, 'rejection', reason);
  return Object.hasOwn(SKIP_REASONS, reason) ? say(language, 'skip', reason) : reason;
}

/** The same, to be said inside another sentence. */
export function reasonSaid(reason: string): Said | string {
  if (Object.hasOwn(REJECTION_REASONS, reason)) return { say: `rejection_${reason}` };
  return Object.hasOwn(SKIP_REASONS, reason) ? { say: `skip_${reason}` } : reason;
}
