/**
 * Stable radix sort of a permutation by one 32-bit key. Called once per key, last key first, it sorts by many keys;
 * a digit that all rows share costs one pass of counting and no moving.
 *
 * @param order  n positions, in the order so far
 * @param key    n unsigned keys, by position (not by place in `order`)
 * @param spare  n places to work in; the result is in one of the two
 * @returns whichever of `order` and `spare` holds the new order; the other one is free again
 */
function sortBy(order: Uint32Array, key: Uint32Array, spare: Uint32Array): Uint32Array {
  const n = order.length;
  let from = order;
  let to = spare;
  const bits = n < 32_768 ? 8 : 16; // fewer passes are worth it once there are more rows than digits
  const digits = 1 << bits;
  const mask = digits - 1;
  const starts = new Uint32Array(digits);
  for (let shift = 0; shift < 32; shift += bits) {
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(key[i]! >>> shift) & mask]!++;
    if (n === 0 || starts[(key[0]! >>> shift) & mask] === n) continue;
    for (let digit = 0, sum = 0; digit < digits; digit++) {
      const count = starts[digit]!;
      starts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) {
      const at = from[i]!;
      to[starts[(key[at]! >>> shift) & mask]!++] = at;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Sorts by several keys; `keys[0]` weighs most. */
export function orderBy(count: number, keys: readonly Uint32Array[]): Uint32Array {
  let order = new Uint32Array(count);
  let spare = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (let k = keys.length - 1; k >= 0; k--) {
    const sorted = sortBy(order, keys[k]!, spare);
    if (sorted === spare) [order, spare] = [spare, order];
  }
  return order;
}
