import { covers, type Point, type Shape } from './shape.ts';

const NUMBER = /-?\d+(?:[.,]\d+)?/g;
/** A coordinate farther from nought than this is in metres. */
const DEGREES_MOST = 180;

/**
 * Corners that were copied from elsewhere: a line each, degrees or metres of the municipality's CRS. Which of the two comes first
 * is told by where they lie.
 *
 * @param inMetres  a place in degrees as metres
 * @param area      where corners may lie
 * @returns null where it isn't that; corners outside the area as they would be with latitude or northing first
 */
export function cornersIn(
  text: string,
  inMetres: (longitude: number, latitude: number) => Point,
  area: Shape,
): Point[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => (line.match(NUMBER) ?? []).map((one) => Number(one.replace(',', '.'))));
  if (pairs.length === 0 || pairs.some((pair) => pair.length !== 2)) return null;
  return pairs.map(([a, b]): Point => {
    const inDegrees = Math.max(Math.abs(a!), Math.abs(b!)) <= DEGREES_MOST;
    const place = (east: number, north: number): Point => (inDegrees ? inMetres(east, north) : [east, north]);
    const [north, east] = [place(b!, a!), place(a!, b!)];
    return !covers(area, north) && covers(area, east) ? east : north;
  });
}
