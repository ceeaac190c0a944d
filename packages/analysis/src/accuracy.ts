import { cumulated, heldIn, type RankedCells, rankCells } from './ranked-cells.ts';

/**
 * PAI, the prediction accuracy index: how many times its share of the area is the share of incidents that the cells with the
 * highest predictions hold?
 *
 * @param predicted  n cells, any number: only their order counts; NaN ranks last
 * @param observed   n cells, incidents afterwards, numbers >= 0
 * @param areas      n cells, any unit, > 0; default equal
 * @returns for k = 1 … n, of the k cells with the highest predictions; equal ones are taken as in random order, on
 *   average. NaN without incidents
 * @throws {RangeError} when the arguments disagree on n, or a count or area isn't one
 *
 * O(n log n).
 * @see Chainey, Tompson & Uhlig (2008), Security Journal 21, doi:10.1057/palgrave.sj.8350066
 */
export function pai(
  predicted: ArrayLike<number>,
  observed: ArrayLike<number>,
  areas: ArrayLike<number> | null = null,
): Float64Array {
  const size = checkCells(predicted, observed, areas);
  const ranked = rankCells(predicted);
  const hits = cumulated(ranked, observed);
  const area = cumulated(ranked, size);
  const [all, whole] = [hits.at(-1)!, area.at(-1)!];
  return hits.map((hit, k) => hit / all / (area[k]! / whole));
}

/**
 * PEI*, the prediction efficiency index: of the incidents that an area this large could have held at best, which share do the cells with
 * the highest predictions hold?
 *
 * Where areas differ, the best is taken with a part of a cell if need be: never less than what whole cells could
 * hold, so the index doesn't flatter.
 *
 * @param predicted, observed, areas  as for `pai`
 * @returns for k = 1 … n, 0 to 1. NaN without incidents
 * @throws {RangeError} when the arguments disagree on n, or a count or area isn't one
 *
 * O(n log n).
 * @see White, Hunt & Green (2023), A Discussion of Current Crime Forecasting Indices, Security Journal
 */
export function peiStar(
  predicted: ArrayLike<number>,
  observed: ArrayLike<number>,
  areas: ArrayLike<number> | null = null,
): Float64Array {
  const size = checkCells(predicted, observed, areas);
  const ranked = rankCells(predicted);
  const best = heldIn(rankByDensity(observed, size), observed, size, cumulated(ranked, size));
  return cumulated(ranked, observed).map((hit, k) => hit / best[k]!);
}

/**
 * RRI, the recapture rate index: do the cells with the highest predictions hold as large a share of the incidents after
 * as before? 1 when they do; below, the hot spots have cooled.
 *
 * @param predicted  n cells, any number: only their order counts; NaN ranks last
 * @param before     n cells, incidents of the period the prediction was made from, numbers >= 0
 * @param after      n cells, incidents afterwards, numbers >= 0
 * @returns for k = 1 … n. NaN without incidents in the k cells before, or at all after
 * @throws {RangeError} when the arguments disagree on n, or a count isn't one
 *
 * O(n log n).
 * @see Levine (2008), Security Journal 21(4), 295–302
 */
export function rri(predicted: ArrayLike<number>, before: ArrayLike<number>, after: ArrayLike<number>): Float64Array {
  checkCells(predicted, before, null);
  checkCells(predicted, after, null);
  const ranked = rankCells(predicted);
  const [then, now] = [cumulated(ranked, before), cumulated(ranked, after)];
  const [allThen, allNow] = [then.at(-1)!, now.at(-1)!];
  return now.map((hit, k) => (then[k] === 0 ? Number.NaN : hit / allNow / (then[k]! / allThen)));
}

/** Cells from the most incidents per area to the least. */
export const rankByDensity = (observed: ArrayLike<number>, areas: ArrayLike<number>): RankedCells =>
  rankCells(Float64Array.from(observed, (count, cell) => count / areas[cell]!));

function checkCells(
  predicted: ArrayLike<number>,
  observed: ArrayLike<number>,
  areas: ArrayLike<number> | null,
): ArrayLike<number> {
  const n = predicted.length;
  if (observed.length !== n || (areas !== null && areas.length !== n))
    throw new RangeError(`${n} cells predicted, ${observed.length} observed and ${areas?.length ?? n} areas`);
  for (let cell = 0; cell < n; cell++) {
    if (!(observed[cell]! >= 0 && observed[cell]! < Number.POSITIVE_INFINITY))
      throw new RangeError(`cell ${cell} has ${observed[cell]} incidents`);
    if (areas !== null && !(areas[cell]! > 0 && areas[cell]! < Number.POSITIVE_INFINITY))
      throw new RangeError(`cell ${cell} has an area of ${areas[cell]}`);
  }
  return areas ?? new Float64Array(n).fill(1);
}
