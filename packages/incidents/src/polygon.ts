/** One closed ring: x0, y0, x1, y1 … in whole centimetres of the municipality's CRS; the last point need not repeat the first. */
export type RingCm = Float64Array;

/**
 * A polygon or multipolygon: parts, each an outer ring and its holes (the rule is even-odd, so their direction and
 * order don't matter). Edges are straight in the municipality's CRS. A point on an edge, a corner or the rim of a hole
 * is inside, as for PostGIS ST_Covers; so a point on a shared border is inside both neighbours.
 */
export interface PolygonCm {
  readonly parts: readonly (readonly RingCm[])[];
}

/** Coordinates as in GeoJSON, of one kind of polygon or the other. */
export type PolygonGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] };

/**
 * @param geometry  GeoJSON in any coordinates
 * @param toCm      from those coordinates to centimetres of the municipality's CRS; rounded to whole ones here
 * @throws {RangeError} when a coordinate isn't finite, naming it
 */
export function polygonCm(
  geometry: PolygonGeometry,
  toCm: (x: number, y: number) => readonly [number, number],
): PolygonCm {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return {
    parts: parts.map((rings) =>
      rings.map((ring) => {
        const flat = new Float64Array(ring.length * 2);
        ring.forEach(([x = Number.NaN, y = Number.NaN], i) => {
          const [xCm, yCm] = toCm(x, y);
          if (!Number.isFinite(xCm) || !Number.isFinite(yCm))
            throw new RangeError(`corner ${i} (${x}, ${y}) has no place in the CRS`);
          flat[i * 2] = Math.round(xCm);
          flat[i * 2 + 1] = Math.round(yCm);
        });
        return flat;
      }),
    ),
  };
}

/** Whether a point (whole centimetres) lies in the polygon or on its edge. Exact. O(corners). */
export function contains(polygon: PolygonCm, x: number, y: number): boolean {
  return polygon.parts.some((rings) => partContains(rings, x, y));
}

function partContains(rings: readonly RingCm[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    const n = ring.length;
    for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
      const met = meets(ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!, x, y);
      if (met === ON) return true;
      if (met === CROSSES) inside = !inside;
    }
  }
  return inside;
}

const PASSES = 0;
export const CROSSES = 1;
export const ON = 2;

/**
 * How the edge a→b meets the ray that runs from the point eastwards: passes it by, crosses it, or the point lies on the
 * edge. The ray is taken an infinitesimal step north of the point, so a corner at its height is met once, not twice.
 */
export function meets(ax: number, ay: number, bx: number, by: number, x: number, y: number): 0 | 1 | 2 {
  if (ay > y === by > y) {
    if (ay !== y && by !== y) return PASSES;
    if (ay === by) return Math.min(ax, bx) <= x && x <= Math.max(ax, bx) ? ON : PASSES;
    return (ay === y && ax === x) || (by === y && bx === x) ? ON : PASSES;
  }
  if (x > ax && x > bx) return PASSES;
  const side = turn(ax, ay, bx, by, x, y);
  if (side === 0) return ON;
  return side > 0 === by > ay ? CROSSES : PASSES;
}

/** Sign of the area a, b, p: 1 if p lies left of a→b, −1 right, 0 on the line. Exact for whole numbers. */
function turn(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  const left = (bx - ax) * (py - ay);
  const right = (by - ay) * (px - ax);
  if (Math.abs(left) < 2 ** 53 && Math.abs(right) < 2 ** 53) return Math.sign(left - right);
  // Beyond 2⁵³ the products are rounded: only then, and only near the line, is the slow exact sum needed.
  if (Math.abs(left - right) > 4 * Number.EPSILON * (Math.abs(left) + Math.abs(right))) return Math.sign(left - right);
  const exact = BigInt(bx - ax) * BigInt(py - ay) - BigInt(by - ay) * BigInt(px - ax);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}
