import { mortonHigh, mortonLow } from './morton.ts';
import type { Drawn } from './parts.ts';

/** The drawn rows [start, end) of a tile: in Morton order they are one run. */
export function runOfTile(drawn: Drawn, z: number, x: number, y: number): [number, number] {
  if (z === 0) return [0, drawn.row.length];
  const size = 2 ** (32 - z);
  const west = x * size;
  const north = y * size;
  const start = lowerBound(drawn, mortonHigh(west, north), mortonLow(west, north));
  const lastX = west + size - 1;
  const lastY = north + size - 1;
  const end = lowerBound(drawn, mortonHigh(lastX, lastY), mortonLow(lastX, lastY) + 1);
  return [start, end];
}

/** First drawn row whose key isn't below (high, low). */
function lowerBound(drawn: Drawn, high: number, low: number): number {
  let from = 0;
  let to = drawn.row.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const h = mortonHigh(drawn.x[middle]!, drawn.y[middle]!);
    if (h < high || (h === high && mortonLow(drawn.x[middle]!, drawn.y[middle]!) < low)) from = middle + 1;
    else to = middle;
  }
  return from;
}
