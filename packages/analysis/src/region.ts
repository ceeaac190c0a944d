/**
 * Part of the plane: parts, each an outer ring and its holes. A ring is x0, y0, x1, y1 … in metres of one metric CRS; the last
 * corner need not repeat the first, and directions don't matter. What lies on an edge is inside.
 */
export interface Region {
  readonly parts: readonly (readonly Float64Array[])[];
}

/** Whether a point lies in the region or on its edge. O(corners). */
export function inRegion({ parts }: Region, x: number, y: number): boolean {
  return parts.some((rings) => {
    let inside = false;
    for (const ring of rings)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!];
        const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        if (side === 0 && (x - ax) * (x - bx) <= 0 && (y - ay) * (y - by) <= 0) return true;
        if (ay > y !== by > y && side > 0 === by > ay) inside = !inside;
      }
    return inside;
  });
}

/** Its bounding box, and how large it is; overlapping parts count twice. */
export function regionSize({ parts }: Region): {
  west: number;
  south: number;
  east: number;
  north: number;
  area: number;
} {
  const size = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity, area: 0 };
  for (const rings of parts)
    for (const [at, ring] of rings.entries()) {
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [ring[i]!, ring[i + 1]!];
        if (!Number.isFinite(x) || !Number.isFinite(y)) throw new RangeError(`a corner at ${x}, ${y}`);
        size.west = Math.min(size.west, x);
        size.east = Math.max(size.east, x);
        size.south = Math.min(size.south, y);
        size.north = Math.max(size.north, y);
      }
      size.area += Math.abs(ringArea(ring)) * (at === 0 ? 1 : -1);
    }
  return size;
}

/** The area a ring encloses, positive when it runs anticlockwise. */
export function ringArea(ring: Float64Array): number {
  const [x0, y0] = [ring[0]!, ring[1]!];
  let twice = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    twice += (ring[j]! - x0) * (ring[i + 1]! - y0) - (ring[i]! - x0) * (ring[j + 1]! - y0);
  return twice / 2;
}
