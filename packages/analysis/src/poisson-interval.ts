import { gammaQuantile } from './gamma.ts';

export interface PoissonIntervalOptions {
  /** share of intervals that hold the true rate, in (0, 1); default 0.95 */
  readonly level?: number;
  /** what the count was collected over: days, residents, km². Default 1 */
  readonly exposure?: number;
}

export interface RateInterval {
  /** count per unit of exposure, and the bounds of its interval */
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Between which rates does the true one lie, if `count` incidents were seen and incidents come independently?
 *
 * Exact (Garwood): each bound is the rate at which a count as far out has a chance of (1 − level) / 2. It covers the true
 * rate at least as often as it says, and more often when the count is small.
 *
 * @param count  incidents, a whole number >= 0
 * @returns per unit of exposure; the lower bound of no incidents is 0
 * @throws {RangeError} when the count isn't whole, or level or exposure is out of range
 *
 * O(√count).
 * @see Garwood (1936), Biometrika 28(3/4), doi:10.1093/biomet/28.3-4.437
 */
export function poissonInterval(count: number, options: PoissonIntervalOptions = {}): RateInterval {
  const { level = 0.95, exposure = 1 } = options;
  checkCount(count);
  checkExposure(exposure);
  const outside = tailOf(level);
  const low = count === 0 ? 0 : gammaQuantile(outside, count, 'lower');
  const high = gammaQuantile(outside, count + 1, 'upper');
  return { rate: count / exposure, low: low / exposure, high: high / exposure };
}

/** @throws {RangeError} when it isn't a number of incidents */
export function checkCount(count: number): void {
  if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`${count} incidents`);
}

/** @throws {RangeError} when nothing can be collected over it */
export function checkExposure(exposure: number): void {
  if (!(exposure > 0 && exposure < Number.POSITIVE_INFINITY)) throw new RangeError(`an exposure of ${exposure}`);
}

/** What an interval leaves out on each side. @throws {RangeError} when the level isn't a share */
export function tailOf(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level of ${level}`);
  return (1 - level) / 2;
}
