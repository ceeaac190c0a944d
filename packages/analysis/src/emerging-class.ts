/** What became of a hot spot, by its number. A cold spot's is negative: −1 is a new cold spot. */
export const EMERGING_CLASSES = [
  'none',
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
] as const;

const NUMBER = Object.fromEntries(EMERGING_CLASSES.map((name, number) => [name, number])) as Record<
  (typeof EMERGING_CLASSES)[number],
  number
>;

/** Share of the steps from which on a spot counts as always there. */
const ALWAYS = 0.9;

/**
 * The class of a place, by the truth table of docs/methods.md: what it is in the last step comes first, so that a hot
 * spot of today is never called a cold spot of the past.
 *
 * @param states  per step 1 hot, −1 cold, 0 neither; at `first`, `first` + `stride`, …
 * @param trend   1 where z rises significantly, −1 where it falls, 0 otherwise
 * @returns a number of EMERGING_CLASSES, negative for cold
 */
export function emergingClass(
  states: ArrayLike<number>,
  trend: number,
  steps = states.length,
  first = 0,
  stride = 1,
): number {
  if (steps === 0) return NUMBER.none;
  const now = states[first + (steps - 1) * stride]!;
  let hot = 0;
  let cold = 0;
  let run = 0; // of steps like the last, up to it
  for (let t = 0, at = first; t < steps; t++, at += stride) {
    const state = states[at]!;
    if (state > 0) hot++;
    else if (state < 0) cold++;
    run = state === now ? run + 1 : 0;
  }
  if (now === 0) {
    if (hot >= ALWAYS * steps) return NUMBER.historical;
    if (cold >= ALWAYS * steps) return -NUMBER.historical;
    if (hot > 0 && cold === 0) return NUMBER.sporadic;
    return cold > 0 && hot === 0 ? -NUMBER.sporadic : NUMBER.none;
  }
  return now > 0 ? present(hot, cold, run, steps, trend) : -present(cold, hot, run, steps, -trend);
}

/** Of a spot that is there in the last step. @param trend  1 where it grows stronger */
function present(same: number, opposite: number, run: number, steps: number, trend: number): number {
  if (same === 1) return NUMBER.new;
  if (same >= ALWAYS * steps)
    return trend > 0 ? NUMBER.intensifying : trend < 0 ? NUMBER.diminishing : NUMBER.persistent;
  if (run === same) return NUMBER.consecutive;
  return opposite > 0 ? NUMBER.oscillating : NUMBER.sporadic;
}
