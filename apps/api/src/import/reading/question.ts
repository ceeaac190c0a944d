import type { Field, Language, Question } from '@lagesbild/contract';
import { type Params, registerTable, type Sentence, say } from './sentences.ts';

/** What a file can't tell, in words. `option_…` are the labels of answers. */
export const QUESTIONS = {
  no_date_column: {
    sv: 'Vilken kolumn säger när det hände?',
    en: 'Which column says when it happened?',
    ar: 'أي عمود يحدد وقت الحدوث؟',
  },
  no_place_column: {
    sv: 'Ingen kolumn ser ut som koordinater. Utan dem räknas raderna bara för hela området. Finns koordinaterna i någon kolumn?',
    en: 'No column looks like coordinates. Without them the rows only count for the area as a whole. Does a column hold them?',
    ar: 'لا يبدو أي عمود إحداثيات. من دونها تُحسب الصفوف للمنطقة بأكملها فقط. هل يحتويها أحد الأعمدة؟',
  },
  srid: {
    sv: 'Koordinaterna ({example}) kan vara i flera koordinatsystem. Vilket är det?',
    en: 'The coordinates ({example}) may be in several coordinate systems. Which is it?',
    ar: 'قد تكون الإحداثيات ({example}) بأكثر من نظام. أيها هو؟',
  },
  srid_unsettled: {
    sv: 'Koordinaterna ({example}) är i meter eller fot, i ett system som filen inte nämner. Vilket är det? Den som gjort filen vet dess EPSG-kod.',
    en: 'The coordinates ({example}) are in metres or feet, in a system that the file doesn’t name. Which is it? Whoever made the file knows its EPSG code.',
    ar: 'الإحداثيات ({example}) بالمتر أو القدم في نظام لا يذكره الملف. ما هو؟ من أعدّ الملف يعرف رمز EPSG الخاص به.',
  },
  axes: {
    sv: 'Vilken kolumn är longitud: {x} eller {y}?',
    en: 'Which column is the longitude: {x} or {y}?',
    ar: 'أي عمود هو خط الطول: {x} أم {y}؟',
  },
  time_zone: {
    sv: 'Tiderna är skrivna med tidszon ({example}). Menas den, eller är det lokal tid i {time_zone}?',
    en: 'The times are written with a zone ({example}). Is it meant, or are they local times in {time_zone}?',
    ar: 'الأوقات مكتوبة بمنطقة زمنية ({example}). هل هي مقصودة أم أنها بالتوقيت المحلي في {time_zone}؟',
  },
  date_order: {
    sv: 'Datum som {example} kan läsas på två sätt. Vad kommer först?',
    en: 'Dates like {example} can be read in two ways. What comes first?',
    ar: 'يمكن قراءة تواريخ مثل {example} بطريقتين. ما الذي يأتي أولًا؟',
  },
  municipality_elsewhere: {
    sv: '{share} % av raderna ligger i {area}. Ska filen öppna ett nytt område eller läsas in där?',
    en: '{share} % of the rows lie in {area}. Shall the file open a new area, or go there?',
    ar: '{share}٪ من الصفوف تقع في {area}. هل يُفتح نطاق جديد أم تُستورد إليه؟',
  },
  municipality: {
    sv: 'Vilket område gäller filen?',
    en: 'Which area is the file about?',
    ar: 'أي منطقة يخصها الملف؟',
  },
  source: {
    sv: 'Varifrån kommer filen?',
    en: 'Where does the file come from?',
    ar: 'من أين جاء الملف؟',
  },
  crowded: {
    sv: '{rows} rader ({share} %) har samma koordinat ({key}). Är det där det hände, eller en adress som står för något annat?',
    en: '{rows} rows ({share} %) share one coordinate ({key}). Is that where it happened, or an address that stands for something else?',
    ar: 'عدد الصفوف التي تشترك في إحداثية واحدة ({key}): {rows} ({share}٪). هل هو مكان الحدوث أم عنوان ينوب عن غيره؟',
  },
  category: {
    sv: '{values} slags {values|händelse i filen är okänd|händelser i filen är okända} här ({rows} {rows|rad|rader}), till exempel {example}. {values|Den läses in som oklassificerad om den|De läses in som oklassificerade om de} inte får en kategori.',
    en: '{values} {values|kind|kinds} of incident in the file {values|is|are} unknown here ({rows} {rows|row|rows}), such as {example}. {values|It goes|They go} in as unclassified unless given a category.',
    ar: 'أنواع الحوادث غير المعروفة هنا في الملف: {values} (عدد الصفوف: {rows})، مثل {example}. ستُدرج بلا تصنيف ما لم تُعطَ فئة.',
  },
  no_area_column: {
    sv: 'Ingen kolumn ser ut som områden. Gäller talen hela området, eller står områdena i någon kolumn?',
    en: 'No column looks like areas. Are the figures about the area as a whole, or does a column hold the areas?',
    ar: 'لا يبدو أي عمود مناطق. هل الأرقام عن المنطقة بأكملها أم أن المناطق في أحد الأعمدة؟',
  },
  dash: {
    sv: 'I {n} av tabellens celler står bara ett streck. Betyder det noll, eller att talet inte redovisas?',
    en: '{n} of the table’s cells {n|holds|hold} only a dash. Does it mean zero, or that the figure isn’t given?',
    ar: 'في {n} من خلايا الجدول شرطة فقط. هل تعني صفرًا أم أن الرقم غير مذكور؟',
  },
  future: {
    sv: '{rows} {rows|rad|rader} ligger efter i dag, den första är rad {row} ({value}). Ska {rows|den|de} vara med?',
    en: '{rows} {rows|row lies|rows lie} after today; the first is row {row} ({value}). Shall {rows|it|they} be taken?',
    ar: 'عدد الصفوف التي تاريخها بعد اليوم: {rows}. أولها الصف {row} ({value}). هل تُستورد؟',
  },
  option_take_anyway: { sv: 'Läs in dem ändå', en: 'Take them anyway', ar: 'استوردها مع ذلك' },
  option_zero: { sv: 'Noll', en: 'Zero', ar: 'صفر' },
  option_withheld: { sv: 'Redovisas inte', en: 'Not given', ar: 'غير مذكور' },
  option_whole_area: { sv: 'Hela området', en: 'The area as a whole', ar: 'المنطقة بأكملها' },
  option_none: { sv: 'Ingen av dem', en: 'None of them', ar: 'لا شيء منها' },
  option_local: { sv: 'Lokal tid', en: 'Local time', ar: 'التوقيت المحلي' },
  option_offset: { sv: 'Tidszonen gäller', en: 'The zone is meant', ar: 'المنطقة الزمنية مقصودة' },
  option_dmy: { sv: 'Dag först', en: 'Day first', ar: 'اليوم أولًا' },
  option_mdy: { sv: 'Månad först', en: 'Month first', ar: 'الشهر أولًا' },
  option_new_area: { sv: 'Nytt område: {name}', en: 'New area: {name}', ar: 'منطقة جديدة: {name}' },
  option_open: { sv: 'Öppna data', en: 'Open data', ar: 'بيانات مفتوحة' },
  option_municipal: { sv: 'Kommunen', en: 'The municipality', ar: 'البلدية' },
  option_police: { sv: 'Polisen', en: 'The police', ar: 'الشرطة' },
  option_accept: { sv: 'Behåll som den är', en: 'Keep it as it is', ar: 'أبقِها كما هي' },
  option_coarsen: {
    sv: 'Räkna raderna men rita dem inte',
    en: 'Count the rows, don’t draw them',
    ar: 'احسب الصفوف ولا ترسمها',
  },
  option_leave_out: { sv: 'Lämna raderna utanför', en: 'Leave the rows out', ar: 'استبعد الصفوف' },
  option_unclassified: { sv: 'Läs in som oklassificerade', en: 'Take them as unclassified', ar: 'أدرجها بلا تصنيف' },
} as const satisfies Record<string, Sentence>;
export type QuestionCode = keyof typeof QUESTIONS;
registerTable('question', QUESTIONS);

