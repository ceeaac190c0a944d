import {
  falseDiscoveryRate,
  getisOrdG,
  getisOrdGi,
  getisOrdGiStar,
  gridNeighbours,
  type Raster,
} from '@lagesbild/analysis';
import { HOURS, hourOfWeek } from '../criteria.ts';
import { comparedDays, registeredUpTo, yearsBefore } from './season.ts';
import { joinSpots, type KnownSpot, type Spot } from './spots.ts';
import {
  daysOf,
  finite,
  only,
  type Question,
  type Refused,
  refusedOf,
  type StudyCells,
  studyCells,
  studyPoints,
  type Work,
} from './study.ts';

export interface GistarParameters {
  readonly cell_m: number;
  readonly reach_m: number;
  readonly fdr: number;
  /** 1 (default): a cell is among its own neighbours (Gi*); 0: it is left out (Gi) */
  readonly own?: number;
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
  /** do high counts lie together on the whole (global G)? null where undefined */
  readonly together: { readonly [F in 'g' | 'expected' | 'z' | 'p']: number | null };
  readonly spots: readonly KnownSpot[];
}

/**
 * In which cells of the study area do incidents gather more than chance lets them?
 *
 * p is from counts drawn from those there are, since most cells hold too few incidents for a normal z; then adjusted for the false
 * discovery rate over all cells. What stands out and touches is one spot.
 */
export function* gistar(question: Question, { cell_m, reach_m, fdr, own = 1 }: GistarParameters): Work<GistarAnswer> {
  const { points, counts, shares, cellOf, inside, outside, ...raster } = studyCells(question, cell_m);
  yield { done: 1, of: 2 };
  const neighbours = gridNeighbours(raster, reach_m);
  const local = own === 1 ? getisOrdGiStar : getisOrdGi;
  const { z, p: single } = local(counts, neighbours, { shares, chance: 'drawn' });
  const inner = counts.map((count, cell) => (shares[cell]! > 0 ? count : Number.NaN));
  const all = getisOrdG(inner, neighbours);
  const together = { g: finite(all.g), expected: finite(all.expected), z: finite(all.z), p: finite(all.p) };
  const p = falseDiscoveryRate(single);
  const area = shares.reduce((sum, share) => sum + share, 0);
  const mean = area === 0 ? 0 : inside / area;
  const hot = Uint8Array.from(p, (value, cell) => (value <= fdr && z[cell]! > 0 ? 1 : 0));
  const expected = shares.map((share) => share * mean);
  const joined = joinSpots({ raster, hot, counts, expected, z, p });
  const spots = known(joined, { points, cellOf }, question, cell_m);
  return { n: inside, refused: refusedOf({ points, outside }), raster, counts, shares, z, p, mean, together, spots };
}

/** What the incidents of each spot are, and how many there were a year before, at equal registration age. O(points). */
function known(
  spots: readonly Spot[],
  { points, cellOf }: Pick<StudyCells, 'points' | 'cellOf'>,
  question: Question,
  cell_m: number,
): KnownSpot[] {
  const spotOf = new Map(spots.flatMap(({ cells }, spot) => cells.map((cell) => [cell, spot])));
  const { store, criteria } = question;
  const { minute, time_precision } = store.columns;
  const hours = spots.map(() => new Array<number>(HOURS).fill(0));
  for (let i = 0; i < cellOf.length; i++) {
    const spot = spotOf.get(cellOf[i]!);
    const row = points.index[i]!;
    const hour = spot === undefined ? HOURS : hourOfWeek(minute[row]!, time_precision[row]!);
    if (hour < HOURS) hours[spot!]![hour]!++;
  }
  const compared = comparedDays(store, criteria);
  const then = yearsBefore(compared, 1);
  const [first] = daysOf(store) ?? [0, 0];
  if (criteria.from_day === null || first > then.from)
    return spots.map((spot, at) => ({ ...spot, hours: hours[at]!, before: null }));
  const earlier = { ...question, criteria: { ...criteria, from_day: then.from, to_day: then.to } };
  const rows = [...points.index, ...studyPoints(store, earlier.criteria).index];
  const asOf = registeredUpTo(store, rows) - (compared.from - then.from);
  // Where ages can't be made equal, all of them.
  const inTime = (row: number): boolean => Number.isNaN(asOf) || store.columns.registered[row]! <= asOf;
  const { counts } = studyCells(earlier, cell_m, (all) => only(all, (at) => inTime(all.index[at]!)));
  const before = (spot: Spot): number => spot.cells.reduce((sum, cell) => sum + counts[cell]!, 0);
  return spots.map((spot, at) => ({ ...spot, hours: hours[at]!, before: before(spot) }));
}
