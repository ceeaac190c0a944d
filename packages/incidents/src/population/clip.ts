/** A ring as x0, y0, x1, y1 …: without the first corner again. */
type Flat = ArrayLike<number>;

/**
 * What of a ring lies between two lines across an axis: Sutherland & Hodgman (1974), twice. Where a ring leaves the band and comes
 * back, edges run to and fro along the line; they enclose nothing, so areas are right.
 *
 * @param axis  0: between two values of x; 1: of y
 * @returns a ring; empty where nothing of it lies there
 *
 * O(corners).
 */
export const between = (ring: Flat, axis: 0 | 1, low: number, high: number): Flat =>
  beyond(beyond(ring, axis, low, 1), axis, high, -1);

/** @param sign  1: keeps what is at least `line`; -1: at most */
function beyond(ring: Flat, axis: 0 | 1, line: number, sign: 1 | -1): Flat {
  const n = ring.length;
  const kept: number[] = [];
  if (n === 0) return kept;
  let [x0, y0] = [ring[n - 2]!, ring[n - 1]!];
  let before = ((axis === 0 ? x0 : y0) - line) * sign;
  for (let i = 0; i < n; i += 2) {
    const [x1, y1] = [ring[i]!, ring[i + 1]!];
    const here = ((axis === 0 ? x1 : y1) - line) * sign;
    if (before < 0 !== here < 0) {
      const t = before / (before - here);
      if (axis === 0) kept.push(line, y0 + t * (y1 - y0));
      else kept.push(x0 + t * (x1 - x0), line);
    }
    if (here >= 0) kept.push(x1, y1);
    [x0, y0, before] = [x1, y1, here];
  }
  return kept;
}

/** The area of a ring, whichever way it runs, in its own unit squared. O(corners). */
export function areaOf(ring: Flat): number {
  if (ring.length < 6) return 0;
  const [x0, y0] = [ring[0]!, ring[1]!]; // as seen from its first corner: coordinates of a whole country cost digits
  let twice = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    twice += (ring[j]! - x0) * (ring[i + 1]! - y0) - (ring[i]! - x0) * (ring[j + 1]! - y0);
  return Math.abs(twice) / 2;
}
