/** HMAC-SHA256 of a text under the installation's secret, 32 bytes. It is given, so that this room needs no library. */
export type Mac = (text: string) => Uint8Array;

/** e^(−1/3) and e^(−1/10) as literals: Math.exp may differ in its last bit from machine to machine, and a release may not. */
const RATIO = { cell: 0.7165313105737893, figure: 0.9048374180359595 } as const;

/** Of a cell of a table, p ∝ e^(−|z|/3); of a figure for the whole area, p ∝ e^(−|z|/10). */
export type NoiseKind = keyof typeof RATIO;

/**
 * Two-sided geometric noise: what is added to a count before anything is said of it.
 *
 * @param seed  16 bytes or more of an HMAC; the same seed gives the same noise for ever
 * @returns a whole number z, p ∝ ratio^|z|, not clipped: its tail ends where 53 bits do (|z| about 110 for cells)
 *
 * The difference of two geometric numbers, each found in a table that is multiplied up as it is needed.
 * @see Ghosh, Roughgarden & Sundararajan (2012), SIAM J. Comput. 41(6), doi:10.1137/09076828X
 */
export function twoSidedGeometric(seed: Uint8Array, kind: NoiseKind = 'cell'): number {
  const ratio = RATIO[kind];
  return geometric(fraction(seed, 0), ratio) - geometric(fraction(seed, 8), ratio);
}

/** Probability of noise z: (1 − ratio)/(1 + ratio) · ratio^|z|. */
export function noiseProbability(z: number, kind: NoiseKind = 'cell'): number {
  const ratio = RATIO[kind];
  return ((1 - ratio) / (1 + ratio)) * ratio ** Math.abs(z);
}

/** P(n or more) = ratio^n. */
function geometric(u: number, ratio: number): number {
  let n = 0;
  for (let p = ratio; u < p; p *= ratio) n++;
  return n;
}

/** 53 bits as a number in (0, 1]: at 0 the table above would have no end. */
function fraction(bytes: Uint8Array, from: number): number {
  let high = 0;
  for (let i = 0; i < 4; i++) high = high * 256 + bytes[from + i]!;
  let low = 0;
  for (let i = 4; i < 7; i++) low = low * 256 + bytes[from + i]!;
  return (high * 2 ** 21 + Math.floor(low / 8) + 1) / 2 ** 53;
}
