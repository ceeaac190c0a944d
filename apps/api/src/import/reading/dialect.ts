/** What separates fields, and where the table begins. All of it from the first rows, without asking. */
export const DELIMITERS = [';', '\t', ',', '|'] as const;

/**
 * Which delimiter gives most rows the same number of fields, more than one?
 * @param split  the first rows under one delimiter
 */
export function chooseDelimiter(split: (delimiter: string) => string[][]): string {
  let best: string = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = split(delimiter).map((row) => row.length);
    const width = commonest(widths);
    if (width < 2) continue;
    const same = widths.filter((other) => other === width).length / widths.length;
    // A decimal comma splits numbers evenly too: agreement first, then the delimiters in the order of the list.
    if (same > bestScore + 0.05) {
      best = delimiter;
      bestScore = same;
    }
  }
  return best;
}

export interface Top {
  headers: string[];
  /** Rows at the top that are not data: titles and the header itself. */
  skip: number;
  /** False: there is no header, the names are made up. */
  header: boolean;
}

/**
 * Where is the header? Titles above a table fill one or two cells of its width. A first row of numbers and dates,
 * like the row below it, is data: then columns are called `column 1` and so on.
 *
 * A name that occurs twice gets its number (`date`, `date (2)`); an empty one is called by its position.
 */
export function findTop(rows: readonly string[][]): Top {
  const width = commonest(rows.map((row) => row.length));
  const filled = (row: readonly string[]) => row.filter((value) => value.trim() !== '').length;
  const full = commonest(rows.map(filled));
  let at = rows.slice(0, 20).findIndex((row) => row.length >= width / 2 && filled(row) >= Math.max(2, full / 2));
  if (at === -1) at = 0;
  const first = rows[at] ?? [];
  const below = rows[at + 1];
  if (below && looksLikeData(first, below)) {
    return { headers: first.map((_, i) => `column ${i + 1}`), skip: at, header: false };
  }
  return { headers: uniqueNames(first), skip: at + 1, header: true };
}

function looksLikeData(first: readonly string[], below: readonly string[]): boolean {
  const used = first.flatMap((value, i) => (value.trim() === '' ? [] : [i]));
  const values = used.filter((i) => isValue(first[i] as string) && isValue(below[i] ?? ''));
  return used.length > 0 && values.length * 2 >= used.length;
}

/** A number or date, but not a year or a month: tables have them as headers. */
function isValue(text: string): boolean {
  const value = text.trim();
  if (/^(19|20)\d\d([-/.]?(0[1-9]|1[0-2]))?$/.test(value)) return false;
  return /^[-+]?\d[\d\s.,]*$/.test(value) || /^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?([ T].*)?$/.test(value);
}

function uniqueNames(row: readonly string[]): string[] {
  const taken = new Set<string>();
  return row.map((value, i) => {
    const name = value.trim() || `column ${i + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
}

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let best = 0;
  for (const [number, count] of counts) if (count > (counts.get(best) ?? 0)) best = number;
  return best;
}
