import type { FlagCell, FlagForm } from '@lagesbild/contract';
import { type Plane, transverseMercator } from './transverse-mercator.ts';

/** The plane of an area; one that is no transverse Mercator fetches what knows every other. */
export async function planeOf({ proj4: text }: Pick<FlagForm, 'proj4'>): Promise<Plane> {
  const own = transverseMercator(text);
  if (own !== null) return own;
  const { default: proj4 } = await import('proj4');
  const converter = proj4('EPSG:4326', text);
  return {
    toMetres: (lon, lat) => converter.forward([lon, lat]) as [number, number],
    toDegrees: (x, y) => converter.inverse([x, y]) as [number, number],
  };
}

/** The square that a position lies in. From here on nobody knows where in it. */
export const cellAt = (plane: Plane, lon: number, lat: number, cellM: number): FlagCell => {
  const [x, y] = plane.toMetres(lon, lat);
  return { x: Math.floor(x / cellM), y: Math.floor(y / cellM) };
};

/** Corners of a square in degrees, anticlockwise from the south-west, closed. */
export const ringOf = (plane: Plane, { x, y }: FlagCell, cellM: number): [number, number][] =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ].map(([east, north]) => plane.toDegrees((x + east!) * cellM, (y + north!) * cellM));

type Place = FlagForm['places'][number];

/** How far places are from the middle of a square, metres; the nearest first. */
export function placesNear(plane: Plane, { x, y }: FlagCell, cellM: number, places: readonly Place[]) {
  const [cx, cy] = [(x + 0.5) * cellM, (y + 0.5) * cellM];
  return places
    .map((place) => {
      const [px, py] = plane.toMetres(place.lon, place.lat);
      return { place, distance_m: Math.hypot(px - cx, py - cy) };
    })
    .sort((a, b) => a.distance_m - b.distance_m);
}

type Ring = readonly (readonly number[])[];

/** Does a position lie in an outline (GeoJSON Polygon or MultiPolygon)? A bounding box says no first. */
export function isWithin(form: Pick<FlagForm, 'bounds' | 'outline'>, lon: number, lat: number): boolean {
  const [west, south, east, north] = form.bounds;
  if (lon < west || lon > east || lat < south || lat > north) return false;
  const { type, coordinates } = form.outline as { type: string; coordinates: unknown };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Ring[][];
  let inside = false;
  for (const ring of polygons.flat())
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[x0, y0], [x1, y1]] = [ring[i] as [number, number], ring[j] as [number, number]];
      if (y0 > lat !== y1 > lat && lon < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0) inside = !inside;
    }
  return inside;
}
