/**
 * How alike were two areas' histories? One less the sum of their differences, as a share of all incidents in both: 1 where each
 * period has equally many, 0 where never both had any.
 *
 * @param one, other  n periods, incidents per period >= 0
 * @returns 0 to 1; NaN where neither had any
 * @throws {RangeError} when the two disagree on n
 *
 * O(n).
 * @see Bray & Curtis (1957), Ecological Monographs 27(4), doi:10.2307/1942268
 */
export function historySimilarity(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) throw new RangeError(`${one.length} periods and ${other.length}`);
  let [apart, all] = [0, 0];
  for (let i = 0; i < one.length; i++) {
    apart += Math.abs(one[i]! - other[i]!);
    all += one[i]! + other[i]!;
  }
  return all > 0 ? 1 - apart / all : Number.NaN;
}
