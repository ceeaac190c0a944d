/**
 * Morton (Z-order) keys of two unsigned 32-bit coordinates, as two unsigned 32-bit halves: rows close on the map come
 * close in the order, and every square tile of the web's pyramid is one unbroken run.
 */

/** Spread the low 16 bits so that a zero follows each: abc → 0a0b0c. */
function spread(value: number): number {
  let v = value & 0xffff;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** The upper half: of the upper 16 bits of both. */
export const mortonHigh = (x: number, y: number): number => ((spread(y >>> 16) << 1) | spread(x >>> 16)) >>> 0;

/** The lower half: of the lower 16 bits of both. */
export const mortonLow = (x: number, y: number): number => ((spread(y) << 1) | spread(x)) >>> 0;

/** Signed coordinates in an order that unsigned comparison keeps: −2³¹ becomes 0. */
export const unsigned = (value: number): number => (value ^ 0x80000000) >>> 0;
