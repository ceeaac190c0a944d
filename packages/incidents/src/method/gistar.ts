import { falseDiscoveryRate, getisOrdGiStar, gridCounts, gridNeighbours, type Raster } from '@lagesbild/analysis';
import { dayOf } from '../columns.ts';
import { HOURS, hourOfWeek } from '../criteria.ts';
import { joinSpots, type KnownSpot, type Spot } from './spots.ts';
import { type Question, type Refused, type StudyPoints, studyPoints, type Work } from './study.ts';

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
  readonly spots: readonly KnownSpot[];
}

/**
 * In which cells of the study area do incidents gather more than chance lets them?
 *
 * p is from counts drawn from those there are, since most cells hold too few incidents for a normal z; then adjusted for the false
 * discovery rate over all cells. What stands out and touches is one spot.
 */
export function* gistar(question: Question, { cell_m, reach_m, fdr }: GistarParameters): Work<GistarAnswer> {
  const points = studyPoints(question.store, question.criteria);
  const { x, y, coarse } = points;
  const { counts, shares, inside, outside, ...raster } = gridCounts(x, y, question.region, cell_m);
  yield { done: 1, of: 2 };
  const { z, p: single } = getisOrdGiStar(counts, gridNeighbours(raster, reach_m), { shares, chance: 'drawn' });
  const p = falseDiscoveryRate(single);
  const area = shares.reduce((sum, share) => sum + share, 0);
  const mean = area === 0 ? 0 : inside / area;
  const hot = Uint8Array.from(p, (value, cell) => (value <= fdr && z[cell]! > 0 ? 1 : 0));
  const expected = shares.map((share) => share * mean);
  const joined = joinSpots({ raster, hot, counts, expected, z, p });
  const spots = known(joined, raster, points, question);
  return { n: inside, refused: { coarse, outside, dayless: 0 }, raster, counts, shares, z, p, mean, spots };
}

/** Weeks have seven days, so the same weeks a year before are 52 of them earlier. */
const YEAR_OF_WEEKS = 364;

/** What the incidents of each spot are, and how many there were a year before. O(points). */
function known(
  spots: readonly Spot[],
  raster: Raster,
  points: StudyPoints,
  { store, criteria }: Question,
): KnownSpot[] {
  const spotOf = new Map(spots.flatMap(({ cells }, spot) => cells.map((cell) => [cell, spot])));
  const { minute, time_precision } = store.columns;
  const hours = spots.map(() => new Array<number>(HOURS).fill(0));
  eachIn(spotOf, raster, points, (spot, row) => {
    const hour = hourOfWeek(minute[row]!, time_precision[row]!);
    if (hour < HOURS) hours[spot]![hour]!++;
  });
  const { from_day, to_day } = criteria;
  const reaches = from_day !== null && minute.length > 0 && dayOf(minute[0]!) <= from_day - YEAR_OF_WEEKS;
  if (!reaches) return spots.map((spot, at) => ({ ...spot, hours: hours[at]!, before: null }));
  const to = (to_day ?? dayOf(minute[minute.length - 1]!)) - YEAR_OF_WEEKS;
  const earlier = studyPoints(store, { ...criteria, from_day: from_day - YEAR_OF_WEEKS, to_day: to });
  const before = spots.map(() => 0);
  eachIn(spotOf, raster, earlier, (spot) => before[spot]!++);
  return spots.map((spot, at) => ({ ...spot, hours: hours[at]!, before: before[at]! }));
}

function eachIn(
  spotOf: ReadonlyMap<number, number>,
  { west_m, south_m, cell_m, columns, rows }: Raster,
  { x, y, index }: StudyPoints,
  found: (spot: number, row: number) => void,
): void {
  for (let i = 0; i < index.length; i++) {
    const [column, row] = [Math.floor((x[i]! - west_m) / cell_m), Math.floor((y[i]! - south_m) / cell_m)];
    const within = column >= 0 && column < columns && row >= 0 && row < rows;
    const spot = within ? spotOf.get(row * columns + column) : undefined;
    if (spot !== undefined) found(spot, index[i]!);
  }
}
