import type { Names } from '@lagesbild/contract';

const NAMED = 3;

/** Codes of the categories that somebody may have meant by a word, the likeliest first. */
export function nearestOf(word: string, categories: readonly { code: string; names: Names }[]): string {
  const asked = word.toLowerCase().slice(0, 80);
  return categories
    .map(({ code, names }) => ({
      code,
      steps: Math.min(...[code, ...Object.values(names)].map((known) => stepsBetween(asked, known.toLowerCase()))),
    }))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, NAMED)
    .map(({ code }) => code)
    .join(', ');
}

/**
 * How many letters must be put in, taken out or exchanged to make one word of the other?
 * @returns a whole number, 0 for equal words
 *
 * O(a × b) time, O(b) extra space.
 * @see Wagner & Fischer (1974), Journal of the ACM 21(1), doi:10.1145/321796.321811
 */
export function stepsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    above = row;
  }
  return above[b.length]!;
}
