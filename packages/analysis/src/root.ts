/** A function and its slope at a place. */
export type ValueAndSlope = readonly [value: number, slope: number];

const STEPS_MAX = 200;

/**
 * Where does an increasing function pass 0? Newton's steps from `start`, halving between the nearest places known on either
 * side whenever a step would leave them.
 *
 * @param f      value and slope anywhere; where the value is −∞ or ∞ the slope may be anything
 * @param start  any place
 * @returns the place, to the last digits; −∞ or ∞ if 0 isn't passed
 *
 * Five to ten evaluations for the tails it is used on, whose logarithm is concave.
 */
export function rootOf(f: (u: number) => ValueAndSlope, start: number): number {
  let [below, above] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let u = start;
  for (let step = 0; step < STEPS_MAX; step++) {
    const [value, slope] = f(u);
    if (value === 0) return u;
    if (value > 0) above = u;
    else below = u;
    let next = u - value / slope;
    if (!(next > below && next < above)) next = halfway(below, above, u);
    if (Math.abs(next - u) <= 2e-16 * Math.abs(u) || next === below || next === above) return next;
    u = next;
  }
  return u;
}

/** Between two places; beyond the only known one, twice as far as that and more. */
function halfway(below: number, above: number, u: number): number {
  if (above === Number.POSITIVE_INFINITY) return u + Math.abs(u) + 1;
  if (below === Number.NEGATIVE_INFINITY) return u - Math.abs(u) - 1;
  return (below + above) / 2;
}
