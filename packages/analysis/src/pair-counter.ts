import type { NearPairs } from './near-pairs.ts';
import { PAIRS_MODULE } from './pairs-module.ts';
import { makeRoom, moduleMaker, PAGE } from './web-assembly.ts';

/** Pairs of the bounded distance bands, and the whole edges of the time bands they are counted in, from 0. */
export interface CountedPairs {
  readonly pairs: Pick<NearPairs, 'start' | 'partner'>;
  readonly edges: Int32Array;
}

/** Counts pairs by how long one is after the other, in one or several orders of the times. */
export interface PairCounter {
  /** to be filled: per order that is counted at once, the time of each point, from 0 */
  readonly times: readonly Int32Array[];
  /** @returns per order, distance band and time band the pairs, until it is called again */
  count(): Int32Array;
}

/**
 * In WebAssembly, eight orders at once, or where that is missing or forbidden, or times are more than 32,767 apart, plain.
 *
 * @param points  how many there are
 * @param span    the longest time between two of them
 */
export function pairCounter(of: CountedPairs, points: number, span: number): PairCounter {
  return (span <= SPAN_MAX ? simdCounter(of, points, span) : null) ?? plainCounter(of, points);
}

export function plainCounter({ pairs, edges }: CountedPairs, points: number): PairCounter {
  const bands = edges.length - 1;
  const times = new Int32Array(points);
  const counts = new Int32Array(pairs.start.length * bands);
  const count = (): Int32Array => {
    counts.fill(0);
    if (bands > 0)
      for (const [d, start] of pairs.start.entries())
        countInto(start, pairs.partner[d]!, times, edges, counts.subarray(d * bands, (d + 1) * bands));
    return counts;
  };
  return { times: [times], count };
}

/** All the work there is: two or three nanoseconds a pair. */
function countInto(
  start: Int32Array,
  partner: Int32Array,
  time: Int32Array,
  edges: Int32Array,
  counts: Int32Array,
): void {
  const last = edges[edges.length - 1]!;
  const n = time.length;
  for (let k = 0; k < n; k++) {
    const at = time[k]!;
    const end = start[k + 1]!;
    for (let j = start[k]!; j < end; j++) {
      const later = (time[partner[j]!]! - at) | 0;
      const sign = later >> 31;
      const apart = ((later ^ sign) - sign) | 0;
      if (apart >= last) continue;
      let band = 0;
      while (apart >= edges[band + 1]!) band++;
      counts[band]!++;
    }
  }
}

/** Orders that are counted at once, and the bytes of one time and of one point's eight. */
const LANES = 8;
const TIME_BYTES = 2;
const POINT_BYTES = LANES * TIME_BYTES;
/** The longest time that 16 bits hold. */
const SPAN_MAX = 32_767;

const instance = moduleMaker<{
  readonly memory: WebAssembly.Memory;
  /** addresses in bytes */
  countSooner(starts: number, points: number, times: number, limit: number, counts: number): void;
}>(PAIRS_MODULE);

/** @returns null where there is no WebAssembly with SIMD, or a page's policy forbids it */
export function simdCounter({ pairs, edges }: CountedPairs, points: number, span: number): PairCounter | null {
  const code = instance();
  if (code === null) return null;
  let top = PAGE;
  const take = (bytes: number): number => {
    const at = top;
    top += Math.ceil(bytes / POINT_BYTES) * POINT_BYTES;
    return at;
  };
  const timesAt = take(points * POINT_BYTES);
  const foundAt = take(LANES * 4);
  const placed = pairs.start.map((start, d) => {
    const partner = pairs.partner[d]!;
    return { start, partner, startsAt: take(start.length * 4), partnersAt: take(partner.length * 4) };
  });
  makeRoom(code.memory, top);
  const { buffer } = code.memory;
  for (const { start, partner, startsAt, partnersAt } of placed) {
    const starts = new Int32Array(buffer, startsAt, start.length);
    for (let k = 0; k < start.length; k++) starts[k] = partnersAt + start[k]! * 4;
    const partners = new Int32Array(buffer, partnersAt, partner.length);
    for (let j = 0; j < partner.length; j++) partners[j] = partner[j]! * POINT_BYTES;
  }

  const bands = edges.length - 1;
  const times = Array.from({ length: LANES }, () => new Int32Array(points));
  const side = new Int16Array(buffer, timesAt, points * LANES);
  const found = new Int32Array(buffer, foundAt, LANES);
  const counts = new Int32Array(LANES * placed.length * bands);
  const count = (): Int32Array => {
    sideBySide(times, side);
    for (const [d, { startsAt, partner }] of placed.entries())
      for (let band = 0; band < bands; band++) {
        const limit = edges[band + 1]!;
        if (limit > span) found.fill(partner.length);
        else code.countSooner(startsAt, points, timesAt, limit, foundAt);
        for (let lane = 0; lane < LANES; lane++) {
          const at = (lane * placed.length + d) * bands + band;
          counts[at] = found[lane]!; // up to the limit; less what lies before the band, below
        }
      }
    for (let at = counts.length - 1; at > 0; at--) if (at % bands !== 0) counts[at]! -= counts[at - 1]!;
    return counts;
  };
  return { times, count };
}

/** The eight times of each point next to each other. */
function sideBySide(times: readonly Int32Array[], side: Int16Array): void {
  const [a, b, c, d, e, f, g, h] = times as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let k = 0, at = 0; k < a.length; k++, at += LANES) {
    side[at] = a[k]!;
    side[at + 1] = b[k]!;
    side[at + 2] = c[k]!;
    side[at + 3] = d[k]!;
    side[at + 4] = e[k]!;
    side[at + 5] = f[k]!;
    side[at + 6] = g[k]!;
    side[at + 7] = h[k]!;
  }
}
