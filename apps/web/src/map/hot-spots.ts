import type { KnownSpot, Methods } from '@lagesbild/incidents';
import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import { cornersOf, sidesOf, stripe, type ToDegrees } from './cell-shapes.ts';

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
export function hotSpotFeatures(hotSpots: HotSpots, toDegrees: ToDegrees): HotSpotFeatures {
  const { columns } = hotSpots.raster;
  const corner = cornersOf(hotSpots.raster, toDegrees);
  const features = hotSpots.spots.flatMap((spot, at): Feature<Polygon | LineString | Point, Properties>[] => {
    const of = { key: spotKey(spot, hotSpots), rank: String(at + 1) };
    const properties = { ...of, sureness: sureness(spot.p) };
    const cells = spot.cells.map((cell): Feature<Polygon, Properties> => {
      const ring = stripe(corner, Math.floor(cell / columns), cell % columns, (cell % columns) + 1);
      const geometry: Polygon = { type: 'Polygon', coordinates: [ring] };
      return { type: 'Feature', geometry, properties: { ...of, sureness: sureness(hotSpots.p[cell]!) } };
    });
    const lines = sidesOf(spot.cells, columns, corner).map((coordinates): Feature<LineString, Properties> => {
      return { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties };
    });
    const label: Feature<Point, Properties> = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: toDegrees(spot.x, spot.y) },
      properties,
    };
    return [...cells, ...lines, label];
  });
  return { type: 'FeatureCollection', features };
}
