/**
 * The inner loop of near repeats, eight orders of the times at once. The same loop in plain TypeScript is in
 * `src/pair-counter.ts`, whose counts these equal.
 */

/** Pairs after which a count in 16 bits may be full. */
const FULL: usize = 32767;

/**
 * Counts pairs less than `limit` apart in time, in each of eight orders.
 *
 * @param starts    addresses (i32) at which each point's partners begin; of the end last
 * @param points    how many there are
 * @param times     per point eight times (i16), 0 to 32767, the eight orders side by side
 * @param limit     1 to 32767
 * @param counts    eight counts (i32), written
 *
 * A partner is the address of its times, less `times`.
 */
export function countSooner(starts: usize, points: i32, times: usize, limit: i32, counts: usize): void {
  const limits = i16x8.splat(<i16>limit);
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  let few = i16x8.splat(0);
  let room = FULL << 2;
  let at = <usize>load<i32>(starts);
  for (let k: usize = 0; k < <usize>points; k++) {
    const end = <usize>load<i32>(starts + (k << 2), 4);
    const own = v128.load(times + (k << 4));
    while (at < end) {
      const stop = min(end, at + room);
      room -= stop - at;
      for (; at < stop; at += 4) {
        const apart = i16x8.abs(i16x8.sub(v128.load(times + <usize>load<i32>(at)), own));
        few = i16x8.sub(few, i16x8.lt_s(apart, limits)); // a comparison that holds is −1
      }
      if (room === 0) {
        low = i32x4.add(low, i32x4.extend_low_i16x8_s(few));
        high = i32x4.add(high, i32x4.extend_high_i16x8_s(few));
        few = i16x8.splat(0);
        room = FULL << 2;
      }
    }
  }
  v128.store(counts, i32x4.add(low, i32x4.extend_low_i16x8_s(few)));
  v128.store(counts, i32x4.add(high, i32x4.extend_high_i16x8_s(few)), 16);
}
