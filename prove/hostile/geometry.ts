const polygon = (...rings: unknown[][]) => ({ type: 'Polygon', coordinates: rings });

/** Geometry as GeoJSON. */
export const GEOMETRIES: readonly unknown[] = [
  polygon([
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ]), // bow-tie
  polygon([
    [0, 0],
    [1, 1],
    [1, 0],
  ]), // not closed
  polygon([
    [0, 0],
    [0, 0],
  ]),
  polygon([
    [0, 0],
    [1, 'a'],
    [0, 0],
  ]),
  polygon(
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 0],
    ],
    [
      [20, 20],
      [21, 20],
      [21, 21],
      [20, 20],
    ],
  ), // the hole is outside
  polygon([
    [500, 95],
    [501, 95],
    [501, 96],
    [500, 95],
  ]),
  polygon([
    [179, 0],
    [-179, 0],
    [-179, 1],
    [179, 0],
  ]),
  polygon([
    [59.6, 17.8],
    [59.7, 17.8],
    [59.7, 17.9],
    [59.6, 17.8],
  ]), // axes the other way round
  polygon([]),
  polygon(Array.from({ length: 6000 }, (_, i) => [17 + Math.cos(i) / 9, 59 + Math.sin(i) / 9])),
  polygon(
    ...Array.from({ length: 60 }, () => [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]),
  ),
  { type: 'Polygon' },
  { type: 'Point', coordinates: [1e308, -1e308] },
  { type: 'Point', coordinates: [17.8, 59.6, 3, 4] },
  { type: 'Point', coordinates: [] },
  { type: 'MultiPolygon', coordinates: [] },
  { type: 'GeometryCollection', geometries: [] },
  { type: 'Nonsense', coordinates: [0, 0] },
  { type: 'Point', coordinates: [17.8, 59.6], crs: { type: 'name', properties: { name: 'EPSG:999999' } } },
  nested(500),
];

/** A collection in a collection in a collection. */
export function nested(depth: number): unknown {
  let geometry: unknown = { type: 'Point', coordinates: [0, 0] };
  for (let i = 0; i < depth; i++) geometry = { type: 'GeometryCollection', geometries: [geometry] };
  return geometry;
}
