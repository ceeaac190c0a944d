/** Counts over a study area, cell by cell, and what a test of them needs to know of the whole. */
export interface StudyArea {
  /** per cell its count; 0 outside */
  readonly counts: Float64Array;
  /** per cell the share of it inside, 0 to 1; null where every cell is whole */
  readonly share: Float64Array | null;
  /** cells in all, each by its share, and the sum of the squared shares */
  readonly area: number;
  readonly area2: number;
  /** counts per whole cell */
  readonly mean: number;
  /** Σ (count − mean · share)²; 0 if no cell differs from what its share lets expect */
  readonly squares: number;
}

/**
 * Reads counts in a study area. A cell is expected to hold its share of the mean, with its share of the variance; a cell
 * whose count is NaN, or whose share is 0 or NaN, lies outside and isn't looked at.
 *
 * @throws {RangeError} when counts and shares disagree on n, a count is infinite, or a share isn't between 0 and 1
 */
export function studyArea(given: ArrayLike<number>, shares: ArrayLike<number> | null): StudyArea {
  const n = given.length;
  if (shares !== null && shares.length !== n) throw new RangeError(`${n} counts and ${shares.length} shares`);
  const whole = given instanceof Float64Array ? given : new Float64Array(given);
  let total = 0;
  for (let i = 0; i < n; i++) total += whole[i]!;
  if (shares === null && Number.isFinite(total)) {
    const mean = total / n;
    return { counts: whole, share: null, area: n, area2: n, mean, squares: squaresOf(whole, null, mean, -1) };
  }
  const counts = whole.slice();
  const share = new Float64Array(n);
  let [area, area2] = [0, 0];
  total = 0;
  for (let i = 0; i < n; i++) {
    const part = shares === null ? 1 : shares[i]!;
    if (part < 0 || part > 1) throw new RangeError(`a share of ${part} of cell ${i}`);
    if (Math.abs(counts[i]!) === Number.POSITIVE_INFINITY) throw new RangeError(`a count of ${counts[i]} in cell ${i}`);
    if (!(part > 0) || Number.isNaN(counts[i]!)) {
      counts[i] = 0;
      continue;
    }
    share[i] = part;
    area += part;
    area2 += part * part;
    total += counts[i]!;
  }
  const mean = total / area;
  return { counts, share, area, area2, mean, squares: squaresOf(counts, share, mean, -1) };
}

/** A sum of squares that is nothing but rounding, relative to the squares of the counts. */
const ROUNDING = 1e-20;

/** The sum of squares that one cell leaves to the others, which have a mean of their own. */
export function squaresWithout({ counts, share }: StudyArea, cell: number): number {
  let [total, area] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    if (i === cell) continue;
    total += counts[i]!;
    area += share === null ? 1 : share[i]!;
  }
  return squaresOf(counts, share, total / area, cell);
}

function squaresOf(counts: Float64Array, share: Float64Array | null, mean: number, without: number): number {
  let squares = 0;
  let largest = 0;
  for (let i = 0; i < counts.length; i++) {
    if (i === without) continue;
    const count = counts[i]!;
    const off = count - (share === null ? mean : mean * share[i]!);
    squares += off * off;
    largest += count * count;
  }
  return squares <= ROUNDING * largest ? 0 : squares;
}
