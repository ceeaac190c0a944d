import { rankByDensity } from './accuracy.ts';
import { ratioInterval } from './bootstrap.ts';
import { type CellDays, countWindow, knownBefore, lastYear, type Past, seenBefore } from './cell-days.ts';
import type { Progress } from './progress.ts';
import { heldIn, rankCells } from './ranked-cells.ts';

export interface BacktestOptions {
  /** scores per cell, per unit of area: the higher, the sooner it is chosen; NaN ranks last */
  readonly method: (past: Past) => ArrayLike<number>;
  /** number of cells, or their areas inside the study area as fixed before; 0 or NaN lies outside */
  readonly cells: number | ArrayLike<number>;
  /** take as study area the cells that had an incident before the origin, whatever the rest. Default false */
  readonly seenCellsOnly?: boolean;
  /** first origin, and the day before which the last window ends */
  readonly from: number;
  readonly to: number;
  /** days that a window is long; the next one follows it. Default 28 */
  readonly horizon_days?: number;
  /** share of the area that is chosen, in (0, 1); default 0.05 */
  readonly share?: number;
  /** of the bootstrap; default 1999 */
  readonly resamples?: number;
  readonly level?: number;
  readonly random: () => number;
  /** after each window */
  readonly progress?: Progress;
}

/** How well one method did, window by window. */
export interface Hits {
  /** incidents in the chosen cells; of cells that only fit in part, that part */
  readonly hits: Float64Array;
  readonly pai: Float64Array;
  readonly peiStar: Float64Array;
}

export interface Backtest {
  /** first day of each window */
  readonly origins: Float64Array;
  /** incidents in each window: all that could be held, and those in no cell of the study area */
  readonly incidents: Float64Array;
  readonly outside: Float64Array;
  readonly method: Hits;
  /** the count of the 365 days before the origin */
  readonly baseline: Hits;
  /** over all windows together: of what could be held at best, the share that was */
  readonly peiStar: { readonly method: number; readonly baseline: number };
  /** method less baseline, and the bootstrap interval over windows; NaN with fewer than eight */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** whether the interval lies above 0: without that, last year's counts do as well */
  readonly earnsItsPlace: boolean;
}

/**
 * Does a forecast earn its place? It predicts window after window from what was known before each, and has to beat the count
 * of the last 365 days on PEI*.
 *
 * It never sees the future: the method is given copies of what had occurred and was registered before the origin, and the
 * study area is fixed by the caller, or what had been seen before the origin (`seenCellsOnly`); then incidents elsewhere
 * count as missed. Cells are chosen from the highest score until they make up the share of the area; equal scores share what is left.
 *
 * @param incidents  n incidents
 * @returns per window and in all; NaN where there was nothing to hold
 * @throws {RangeError} when the arguments disagree on n, a cell isn't there, the method scores another number of cells, or the
 *   days make no window
 *
 * O(windows × (n + cells log cells)) and the method's own.
 * @see Chainey, Tompson & Uhlig (2008), Security Journal 21, doi:10.1057/palgrave.sj.8350066; Hesterberg (2015), doi:10.1080/00031305.2015.1089789
 */
export function backtest(incidents: CellDays, options: BacktestOptions): Backtest {
  const work = backtestWindows(incidents, options);
  for (let step = work.next(); ; ) {
    if (step.done) return step.value;
    const { done, of } = step.value;
    step = work.next(options.progress?.(done, of) !== false);
  }
}

