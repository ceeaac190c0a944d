import { type LoessOptions, loess, loessAt } from './loess.ts';

export interface SeasonalOptions {
  /** values a season is long: 12 for months of a year, 52 for its weeks, 7 for days of a week */
  readonly period: number;
  /** seasons over which its shape may change, odd, at least 7; or the same shape throughout */
  readonly seasonalWindow: 'periodic' | number;
  /** whether the same part of following seasons lies on a level (0) or a line (1); default 0 */
  readonly seasonalDegree?: 0 | 1;
  /** values over which the trend is taken, odd; default as Cleveland advises: some 1.5 periods */
  readonly trendWindow?: number;
  /** let outliers count less: fifteen rounds of weighing instead of none. Default false */
  readonly robust?: boolean;
}

export interface Seasonal {
  /** n each; they add up to the values */
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
  /** n, how much each value counted in the end, 0 to 1 */
  readonly weights: Float64Array;
}

interface Windows {
  readonly period: number;
  readonly season: LoessOptions;
  readonly lowPass: LoessOptions;
  readonly trend: LoessOptions;
}

/**
 * Season, trend and what is left of a series (STL): is this much for the time of year, or more?
 *
 * Numerically R's `stl`, with its defaults: the low-pass window is the period made odd, every tenth of a window is
 * smoothed and the rest interpolated, two rounds, or one and fifteen robust ones.
 *
 * @param values  n numbers at equal steps, at least two seasons
 * @returns seasonal, trend and remainder, which add up to the values
 * @throws {RangeError} when a value isn't a number, there are less than two seasons, or period or windows make no sense
 *
 * O(n × rounds).
 * @see Cleveland, Cleveland, McRae & Terpenning (1990), J. Official Statistics 6(1), 3–73
 */
export function seasonal(values: ArrayLike<number>, options: SeasonalOptions): Seasonal {
  const { period, seasonalWindow, robust = false } = options;
  const n = values.length;
  const series = Float64Array.from(values);
  for (let i = 0; i < n; i++) if (!Number.isFinite(series[i]!)) throw new RangeError(`value ${i} is ${values[i]}`);
  if (!(Number.isSafeInteger(period) && period >= 2)) throw new RangeError(`a period of ${period}`);
  if (n < 2 * period + 1)
    throw new RangeError(`${n} values with a period of ${period}: more than two seasons are needed`);
  const windows = windowsFor(n, options);

  const parts = { seasonal: new Float64Array(n), trend: new Float64Array(n) };
  let weights: Float64Array | undefined;
  for (let outer = 0; ; outer++) {
    for (let inner = 0; inner < (robust ? 1 : 2); inner++) decompose(series, windows, weights, parts);
    if (outer === (robust ? 15 : 0)) break;
    weights = bisquare(series.map((value, i) => value - parts.trend[i]! - parts.seasonal[i]!));
  }
  if (seasonalWindow === 'periodic') averageSeasons(parts.seasonal, period);
  const remainder = series.map((value, i) => value - parts.seasonal[i]! - parts.trend[i]!);
  return { ...parts, remainder, weights: weights ?? new Float64Array(n).fill(1) };
}

function windowsFor(n: number, options: SeasonalOptions): Windows {
  const { period, seasonalWindow } = options;
  const periodic = seasonalWindow === 'periodic';
  const season = periodic ? 10 * n + 1 : odd(seasonalWindow, 'seasonal');
  const trend = options.trendWindow ?? nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / season)));
  const smoother = (window: number, degree: 0 | 1): LoessOptions => ({ window, degree, jump: Math.ceil(window / 10) });
  return {
    period,
    season: smoother(season, periodic ? 0 : (options.seasonalDegree ?? 0)),
    lowPass: smoother(nextOdd(period), 1),
    trend: smoother(odd(trend, 'trend'), 1),
  };
}

const nextOdd = (value: number): number => (value % 2 === 0 ? value + 1 : value);

function odd(window: number, of: string): number {
  if (!(Number.isSafeInteger(window) && window >= 3 && window % 2 === 1))
    throw new RangeError(`a ${of} window of ${window}: it must be odd and at least 3`);
  return window;
}

/** One round: the season of what the trend leaves, then the trend of what the season leaves. */
function decompose(
  series: Float64Array,
  { period, season, lowPass, trend }: Windows,
  robustness: Float64Array | undefined,
  parts: { seasonal: Float64Array; trend: Float64Array },
): void {
  const n = series.length;
  const detrended = series.map((value, i) => value - parts.trend[i]!);
  const cycles = smoothCycles(detrended, period, season, robustness);
  const slow = movingMean(movingMean(movingMean(cycles, period), period), 3);
  const smoothed = new Float64Array(n);
  loess(slow, lowPass, smoothed);
  for (let i = 0; i < n; i++) parts.seasonal[i] = cycles[period + i]! - smoothed[i]!;
  const deseasonalised = series.map((value, i) => value - parts.seasonal[i]!);
  loess(deseasonalised, { ...trend, robustness }, parts.trend);
}

/** Every January by itself, and so on, each a season longer at both ends. */
function smoothCycles(
  series: Float64Array,
  period: number,
  season: LoessOptions,
  robustness: Float64Array | undefined,
): Float64Array {
  const n = series.length;
  const cycles = new Float64Array(n + 2 * period);
  for (let part = 0; part < period; part++) {
    const length = Math.floor((n - 1 - part) / period) + 1;
    const of = (all: Float64Array): Float64Array => {
      const own = new Float64Array(length);
      for (let k = 0; k < length; k++) own[k] = all[part + k * period]!;
      return own;
    };
    const own = of(series);
    const options = robustness === undefined ? season : { ...season, robustness: of(robustness) };
    const smoothed = new Float64Array(length);
    loess(own, options, smoothed);
    for (let k = 0; k < length; k++) cycles[part + (k + 1) * period] = smoothed[k]!;
    cycles[part] = loessAt(own, options, -1) ?? smoothed[0]!;
    cycles[part + (length + 1) * period] = loessAt(own, options, length) ?? smoothed[length - 1]!;
  }
  return cycles;
}

function movingMean(values: Float64Array, width: number): Float64Array {
  const means = new Float64Array(values.length - width + 1);
  let sum = 0;
  for (let i = 0; i < width; i++) sum += values[i]!;
  means[0] = sum / width;
  for (let i = width; i < values.length; i++) {
    sum += values[i]! - values[i - width]!;
    means[i - width + 1] = sum / width;
  }
  return means;
}

/** Remainders count less the larger they are beside the median, and not at all beyond six of it. */
function bisquare(remainder: Float64Array): Float64Array {
  const size = remainder.map(Math.abs);
  const order = size.slice().sort();
  const n = order.length;
  const limit = 3 * (order[n >> 1]! + order[n - 1 - (n >> 1)]!);
  return size.map((r) => {
    if (r <= 0.001 * limit) return 1;
    return r <= 0.999 * limit ? (1 - (r / limit) ** 2) ** 2 : 0;
  });
}

function averageSeasons(season: Float64Array, period: number): void {
  for (let part = 0; part < period; part++) {
    let [sum, count] = [0, 0];
    for (let i = part; i < season.length; i += period, count++) sum += season[i]!;
    for (let i = part; i < season.length; i += period) season[i] = sum / count;
  }
}
