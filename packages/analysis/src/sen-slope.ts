import { normalQuantile } from './gamma.ts';
import { varianceOfS } from './mann-kendall.ts';

export interface SenSlope {
  /** median change per unit of time; NaN where undefined */
  readonly slope: number;
  /** bounds of its interval; −Infinity and Infinity where there are too few pairs to bound it, NaN where undefined */
  readonly low: number;
  readonly high: number;
}

export interface SenSlopeOptions {
  /** when each value was, in any unit, growing; default 0, 1, 2 … */
  readonly times?: ArrayLike<number>;
  /** of the interval, default 0.95 */
  readonly level?: number;
}

/** Values at most: their pairs fill a tenth of a gigabyte. */
const VALUES_MAX = 5000;

/**
 * Sen's slope: by how much do the values rise or fall per unit of time, if no outlier is to decide it?
 *
 * The median of the slopes of all pairs. Its interval is that of Mann and Kendall's test turned round: as many slopes lie beyond each
 * bound as that test puts up with, ties and all, counted to the careful side.
 *
 * @param values  one per time; NaN is left out
 * @returns the slope with its interval; all NaN with fewer than two values
 * @throws {RangeError} when values and times differ in number, times don't grow, there are more than 5,000 values, or the level isn't between 0 and 1
 *
 * O(n² log n) time, O(n²) space.
 * @see Sen (1968), J. American Statistical Association 63, doi:10.1080/01621459.1968.10480934; Gilbert (1987), section 16.5
 */
export function senSlope(values: ArrayLike<number>, { times, level = 0.95 }: SenSlopeOptions = {}): SenSlope {
  if (times !== undefined && times.length !== values.length)
    throw new RangeError(`${values.length} values and ${times.length} times`);
  if (values.length > VALUES_MAX) throw new RangeError(`${values.length} values, ${VALUES_MAX} at most`);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level of ${level}`);
  const y: number[] = [];
  const t: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const time = times === undefined ? i : times[i]!;
    if (i > 0 && times !== undefined && !(time > times[i - 1]!))
      throw new RangeError(`time ${time} after ${times[i - 1]}`);
    if (Number.isNaN(values[i]!)) continue;
    y.push(values[i]!);
    t.push(time);
  }
  const n = y.length;
  if (n < 2) return { slope: Number.NaN, low: Number.NaN, high: Number.NaN };

  const slopes = new Float64Array((n * (n - 1)) / 2);
  for (let i = 0, k = 0; i < n; i++) for (let j = i + 1; j < n; j++) slopes[k++] = (y[j]! - y[i]!) / (t[j]! - t[i]!);
  slopes.sort();
  const pairs = slopes.length;
  const middle = (slopes[(pairs - 1) >> 1]! + slopes[pairs >> 1]!) / 2;
  const spread = normalQuantile((1 - level) / 2) * Math.sqrt(varianceOfS(n, Float64Array.from(y).sort()));
  const beyond = Math.floor((pairs - spread) / 2); // slopes on the far side of each bound, the bound itself among them
  return {
    slope: middle,
    low: beyond < 1 ? Number.NEGATIVE_INFINITY : slopes[beyond - 1]!,
    high: beyond < 1 ? Number.POSITIVE_INFINITY : slopes[pairs - beyond]!,
  };
}
