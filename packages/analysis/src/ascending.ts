/** Digits of the radix sort: three of them are the upper half of a double >= 0, whose order is that of the numbers. */
const BITS = 11;
const DIGITS = 1 << BITS;

/**
 * The order of numbers >= 0, from the smallest up.
 *
 * The upper halves of the numbers are sorted digit by digit; numbers that agree in those are then compared. O(n) for
 * numbers as they come, O(n log n) where many agree in their first twenty bits without being equal.
 *
 * @param values  n numbers >= 0, none NaN
 * @returns n indices into `values`
 */
export function ascending(values: Float64Array): Int32Array {
  const n = values.length;
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * n); // the upper ones odd: all machines here are little-endian
  let [keys, nextKeys] = [new Int32Array(n), new Int32Array(n)];
  let [order, nextOrder] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < n; i++) {
    keys[i] = halves[2 * i + 1]! & 0x7fffffff; // −0 is 0
    order[i] = i;
  }
  const starts = new Int32Array(DIGITS);
  for (let shift = 0; shift < 31; shift += BITS) {
    starts.fill(0);
    for (let k = 0; k < n; k++) starts[(keys[k]! >>> shift) & (DIGITS - 1)]!++;
    for (let digit = 0, at = 0; digit < DIGITS; digit++) {
      const count = starts[digit]!;
      starts[digit] = at;
      at += count;
    }
    for (let k = 0; k < n; k++) {
      const to = starts[(keys[k]! >>> shift) & (DIGITS - 1)]!++;
      nextKeys[to] = keys[k]!;
      nextOrder[to] = order[k]!;
    }
    [keys, nextKeys] = [nextKeys, keys];
    [order, nextOrder] = [nextOrder, order];
  }
  for (let start = 0, end: number; start < n; start = end) {
    for (end = start + 1; end < n && keys[end] === keys[start]; end++);
    if (end - start > FEW) order.subarray(start, end).sort((i, j) => values[i]! - values[j]!);
    else if (end - start > 1) insert(order, start, end, values);
  }
  return order;
}

/** Few enough to put in order one by one. */
const FEW = 40;

function insert(order: Int32Array, start: number, end: number, values: Float64Array): void {
  for (let k = start + 1; k < end; k++) {
    const i = order[k]!;
    let to = k;
    for (; to > start && values[order[to - 1]!]! > values[i]!; to--) order[to] = order[to - 1]!;
    order[to] = i;
  }
}