/** The same, a window at a time: it stops after each, and goes on unless it is told false. */
export function* backtestWindows(
  incidents: CellDays,
  options: BacktestOptions,
): Generator<{ readonly done: number; readonly of: number }, Backtest, boolean | undefined> {
  const { from, horizon_days = 28, share = 0.05, resamples = 1999, level = 0.95, random } = options;
  const given = areasOf(options.cells);
  check(incidents, given.length, options);
  const windows = Math.floor((options.to - from) / horizon_days);
  const row = (): Float64Array => new Float64Array(windows);
  const hits = (): Hits => ({ hits: row(), pai: row(), peiStar: row() });
  const best = row();
  const seen = { origins: row(), incidents: row(), outside: row(), method: hits(), baseline: hits() };
  let done = 0;
  while (done < windows) {
    const origin = from + done * horizon_days;
    const past = knownBefore(incidents, origin);
    const areas = options.seenCellsOnly === true ? seenBefore(past, given) : given;
    const { counts, inside, outside } = countWindow(incidents, areas, origin, origin + horizon_days);
    const all = inside + (options.seenCellsOnly === true ? outside : 0);
    const chosen = Float64Array.of(share * areas.reduce((sum, area) => sum + area, 0));
    const hold = (scores: ArrayLike<number>): number => heldIn(rankInside(scores, areas), counts, areas, chosen)[0]!;
    best[done] = heldIn(rankByDensity(counts, areas), counts, areas, chosen)[0]!;
    for (const [into, scores] of [
      [seen.method, options.method(past)],
      [seen.baseline, lastYear(past, areas)],
    ] as const) {
      if (scores.length !== areas.length)
        throw new RangeError(`the method scored ${scores.length} of ${areas.length} cells`);
      into.hits[done] = hold(scores);
      into.pai[done] = into.hits[done]! / all / share;
      into.peiStar[done] = into.hits[done]! / best[done]!;
    }
    seen.origins[done] = origin;
    seen.incidents[done] = all;
    seen.outside[done] = outside;
    done++;
    if ((yield { done, of: windows }) === false) break;
  }
  return summed(cut(seen, done), best.subarray(0, done), { resamples, level, random });
}

type Windows = Pick<Backtest, 'origins' | 'incidents' | 'outside' | 'method' | 'baseline'>;

/** Only the windows that were done, if it was stopped. */
function cut(seen: Windows, done: number): Windows {
  const first = (values: Float64Array): Float64Array => values.subarray(0, done);
  const hits = (of: Hits): Hits => ({ hits: first(of.hits), pai: first(of.pai), peiStar: first(of.peiStar) });
  return {
    ...{ origins: first(seen.origins), incidents: first(seen.incidents), outside: first(seen.outside) },
    ...{ method: hits(seen.method), baseline: hits(seen.baseline) },
  };
}

function summed(
  seen: Windows,
  best: Float64Array,
  bootstrap: { resamples: number; level: number; random: () => number },
): Backtest {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const differences = seen.method.hits.map((hit, w) => hit - seen.baseline.hits[w]!);
  const [low, high] = ratioInterval(differences, best, bootstrap);
  return {
    ...seen,
    peiStar: { method: sum(seen.method.hits) / sum(best), baseline: sum(seen.baseline.hits) / sum(best) },
    ...{ difference: sum(differences) / sum(best), low, high, earnsItsPlace: low > 0 },
  };
}

function areasOf(cells: number | ArrayLike<number>): Float64Array {
  if (typeof cells !== 'number') return Float64Array.from(cells, (area) => (area > 0 ? area : 0));
  if (!(Number.isSafeInteger(cells) && cells > 0)) throw new RangeError(`${cells} cells`);
  return new Float64Array(cells).fill(1);
}

function check({ cell, day, registered }: CellDays, cells: number, options: BacktestOptions): void {
  const { from, to, horizon_days = 28, share = 0.05 } = options;
  const n = cell.length;
  if (day.length !== n || (registered !== undefined && registered.length !== n))
    throw new RangeError(`${n} cells, ${day.length} days and ${registered?.length ?? n} registrations`);
  for (let i = 0; i < n; i++)
    if (!(Number.isInteger(cell[i]!) && cell[i]! >= -1 && cell[i]! < cells))
      throw new RangeError(`incident ${i} is in cell ${cell[i]} of ${cells}`);
  if (!(Number.isSafeInteger(horizon_days) && horizon_days >= 1))
    throw new RangeError(`windows of ${horizon_days} days`);
  if (!(to - from >= horizon_days && Number.isSafeInteger(from) && Number.isSafeInteger(to)))
    throw new RangeError(`from day ${from} to day ${to} there is no window of ${horizon_days} days`);
  if (!(share > 0 && share < 1)) throw new RangeError(`a share of ${share} of the area`);
}

/** What lies outside the study area ranks last, whatever its score. */
const rankInside = (scores: ArrayLike<number>, areas: Float64Array): ReturnType<typeof rankCells> =>
  rankCells(Float64Array.from(scores, (score, at) => (areas[at]! > 0 ? score : Number.NaN)));
