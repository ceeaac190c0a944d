/** What columns of a file of squares may be called, folded: the first of a list that the file has is taken. */
const NAMES = {
  id: ['rutidscb', 'rutid', 'ruta', 'rutkod', 'gridid', 'cellid', 'rutidinspire', 'grdid', 'id'],
  residents: [
    ...['beftotalt', 'beftot', 'totalt', 'total', 'totp', 'pop', 'poptot', 'population', 'befolkning', 'folkmangd'],
    ...['invanare', 'boende', 'residents', 'bef', 'antal'],
  ],
  east: ['e', 'east', 'easting', 'ost', 'ekoord', 'swerefe', 'x', 'xkoord', 'xcoord'],
  north: ['n', 'north', 'northing', 'norr', 'nkoord', 'swerefn', 'y', 'ykoord', 'ycoord'],
  side: ['rutstorl', 'rutstorlek', 'storlek', 'size', 'side', 'sida'],
  day: ['referenstid', 'referensdatum', 'datum', 'date', 'ar', 'year'],
} as const;
type Meaning = keyof typeof NAMES;

/** Without case, accents and what stands between words. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Where each meaning stands among the headers; -1: nowhere. */
export function columnsOf(headers: readonly string[]): Record<Meaning, number> {
  const given = headers.map(folded);
  const place = (meaning: Meaning): number =>
    NAMES[meaning].map((name) => given.indexOf(name)).find((at) => at >= 0) ?? -1;
  return {
    ...{ id: place('id'), residents: place('residents'), east: place('east'), north: place('north') },
    ...{ side: place('side'), day: place('day') },
  };
}

/** What a person may call the columns that a file needs. */
export const EXAMPLES = { square: 'rutid_scb, ruta', residents: 'beftotalt, totalt, pop' } as const;
