import { falseDiscoveryRate, gridNeighbours, localMoran, type Raster } from '@lagesbild/analysis';
import { randomOf } from './random.ts';
import { heard, type Question, type Refused, refusedOf, studyCells, type Work } from './study.ts';

export interface MoranParameters {
  readonly cell_m: number;
  readonly reach_m: number;
  readonly permutations: number;
  readonly fdr: number;
  readonly seed: number;
}

export interface MoranAnswer {
  readonly n: number;
  readonly refused: Refused;
  readonly raster: Raster;
  readonly counts: Float64Array;
  readonly shares: Float64Array;
  /** local Moran's I; NaN outside, and where undefined */
  readonly moran: Float64Array;
  /** adjusted for the false discovery rate */
  readonly p: Float64Array;
  /** a number of QUADRANTS where p is believed, else 0 */
  readonly quadrant: Uint8Array;
}

/**
 * Does a cell lie among its like, or among its opposite? Of incidents per whole cell: a cell that the edge cuts counts by its share
 * inside, and isn't judged when less than half of it is.
 */
export function* moran(question: Question, parameters: MoranParameters): Work<MoranAnswer> {
  const { cell_m, reach_m, permutations, fdr, seed } = parameters;
  const { points, counts, shares, cellOf, inside, outside, ...raster } = studyCells(question, cell_m);
  yield { done: 1, of: 2 };
  const rates = counts.map((count, cell) => (shares[cell]! >= LEAST_SHARE ? count / shares[cell]! : Number.NaN));
  const options = { permutations, random: randomOf(seed), ...heard(question) };
  const { moran, p: single, quadrant } = localMoran(rates, gridNeighbours(raster, reach_m), options);
  const p = falseDiscoveryRate(single);
  const believed = quadrant.map((value, cell) => (p[cell]! <= fdr ? value : 0));
  return { n: inside, refused: refusedOf({ points, outside }), raster, counts, shares, moran, p, quadrant: believed };
}

/** A sliver of a cell holds one incident or none: its rate says nothing. */
const LEAST_SHARE = 0.5;
