/** A linear map along one axis in which each output depends on a few neighbouring inputs: a banded matrix. */
export interface Band {
  readonly outputs: number;
  /** inputs per output, a multiple of four */
  readonly taps: number;
  /** per output its first input; all `taps` of them exist */
  readonly start: Int32Array;
  /** outputs × taps */
  readonly weights: Float64Array;
}

/**
 * @param inputs  at least 2 × reach, rounded up to a multiple of four
 * @param at      per output, its position in units of inputs
 * @param reach   inputs nearer than this (in inputs) have a weight
 * @param weight  of an input at a distance
 */
export function bandOf(
  inputs: number,
  at: (output: number) => number,
  outputs: number,
  reach: number,
  weight: (distance: number) => number,
): Band {
  const taps = Math.ceil((2 * reach) / 4) * 4;
  const start = new Int32Array(outputs);
  const weights = new Float64Array(outputs * taps);
  let before = Number.NaN;
  for (let o = 0; o < outputs; o++) {
    const middle = at(o);
    const first = Math.min(inputs - taps, Math.max(0, Math.ceil(middle - reach)));
    start[o] = first;
    if (middle - first === before) weights.copyWithin(o * taps, (o - 1) * taps, o * taps);
    else
      for (let t = 0; t < taps; t++) {
        const distance = Math.abs(first + t - middle);
        weights[o * taps + t] = distance < reach ? weight(distance) : 0;
      }
    before = middle - first;
  }
  return { outputs, taps, start, weights };
}
