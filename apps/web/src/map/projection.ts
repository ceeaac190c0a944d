import proj4 from 'proj4';
import type { BoxM } from '../engine/engine.ts';

/** Between degrees and metres of a municipality's own CRS. */
export interface Projection {
  toMetres(lon: number, lat: number): [x: number, y: number];
  toDegrees(x: number, y: number): [lon: number, lat: number];
}

/** @param text  the CRS in PROJ text, as the api gives it */
export function projection(text: string): Projection {
  const converter = proj4('EPSG:4326', text);
  return {
    toMetres: (lon, lat) => converter.forward([lon, lat]) as [number, number],
    toDegrees: (x, y) => converter.inverse([x, y]) as [number, number],
  };
}

/** Corners and middles of the sides: a straight side in degrees bends in metres. */
const ALONG = [0, 0.25, 0.5, 0.75, 1] as const;

/** The smallest box in metres that holds a box in degrees. */
export function boxInMetres(projected: Projection, bounds: readonly [number, number, number, number]): BoxM {
  const [west, south, east, north] = bounds;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const u of ALONG)
    for (const v of ALONG) {
      const [x, y] = projected.toMetres(west + u * (east - west), south + v * (north - south));
      xs.push(x);
      ys.push(y);
    }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The common part of two boxes; null when there is none. */
export function intersection(a: BoxM, b: BoxM): BoxM | null {
  const box: BoxM = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[0] < box[2] && box[1] < box[3] ? box : null;
}

/** A box grown by `margin` metres on every side. */
export const grown = ([x0, y0, x1, y1]: BoxM, margin: number): BoxM => [
  x0 - margin,
  y0 - margin,
  x1 + margin,
  y1 + margin,
];
