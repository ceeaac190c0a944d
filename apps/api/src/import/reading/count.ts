/** What one cell of a table of counts says. `withheld` and `dash` are not zero. */
export type Count = number | 'withheld' | 'dash' | 'bad_count';

const SPACES = /[\s\u00a0\u2000-\u200a\u202f]+/g;
const DASH = /^[-–—−]$/;
/** Two dots are not available, one can't occur, `<4`, `1–3`, `x`: withheld. The words are SCB's, Brå's and Eurostat's. */
const WITHHELD =
  /^(\.{1,3}|…|:|x|c|s|\*|[<≤]\s*=?\s*\d+|\d+\s*[-–]\s*\d+|n\/?a|sekretess(belagd)?|(för )?få svar|uppgift saknas|ej tillgänglig|suppressed|withheld|not available)$/i;
/** `12¹`, `12*`, `1 234 2)`, `1 234 [a]`, `1 234 p`: a number and the mark of its footnote. */
const MARKED = /^(\d[\d .,]*?)\s*(?:[*†‡§¹²³⁰⁴-⁹]+|\s\(?\d{1,2}\)|\[\w{1,2}\]|\s[a-z]\)?)$/i;
/** A note's figure that lost its raised place shows where thousands are spaced: `1 2341)` is 1 234 with note 1. */
const RAISED = /^(\d{1,3}(?: \d{3})+)\d\)$/;
const SPACED = /^\d{1,3}( \d{3})+$/;
const THOUSANDS = /^\d{1,3}([.,]\d{3})+$/;

/** A whole number, spaces or stops as thousands, its footnote's mark aside. What can be read in two ways is not read. */
export function readCount(raw: string): Count {
  const text = raw.replace(SPACES, ' ').trim();
  if (DASH.test(text)) return 'dash';
  if (WITHHELD.test(text)) return 'withheld';
  const number = MARKED.exec(text)?.[1] ?? RAISED.exec(text)?.[1] ?? text;
  if (number.includes(' ') && !SPACED.test(number)) return 'bad_count';
  const bare = number.replaceAll(' ', '');
  const digits = THOUSANDS.test(bare) ? bare.replace(/[.,]/g, '') : bare.replace(/[.,]0{1,2}$/, '');
  if (!/^\d{1,9}$/.test(digits)) return 'bad_count';
  return Number(digits);
}

/** A name without the mark of its footnote: `Sigtuna 1)`, `2021*`, `Knivsta²`. */
export function withoutNote(text: string): string {
  return text
    .replace(SPACES, ' ')
    .trim()
    .replace(/(?:\s*[*†‡§¹²³⁰⁴-⁹]+|\s+\(?\d{1,2}\)|\s*\[\w{1,2}\])$/, '')
    .trim();
}
