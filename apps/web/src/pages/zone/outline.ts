import type { ZoneOutline } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Projection } from '../../map/projection.ts';
import { type Point, type Shape, turned } from './shape.ts';

/** Decimals of a degree that are kept: about a centimetre. */
const DECIMALS = 7;
const rounded = (degree: number): number => Number(degree.toFixed(DECIMALS));

/** GeoJSON in degrees as corners in metres. */
export function shapeOf(geometry: Polygon | MultiPolygon, { toMetres }: Projection): Shape {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((rings) => rings.map((ring) => ring.slice(0, -1).map(([lon, lat]) => toMetres(lon!, lat!))));
}

/** The same the other way: rings closed, outer ones against the clock, holes with it (RFC 7946). */
export function outlineOf(shape: Shape, { toDegrees }: Projection): ZoneOutline {
  const position = ([x, y]: Point): [number, number] => {
    const [lon, lat] = toDegrees(x, y);
    return [rounded(lon), rounded(lat)];
  };
  return {
    type: 'MultiPolygon',
    coordinates: shape.map((rings) =>
      rings.map((ring, i) => {
        const corners = turned(ring) > 0 === (i === 0) ? ring : [...ring].reverse();
        return [...corners, corners[0]!].map(position);
      }),
    ),
  };
}
