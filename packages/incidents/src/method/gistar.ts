import { falseDiscoveryRate, getisOrdGiStar, gridCounts, gridNeighbours, type Raster } from '@lagesbild/analysis';
import { joinSpots, type Spot } from './spots.ts';
import { type Question, type Refused, studyPoints, type Work } from './study.ts';

export interface GistarParameters {
  readonly cell_m: number;
  readonly reach_m: number;
  readonly fdr: number;
}

export interface GistarAnswer {
  /** incidents in the study area */
  readonly n: number;
  readonly refused: Refused;
  readonly raster: Raster;
  /** per cell of the raster, row by row from the south-west; outside the study area 0 and NaN */
  readonly counts: Float64Array;
  readonly shares: Float64Array;
  readonly z: Float64Array;
  /** adjusted for the false discovery rate */
  readonly p: Float64Array;
  /** incidents per whole cell of the study area */
  readonly mean: number;
  readonly spots: readonly Spot[];
}

/**
 * In which cells of the study area do incidents gather more than chance lets them?
 *
 * p is from counts drawn from those there are, since most cells hold too few incidents for a normal z; then adjusted for the false
 * discovery rate over all cells. What stands out and touches is one spot.
 */
export function* gistar(question: Question, { cell_m, reach_m, fdr }: GistarParameters): Work<GistarAnswer> {
  const { x, y, coarse } = studyPoints(question.store, question.criteria);
  const { counts, shares, inside, outside, ...raster } = gridCounts(x, y, question.region, cell_m);
  yield { done: 1, of: 2 };
  const { z, p: single } = getisOrdGiStar(counts, gridNeighbours(raster, reach_m), { shares, chance: 'drawn' });
  const p = falseDiscoveryRate(single);
  const area = shares.reduce((sum, share) => sum + share, 0);
  const mean = area === 0 ? 0 : inside / area;
  const hot = Uint8Array.from(p, (value, cell) => (value <= fdr && z[cell]! > 0 ? 1 : 0));
  const expected = shares.map((share) => share * mean);
  const spots = joinSpots({ raster, hot, counts, expected, z, p });
  return { n: inside, refused: { coarse, outside, dayless: 0 }, raster, counts, shares, z, p, mean, spots };
}
