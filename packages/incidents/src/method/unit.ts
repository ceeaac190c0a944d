import { contains, type PolygonCm, type RingCm } from '../polygon.ts';

/** An area's places and parts of town as units that don't overlap: what lies in several counts in the smallest. */
export interface Units {
  readonly slugs: readonly string[];
  /** m² of each, without the smaller ones inside it */
  readonly sizes: readonly number[];
  /** a corner of each, metres */
  readonly corners: readonly (readonly [x: number, y: number])[];
  /** the unit of a position, −1 outside all */
  of(x_cm: number, y_cm: number): number;
}

/** So a square isn't lost in the town round it, and the town is what is left of it. O(polygons² × corners). */
export function unitsOf(polygons: ReadonlyMap<string, PolygonCm>): Units {
  const ordered = [...polygons]
    .map(([slug, polygon]) => ({ slug, polygon, size: sizeOf(polygon), corner: cornerOf(polygon) }))
    .sort((a, b) => a.size - b.size || (a.slug < b.slug ? -1 : 1));
  const holder = ordered.map(({ corner }, at) =>
    ordered.findIndex(({ polygon }, other) => other > at && contains(polygon, ...corner)),
  );
  return {
    slugs: ordered.map(({ slug }) => slug),
    sizes: ordered.map(({ size }, at) =>
      Math.max(
        1,
        (size - ordered.reduce((sum, inner, other) => sum + (holder[other] === at ? inner.size : 0), 0)) / 1e4,
      ),
    ),
    corners: ordered.map(({ corner: [x, y] }) => [x / 100, y / 100] as const),
    of: (x, y) => ordered.findIndex(({ polygon }) => contains(polygon, x, y)),
  };
}

const cornerOf = ({ parts }: PolygonCm): [number, number] => [parts[0]![0]![0]!, parts[0]![0]![1]!];

/** cm² of the outer rings. */
const sizeOf = ({ parts }: PolygonCm): number => parts.reduce((sum, [outer]) => sum + ringSize(outer!), 0);

function ringSize(ring: RingCm): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    twice += ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
  return Math.abs(twice) / 2;
}
