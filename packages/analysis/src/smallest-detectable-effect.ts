import { gammaQuantile } from './gamma.ts';
import { checkCount } from './poisson-interval.ts';
import { rateRatio } from './rate-ratio.ts';

export interface SmallestDetectableEffectOptions {
  /** what the periods before and after are collected over. Default 1 and 1 */
  readonly exposures?: readonly [number, number];
  /** of the test that will be made; default 0.95 */
  readonly level?: number;
  /** wanted chance of finding the effect, in (0, 1); default 0.8 */
  readonly power?: number;
}

export interface SmallestDetectableEffect {
  /** the largest count after that would pass for a fall; NaN when not even 0 would */
  readonly fallTo: number;
  /** the smallest count after that would pass for a rise */
  readonly riseTo: number;
  /** the expected count after at which a fall, or a rise, is found with the wanted chance */
  readonly fallMean: number;
  readonly riseMean: number;
}

/**
 * What could be seen at all, before an action starts? After `before` incidents, which counts would pass `rateRatio` for a
 * change, and how far must the true level move to be found? With 14 before, only a fall to 4 or fewer; and even a true level of
 * 3.1, less than a quarter, is missed one time in five.
 *
 * @param before  incidents before, a whole number >= 0
 * @returns counts and expected counts after, over the exposure after
 * @throws {RangeError} when the count isn't whole, or exposures, level or power are out of range
 *
 * O(√before · log before).
 * @see `rateRatio`; Wheeler & Ratcliffe (2018), Crime Science 7, doi:10.1186/s40163-018-0085-5, on how little small areas can show
 */
export function smallestDetectableEffect(
  before: number,
  options: SmallestDetectableEffectOptions = {},
): SmallestDetectableEffect {
  const { exposures = [1, 1], level = 0.95, power = 0.8 } = options;
  checkCount(before);
  if (!(power > 0 && power < 1)) throw new RangeError(`a power of ${power}`);
  const found = (after: number): boolean => {
    const test = rateRatio(after, before, { exposures: [exposures[1], exposures[0]], level });
    return test.high < 1 || test.low > 1;
  };
  const same = Math.floor((before * exposures[1]) / exposures[0]);
  const fallTo = found(0) && same > 0 ? edge(0, same, found) : Number.NaN;
  let above = same + 1;
  while (!found(above)) above *= 2;
  const riseTo = edge(same, above, (after) => !found(after)) + 1;
  return {
    fallTo,
    riseTo,
    fallMean: gammaQuantile(power, fallTo + 1, 'upper'),
    riseMean: gammaQuantile(power, riseTo, 'lower'),
  };
}

/** The last of the whole numbers from `first` on, before `beyond`, for which `holds` is true; it is for the first. */
function edge(first: number, beyond: number, holds: (at: number) => boolean): number {
  let [inside, outside] = [first, beyond];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
