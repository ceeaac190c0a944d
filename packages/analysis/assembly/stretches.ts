/**
 * The inner loop of neighbourhood sums on a raster, two numbers at a time. The same loop in plain TypeScript is in
 * `src/stretches.ts`, whose answers these equal to the bit: the same sums in the same order.
 */

/**
 * Adds up stretches of rows of running sums, for one row of cells.
 *
 * @param ends     addresses (i32) of running sums (f64) at the ends of stretches, for the first cell: east and west of the
 *                 cell's own row, then east and west of the row above and of the row below, `pairs` times
 * @param columns  a multiple of 8
 * @param sums     f64
 */
export function addStretches(ends: usize, pairs: i32, columns: i32, sums: usize): void {
  const last = ends + 8 + ((<usize>pairs) << 4);
  for (let c: usize = 0; c < (<usize>columns) << 3; c += 64) {
    const east = <usize>load<i32>(ends) + c;
    const west = <usize>load<i32>(ends, 4) + c;
    let s0 = f64x2.sub(v128.load(east), v128.load(west));
    let s1 = f64x2.sub(v128.load(east, 16), v128.load(west, 16));
    let s2 = f64x2.sub(v128.load(east, 32), v128.load(west, 32));
    let s3 = f64x2.sub(v128.load(east, 48), v128.load(west, 48));
    for (let end = ends + 8; end < last; end += 16) {
      const a = <usize>load<i32>(end) + c;
      const b = <usize>load<i32>(end, 4) + c;
      const d = <usize>load<i32>(end, 8) + c;
      const e = <usize>load<i32>(end, 12) + c;
      s0 = f64x2.add(s0, difference(a, b, d, e));
      s1 = f64x2.add(s1, difference(a + 16, b + 16, d + 16, e + 16));
      s2 = f64x2.add(s2, difference(a + 32, b + 32, d + 32, e + 32));
      s3 = f64x2.add(s3, difference(a + 48, b + 48, d + 48, e + 48));
    }
    v128.store(sums + c, s0);
    v128.store(sums + c, s1, 16);
    v128.store(sums + c, s2, 32);
    v128.store(sums + c, s3, 48);
  }
}

function difference(a: usize, b: usize, d: usize, e: usize): v128 {
  return f64x2.add(f64x2.sub(v128.load(a), v128.load(b)), f64x2.sub(v128.load(d), v128.load(e)));
}