/** A label: words of this table, or a name as it is. */
export type OptionLabel = string | { code: QuestionCode; params?: Params };

/**
 * A question before it is put into words. What an answer's `value` does to the decision:
 *
 * | about | value | changes |
 * |---|---|---|
 * | columns | header, or '' | `mapping.columns[field]`, field in `params.field` |
 * | srid | EPSG code: one of the options or any other | `mapping.srid` |
 * | axes | xy, yx | `mapping.axes` |
 * | time_zone | local, offset | `mapping.ignore_offset` true, false |
 * | date_order | dmy, mdy | `mapping.date_order` |
 * | municipality | slug, or '' | `municipality`, or `new_area` stays |
 * | source | open, municipal, police | `source.kind` |
 * | crowded | accept, coarsen, leave_out | `mapping.crowded[params.key]` |
 * | dash | zero, withheld | `mapping.dash` |
 * | future | leave_out, accept | `mapping.future`, for this file alone |
 * | category | unclassified | nothing: `mapping.categories` is edited in its own table |
 */
export interface Doubt {
  about: Question['about'];
  code: QuestionCode;
  params: Params;
  options: { value: string; label: OptionLabel; recommended: boolean }[];
}

/** The question in the reader's language, as it goes over the wire. */
export function questionInWords(language: Language, doubt: Doubt): Question {
  const { field } = doubt.params;
  return {
    about: doubt.about,
    ...(doubt.about === 'columns' && { field: field as Field }),
    sentence: say(language, 'question', doubt.code, doubt.params),
    options: doubt.options.map(({ value, label, recommended }) => ({
      value,
      label: typeof label === 'string' ? label : say(language, 'question', label.code, label.params),
      recommended,
    })),
  };
}
