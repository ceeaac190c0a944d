import type { Bounds, Names } from '@lagesbild/contract';
import type { Outline } from './reach.ts';

/** An area that exists already, as reading needs to know it. */
export interface KnownArea {
  slug: string;
  names: Names;
  /** [west, south, east, north], degrees. */
  bounds: Bounds;
  srid: number;
  time_zone: string;
  /** GeoJSON MultiPolygon coordinates, degrees. */
  outline: Outline;
}

/** Rows this far outside an existing area are strays: kept and marked. */
export const STRAY_BEYOND_M = 10_000;
