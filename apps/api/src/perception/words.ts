/** What columns of a file of dialogues or survey results may be called; the first is what the file of an example has. */
export const COLUMNS = {
  held_on: ['datum', 'date', 'held_on', 'dag', 'day'],
  channel: ['kanal', 'channel', 'dialog'],
  group: ['grupp', 'group', 'malgrupp'],
  took_part: ['deltagare', 'took_part', 'antal deltagare', 'participants'],
  place: ['plats', 'place'],
  notes: ['anteckningar', 'notes'],
  x: ['longitud', 'lon', 'longitude', 'lng', 'x', 'east', 'easting', 'geometry.x'],
  y: ['latitud', 'lat', 'latitude', 'y', 'north', 'northing', 'geometry.y'],
  precision: ['noggrannhet', 'precision'],
  feeling: ['kansla', 'feeling', 'upplevelse'],
  reasons: ['skal', 'reasons', 'reason', 'anledning'],
  weightiest: ['vager mest', 'weightiest'],
  times: ['tid', 'times', 'tid pa dygnet', 'time'],
  days: ['dagar', 'days'],
  strength: ['styrka', 'strength'],
  question: ['fraga', 'question'],
  year: ['ar', 'year'],
  source: ['kalla', 'source'],
  area: ['omrade', 'area'],
  share: ['andel', 'share'],
  n: ['svarande', 'n', 'antal svar', 'answers'],
  low: ['lagst', 'low', 'nedre'],
  high: ['hogst', 'high', 'ovre'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Column = keyof typeof COLUMNS;

/** Values that files have words for, and the code of each; the code itself is always understood. */
export const WORDS = {
  channel: {
    citizen_dialogue: ['medborgardialog', 'boende'],
    employee_dialogue: ['medarbetardialog', 'personal'],
  },
  group: {
    residents: ['boende'],
    pupils: ['elever'],
    young_people: ['unga', 'ungdomar'],
    parents: ['foraldrar'],
    older_people: ['aldre'],
    women: ['kvinnor'],
    association: ['forening', 'foreningar'],
    traders: ['handlare'],
    school_staff: ['skolpersonal'],
    field_staff: ['faltare'],
    property_staff: ['fastighetspersonal'],
    transport_staff: ['trafikpersonal'],
    other_group: ['annan', 'ovriga'],
  },
  feeling: { unsafe: ['otrygg', 'otryggt'], safe: ['trygg', 'tryggt'] },
  times: { morning: ['morgon'], day: ['dag', 'dagtid'], evening: ['kvall'], night: ['natt'] },
  days: { weekday: ['vardag', 'vardagar'], weekend: ['helg', 'helger'], both: ['bada', 'alla dagar'] },
  precision: { point: ['punkt'], segment: ['stracka'], area: ['omrade'], municipality: ['kommun'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Without case, accents and what stands between words. */
export const folded = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_-]+/g, ' ');
