import type { KnownSpot, Methods } from '@lagesbild/incidents';
import type { Feature, FeatureCollection, LineString, Point, Polygon, Position } from 'geojson';

export type HotSpots = Methods['gistar']['answer'];

/**
 * The name of a hot spot: the middle of its strongest cell, in whole metres of the CRS. An address that holds it finds the hot
 * spot again while there is one, also in cells of another size.
 */
export function spotKey(spot: KnownSpot, { raster, z }: HotSpots): string {
  const strongest = spot.cells.reduce((best, cell) => (z[cell]! > z[best]! ? cell : best));
  const middle = (edge: number, cells: number): number => Math.floor(edge + (cells + 0.5) * raster.cell_m);
  const [column, row] = [strongest % raster.columns, Math.floor(strongest / raster.columns)];
  return `s:${middle(raster.west_m, column)}.${middle(raster.south_m, row)}`;
}

/** The spot that a key names, or that has its place now; undefined when nothing stands out there any more. */
export function spotByKey(hotSpots: HotSpots | null, key: string | undefined): KnownSpot | undefined {
  const found = /^s:(-?\d+)\.(-?\d+)$/.exec(key ?? '');
  if (hotSpots === null || found === null) return undefined;
  const { west_m, south_m, cell_m, columns } = hotSpots.raster;
  const column = Math.floor((Number(found[1]) - west_m) / cell_m);
  const row = Math.floor((Number(found[2]) - south_m) / cell_m);
  if (column < 0 || column >= columns) return undefined;
  return hotSpots.spots.find(({ cells }) => cells.includes(row * columns + column));
}

/** How sure: 0 at most one in a thousand, 1 one in a hundred, 2 what was put up with. */
export const sureness = (p: number): 0 | 1 | 2 => (p <= 0.001 ? 0 : p <= 0.01 ? 1 : 2);

type Properties = { key: string; rank: string; sureness: number };
export type HotSpotFeatures = FeatureCollection<Polygon | LineString | Point, Properties>;
export const NO_HOT_SPOTS: HotSpotFeatures = { type: 'FeatureCollection', features: [] };

/**
 * What the map draws of hot spots: their cells, the line round them, and their place in the list as a number, so that
 * no colour is needed to know them.
 */
export function hotSpotFeatures(
  hotSpots: HotSpots,
  toDegrees: (x: number, y: number) => [number, number],
): HotSpotFeatures {
  const { west_m, south_m, cell_m, columns } = hotSpots.raster;
  const corner = (column: number, row: number): Position => toDegrees(west_m + column * cell_m, south_m + row * cell_m);
  const features = hotSpots.spots.flatMap((spot, at): Feature<Polygon | LineString | Point, Properties>[] => {
    const properties = { key: spotKey(spot, hotSpots), rank: String(at + 1) };
    const inside = new Set(spot.cells);
    const cells = spot.cells.map((cell): Feature<Polygon, Properties> => {
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      const ring = [
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
        corner(column, row),
      ];
      const geometry: Polygon = { type: 'Polygon', coordinates: [ring] };
      return { type: 'Feature', geometry, properties: { ...properties, sureness: sureness(hotSpots.p[cell]!) } };
    });
    const line = (from: Position, to: Position): Feature<LineString, Properties> => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: [from, to] },
      properties: { ...properties, sureness: sureness(spot.p) },
    });
    const lines = spot.cells.flatMap((cell) => {
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      const has = (c: number, r: number): boolean => c >= 0 && c < columns && inside.has(r * columns + c);
      return [
        ...(has(column, row - 1) ? [] : [line(corner(column, row), corner(column + 1, row))]),
        ...(has(column, row + 1) ? [] : [line(corner(column, row + 1), corner(column + 1, row + 1))]),
        ...(has(column - 1, row) ? [] : [line(corner(column, row), corner(column, row + 1))]),
        ...(has(column + 1, row) ? [] : [line(corner(column + 1, row), corner(column + 1, row + 1))]),
      ];
    });
    const label: Feature<Point, Properties> = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: toDegrees(spot.x, spot.y) },
      properties: { ...properties, sureness: sureness(spot.p) },
    };
    return [...cells, ...lines, label];
  });
  return { type: 'FeatureCollection', features };
}

/** [west, south, east, north] of a spot, degrees. */
export function spotBounds(
  spot: KnownSpot,
  { raster }: HotSpots,
  toDegrees: (x: number, y: number) => [number, number],
): [number, number, number, number] {
  const { west_m, south_m, cell_m, columns } = raster;
  const across = spot.cells.map((cell) => cell % columns);
  const up = spot.cells.map((cell) => Math.floor(cell / columns));
  const [west, south] = toDegrees(west_m + Math.min(...across) * cell_m, south_m + Math.min(...up) * cell_m);
  const [east, north] = toDegrees(
    west_m + (Math.max(...across) + 1) * cell_m,
    south_m + (Math.max(...up) + 1) * cell_m,
  );
  return [west, south, east, north];
}
