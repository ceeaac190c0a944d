import { cellsOf, neighbourhoodSums } from './neighbourhood-sums.ts';
import type { NeighbourLists, Neighbours } from './neighbours.ts';
import { twoSidedP } from './normal-tail.ts';

export interface GlobalStatistic {
  /** share of all products of two counts that neighbours make, 0 to 1 */
  readonly g: number;
  /** what it would be, and how much it would vary, were the counts dealt out to the cells at random */
  readonly expected: number;
  readonly variance: number;
  /** (g − expected) / √variance: above 0 where high counts gather, below where low ones do */
  readonly z: number;
  /** two-sided, of that z */
  readonly p: number;
}

/**
 * Getis-Ord global G with binary weights: do high counts lie beside high ones, over the study area as a whole?
 *
 * A cell that the study area's edge cuts takes part with its count, as any other: the moments have no form for parts of cells.
 *
 * @param counts      n cells, incidents per cell, numbers >= 0; NaN lies outside the study area
 * @param neighbours  of a raster, or n lists that don't name their own cell
 * @returns G with its moments under randomisation; all NaN where undefined: fewer than four cells, no two cells with
 *          counts, or no neighbours; z and p NaN where G can't vary, as with equal counts
 * @throws {RangeError} when the arguments disagree on n, or a count is negative or infinite
 *
 * O(cells + neighbours) time, from lists a logarithm more; O(n) space.
 * @see Getis & Ord (1992), Geographical Analysis 24(3), doi:10.1111/j.1538-4632.1992.tb00261.x
 */
export function getisOrdG(counts: ArrayLike<number>, neighbours: Neighbours): GlobalStatistic {
  const cells = cellsOf(neighbours);
  if (counts.length !== cells) throw new RangeError(`${counts.length} counts and neighbours of ${cells} cells`);
  const inside = new Float64Array(cells);
  const values = new Float64Array(cells);
  let [n, total, squared] = [0, 0, 0];
  for (let i = 0; i < cells; i++) {
    const count = counts[i]!;
    if (Number.isNaN(count)) continue;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) throw new RangeError(`a count of ${count} in cell ${i}`);
    inside[i] = 1;
    values[i] = count;
    n++;
    total += count;
    squared += count * count;
  }
  const weights = weigh(inside, n, neighbours);
  const products = total * total - squared; // of all pairs of two cells
  if (n < 4 || weights.s0 === 0 || !(products > 0))
    return { g: Number.NaN, expected: Number.NaN, variance: Number.NaN, z: Number.NaN, p: Number.NaN };

  const sums = neighbourhoodSums(values, neighbours);
  let near = 0;
  for (let i = 0; i < cells; i++) near += values[i]! * (sums[i]! - values[i]!);
  const g = near / products;
  const expected = weights.s0 / (n * (n - 1));
  const variance = varianceOfNear(values, inside, n, total / n, weights) / (products * products);
  const z = variance > 0 ? (g - expected) / Math.sqrt(variance) : Number.NaN;
  return { g, expected, variance, z, p: twoSidedP(z) };
}

/** What the weights between cells inside add up to, with t[i] = Σ w[ij] + Σ w[ji]. */
interface Weights {
  /** Σ w[ij] */
  readonly s0: number;
  /** ½ Σ (w[ij] + w[ji])² */
  readonly s1: number;
  /** Σ t² */
  readonly s2: number;
  /** Σ (t − its mean)² */
  readonly uneven: number;
}

function weigh(inside: Float64Array, n: number, neighbours: Neighbours): Weights {
  const { degree, mutual } = 'starts' in neighbours ? fromLists(inside, neighbours) : fromGrid(inside, neighbours);
  let [s0, s2, uneven] = [0, 0, 0];
  for (let i = 0; i < degree.length; i++) {
    s0 += degree[i]! / 2;
    s2 += degree[i]! * degree[i]!;
  }
  for (let i = 0; i < degree.length; i++) if (inside[i] === 1) uneven += (degree[i]! - (2 * s0) / n) ** 2;
  return { s0, s1: s0 + (mutual ?? s0), s2, uneven };
}

/** Per cell how many neighbours it has and is one of; and of how many it is both, null if of all. */
interface Degrees {
  readonly degree: Float64Array;
  readonly mutual: number | null;
}

function fromGrid(inside: Float64Array, neighbours: Neighbours): Degrees {
  const degree = neighbourhoodSums(inside, neighbours);
  for (let i = 0; i < degree.length; i++) degree[i] = inside[i] === 1 ? 2 * (degree[i]! - 1) : 0;
  return { degree, mutual: null };
}

function fromLists(inside: Float64Array, { starts, cells }: NeighbourLists): Degrees {
  const n = inside.length;
  const degree = new Float64Array(n);
  const backStarts = new Int32Array(n + 1);
  for (const j of cells) backStarts[j + 1]!++;
  for (let i = 0; i < n; i++) backStarts[i + 1]! += backStarts[i]!;
  const next = backStarts.slice();
  const back = new Int32Array(cells.length);
  for (let i = 0; i < n; i++) for (let k = starts[i]!; k < starts[i + 1]!; k++) back[next[cells[k]!]!++] = i;

  const seen = new Int32Array(n).fill(-1);
  let mutual = 0;
  for (let i = 0; i < n; i++) {
    if (inside[i] === 0) continue;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const j = cells[k]!;
      if (inside[j] === 0) continue;
      seen[j] = i;
      degree[i]!++;
      degree[j]!++;
    }
    for (let k = backStarts[i]!; k < backStarts[i + 1]!; k++) if (seen[back[k]!] === i) mutual++;
  }
  return { degree, mutual };
}

/**
 * The variance of Σ w[ij] x[i] x[j] over all ways to deal the counts out. With d = x − mean it is that of mean · Σ t d +
 * Σ w d d: of a sum, of Moran's numerator, and of the two together. Written so, nothing large is subtracted from
 * anything large, as it is in Getis and Ord's own form of it.
 */
function varianceOfNear(values: Float64Array, inside: Float64Array, n: number, mean: number, weights: Weights): number {
  const { s0, s1, s2, uneven } = weights;
  let [m2, m3, m4] = [0, 0, 0]; // Σ d², Σ d³, Σ d⁴
  for (let i = 0; i < values.length; i++) {
    if (inside[i] === 0) continue;
    const d = values[i]! - mean;
    const dd = d * d;
    m2 += dd;
    m3 += dd * d;
    m4 += dd * dd;
  }
  const [two, three] = [n * (n - 1), n * (n - 1) * (n - 2)];
  const four = three * (n - 3);
  // Expected products of the d of two, three or four different cells.
  const d22 = (m2 * m2 - m4) / two;
  const d211 = (2 * m4 - m2 * m2) / three;
  const d1111 = (3 * m2 * m2 - 6 * m4) / four;
  const d21 = -m3 / two;
  const d111 = (2 * m3) / three;
  const d11 = -m2 / two;
  const quadratic = s1 * d22 + (s2 - 2 * s1) * d211 + (s0 * s0 - s2 + s1) * d1111 - (s0 * d11) ** 2;
  const together = s2 * d21 + (2 * s0 * s0 - s2) * d111;
  return (mean * mean * uneven * m2) / (n - 1) + quadratic + 2 * mean * together;
}
