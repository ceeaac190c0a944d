import type { SquareRow, SquareTable } from './row.ts';

interface Feature {
  properties?: Record<string, unknown> | null;
  geometry?: { coordinates?: unknown } | null;
}

/** The features of a GeoJSON collection. @throws {SyntaxError, TypeError} when it isn't one */
export function readGeojson(text: string): SquareTable {
  const { features, crs } = JSON.parse(text) as { features?: unknown; crs?: unknown };
  if (!Array.isArray(features)) throw new TypeError('features isn’t a list');
  const headers = [...new Set(features.flatMap((feature: Feature | null) => Object.keys(feature?.properties ?? {})))];
  const rows = features.map((feature: Feature | null, at): SquareRow => {
    const of = feature?.properties ?? {};
    const cells = headers.map((name) => (of[name] === null || of[name] === undefined ? '' : String(of[name])));
    return { row: at + 1, cells, box: boxOf(feature?.geometry?.coordinates) };
  });
  const stated = /EPSG:{1,2}(\d{4,6})/.exec(JSON.stringify(crs ?? null))?.[1];
  return { headers, rows, srid: stated === undefined ? null : Number(stated) };
}

/** Of numbers in pairs, however deep; a shape of more than some corners is no square. */
function boxOf(coordinates: unknown): SquareRow['box'] {
  const corners = Array.isArray(coordinates) ? coordinates.flat(3) : [];
  if (corners.length < 8 || corners.length > 64 || !corners.every((value) => typeof value === 'number')) return null;
  const [x, y] = [0, 1].map((axis) => corners.filter((_, i) => i % 2 === axis) as number[]) as [number[], number[]];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}
