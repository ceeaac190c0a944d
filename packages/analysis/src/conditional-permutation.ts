import { type Progress, tell } from './progress.ts';
import type { StudyArea } from './study-area.ts';

/** Values drawn at most, so that the drawings fit in half a gigabyte. */
const DRAWN_MAX = 1 << 25;
/** Drawings, or cells, between two times that progress is told. */
const STEPS = 4096;
/** Sums that differ by less, relative to the values in them, are equal. */
const ROUNDING = 1e-12;

/**
 * How often is the sum over k cells drawn from all the others at least as far from its expectation as the sum over a
 * cell's k neighbours?
 *
 * R times, cells are drawn in random order. The first k of them, a cell itself left out, are a random draw of k others:
 * their sum is a running sum of the order, unless the cell is among them; then it is the next one, less its value. So one
 * sorted list of sums for each k answers for all cells, and only those that were drawn need a correction each.
 *
 * @param sums     per cell the sum over its neighbours
 * @param degrees  per cell how many those are; 0 where no p is wanted
 * @returns p = (M + 1) / (R + 1) per cell, NaN where none is wanted; 1 for a cell at the mean, which nothing moves
 */
export function conditionalPs(
  study: StudyArea,
  sums: Float64Array,
  degrees: Float64Array,
  { drawings, random, progress }: { drawings: number; random: () => number; progress: Progress | undefined },
): Float64Array {
  const { counts, area, mean, squares } = study;
  const work = 2 * drawings + sums.length;
  const most = degrees.reduce((a, b) => Math.max(a, b), 0);
  const orders = drawOrders(study, Math.min(most + 1, area), drawings, random, (r) => {
    if (r % STEPS === 0) tell(progress, r, work);
  });

  const nothing = ROUNDING * Math.sqrt(squares / area + mean * mean);
  const low = new Float64Array(sums.length); // a sum is as far out if it is at most this
  const high = new Float64Array(sums.length); // or at least this
  const reached = new Float64Array(sums.length);
  const sorted: Float64Array[] = []; // by k
  for (let i = 0; i < sums.length; i++) {
    if (i % STEPS === 0) tell(progress, drawings + i, work);
    const k = degrees[i]!;
    if (k === 0) continue;
    const expected = (k * (mean * area - counts[i]!)) / (area - 1);
    const off = Math.abs(counts[i]! - mean) <= nothing ? 0 : Math.abs(sums[i]! - expected) - nothing * k;
    low[i] = expected - Math.max(0, off);
    high[i] = expected + Math.max(0, off);
    const all = (sorted[k] ??= Float64Array.from({ length: drawings }, (_, r) => orders.sum(r, k)).sort());
    reached[i] = off <= 0 ? drawings : countBelow(all, low[i]!, true) + drawings - countBelow(all, high[i]!, false);
  }

  for (let r = 0; r < drawings; r++) {
    if (r % STEPS === 0) tell(progress, drawings + sums.length + r, work);
    for (let q = 0; q < orders.length; q++) {
      const i = orders.cells[r * orders.length + q]!;
      const k = degrees[i]!;
      if (q >= k) continue;
      const [plain, own] = [orders.sum(r, k), orders.sum(r, k + 1) - counts[i]!];
      if (plain <= low[i]! || plain >= high[i]!) reached[i]!--;
      if (own <= low[i]! || own >= high[i]!) reached[i]!++;
    }
  }
  tell(progress, work, work);
  return degrees.map((k, i) => (k === 0 ? Number.NaN : (reached[i]! + 1) / (drawings + 1)));
}

/** Cells in random orders, and the running sums of their values. */
interface Orders {
  readonly length: number;
  /** drawings × length */
  readonly cells: Int32Array;
  /** the sum of the first k of a drawing */
  sum(drawing: number, k: number): number;
}

function drawOrders(
  { counts, share }: StudyArea,
  length: number,
  drawings: number,
  random: () => number,
  before: (drawing: number) => void,
): Orders {
  if (drawings * length > DRAWN_MAX)
    throw new RangeError(`${drawings} drawings of ${length} cells are more than ${DRAWN_MAX} values`);
  const pool = Int32Array.from(counts.keys()).filter((i) => share === null || share[i]! > 0);
  const cells = new Int32Array(drawings * length);
  const running = new Float64Array(drawings * (length + 1));
  for (let r = 0; r < drawings; r++) {
    before(r);
    for (let q = 0, sum = 0; q < length; q++) {
      const other = q + Math.floor(random() * (pool.length - q));
      const cell = pool[other]!;
      pool[other] = pool[q]!;
      pool[q] = cells[r * length + q] = cell;
      running[r * (length + 1) + q + 1] = sum += counts[cell]!;
    }
  }
  return { length, cells, sum: (drawing, k) => running[drawing * (length + 1) + k]! };
}

/** How many of sorted numbers are smaller than one, or equal to it where those count too. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}
