import {
  type Backtest,
  backtestWindows,
  kernelDensity,
  type Past,
  pai,
  peiStar,
  type Raster,
  rri,
} from '@lagesbild/analysis';
import { NO_DAY } from '../columns.ts';
import { isoDay } from '../criteria.ts';
import { randomOf } from './random.ts';
import { dated, daysOf, finite, type Question, type Refused, refusedOf, studyCells, type Work } from './study.ts';

export interface AccuracyParameters {
  readonly cell_m: number;
  readonly bandwidth_m: number;
  readonly memory_days: number;
  readonly horizon_days: number;
  readonly windows: number;
  readonly share: number;
  readonly seed: number;
}

/** How well one way of choosing did, window by window; null where a window had no incidents. */
export interface Hit {
  readonly hits: number;
  readonly pai: number | null;
  readonly pei_star: number | null;
}

export interface AccuracyAnswer {
  readonly n: number;
  readonly refused: Refused;
  readonly windows: readonly {
    /** its first day */
    readonly from: string;
    readonly incidents: number;
    readonly density: Hit;
    readonly last_year: Hit;
  }[];
  /** over all windows: of what could be held at best, the share that was; null without incidents */
  readonly density: number | null;
  readonly last_year: number | null;
  /** density less last year's count, with its 95 % bootstrap interval; null with fewer than eight windows */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** whether the interval lies above 0; without that, last year's counts do as well */
  readonly earns_its_place: boolean;
  /** of the density in the last window, for the cells that make up the share */
  readonly last: {
    readonly cells: number;
    readonly pai: number | null;
    readonly pei_star: number | null;
    readonly rri: number | null;
  } | null;
}

/**
 * Does a density of past incidents foretell where the next ones are, better than the count of the last 365 days? Window after window, from
 * what was registered before each. A filter's first day doesn't limit it: what is foretold from lies before.
 */
export function* accuracy(question: Question, parameters: AccuracyParameters): Work<AccuracyAnswer> {
  const { cell_m, bandwidth_m, memory_days, horizon_days, share, seed } = parameters;
  const { store, criteria } = question;
  const [first, last] = daysOf(store) ?? [0, -1];
  const end = Math.min(criteria.to_day ?? last, last) + 1;
  const all = { ...question, criteria: { ...criteria, from_day: null, to_day: end - 1 } };
  const { points, counts, shares, cellOf, inside, outside, ...raster } = studyCells(all, cell_m, dated);
  // The first origin has a window's length of past at least.
  const windows = Math.max(0, Math.min(parameters.windows, Math.floor((end - first) / horizon_days) - 1));
  const head = { n: inside, refused: refusedOf({ points, outside }) };
  if (windows === 0 || counts.length === 0) return { ...head, ...NOTHING_FORETOLD };

  const incidents = {
    cell: cellOf,
    day: points.day,
    registered: Float64Array.from(points.index, (row) => {
      const day = store.columns.registered[row]!;
      return day === NO_DAY ? Number.NaN : day;
    }),
  };
  const density = (past: Past): Float64Array => densityOf(past, raster, { bandwidth_m, memory_days });
  const found = yield* backtestWindows(incidents, {
    ...{ method: density, cells: shares, from: end - windows * horizon_days, to: end, horizon_days, share },
    random: randomOf(seed),
  });
  return { ...head, ...toldOf(found), last: lastOf(found, incidents, density, { shares, end, ...parameters }) };
}

const NOTHING_FORETOLD = {
  ...{ windows: [], density: null, last_year: null, difference: null, low: null, high: null },
  ...{ earns_its_place: false, last: null },
};

function densityOf(
  { cell, day, origin }: Past,
  raster: Raster,
  { bandwidth_m, memory_days }: Pick<AccuracyParameters, 'bandwidth_m' | 'memory_days'>,
): Float64Array {
  const { columns, rows, west_m, south_m, cell_m } = raster;
  const weight = new Map<number, number>();
  for (let i = 0; i < cell.length; i++)
    if (day[i]! >= origin - memory_days) weight.set(cell[i]!, (weight.get(cell[i]!) ?? 0) + 1);
  const held = [...weight.keys()].sort((a, b) => a - b);
  const x = held.map((at) => west_m + ((at % columns) + 0.5) * cell_m);
  const y = held.map((at) => south_m + (Math.floor(at / columns) + 0.5) * cell_m);
  const weights = held.map((at) => weight.get(at)!);
  const cells = { west_m, south_m, cell_m, columns, rows };
  return kernelDensity(x, y, cells, { kernel: 'gaussian', bandwidth_m }, weights).density;
}

function toldOf(found: Backtest): Omit<AccuracyAnswer, 'n' | 'refused' | 'last'> {
  const hit = ({ hits, pai, peiStar }: Backtest['method'], at: number): Hit => ({
    ...{ hits: hits[at]!, pai: finite(pai[at]!), pei_star: finite(peiStar[at]!) },
  });
  return {
    windows: Array.from(found.origins, (origin, at) => ({
      ...{ from: isoDay(origin), incidents: found.incidents[at]! },
      ...{ density: hit(found.method, at), last_year: hit(found.baseline, at) },
    })),
    ...{ density: finite(found.peiStar.method), last_year: finite(found.peiStar.baseline) },
    ...{ difference: finite(found.difference), low: finite(found.low), high: finite(found.high) },
    earns_its_place: found.earnsItsPlace,
  };
}

/** The three indices of the last window, which are of the cells inside alone. */
function lastOf(
  found: Backtest,
  { cell, day }: { cell: Int32Array; day: Int32Array },
  density: (past: Past) => Float64Array,
  { shares, end, horizon_days, memory_days, share }: { shares: Float64Array; end: number } & AccuracyParameters,
): AccuracyAnswer['last'] {
  const origin = found.origins.at(-1)!;
  const past = cell.map((at, i) => (day[i]! < origin ? at : -1));
  const known = Array.from(past.keys()).filter((i) => past[i]! >= 0);
  const scores = density({
    ...{ cell: Int32Array.from(known, (i) => cell[i]!), day: Float64Array.from(known, (i) => day[i]!), origin },
  });
  const [before, after] = [new Float64Array(shares.length), new Float64Array(shares.length)];
  for (let i = 0; i < cell.length; i++) {
    if (cell[i]! < 0) continue;
    if (day[i]! >= origin - memory_days && day[i]! < origin) before[cell[i]!]!++;
    else if (day[i]! >= origin && day[i]! < Math.min(end, origin + horizon_days)) after[cell[i]!]!++;
  }
  const within = (values: Float64Array): Float64Array => values.filter((_, at) => shares[at]! > 0);
  const [predicted, areas] = [within(scores), within(shares)];
  const cells = Math.max(1, Math.round(share * areas.length));
  const at = (values: Float64Array): number | null => finite(values[cells - 1]!);
  return {
    cells,
    pai: at(pai(predicted, within(after), areas)),
    pei_star: at(peiStar(predicted, within(after), areas)),
    rri: at(rri(predicted, within(before), within(after))),
  };
}
