import type { EditedZone } from './edited-zone.ts';
import type { Point, Shape } from './shape.ts';

/** A rectangle, corners against the clock. */
export const box = (west: number, south: number, east: number, north: number): Point[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

/** The municipality of the tests: ten kilometres square. */
export const AREA: Shape = [[box(0, 0, 10_000, 10_000)]];

export const zoneOf = (zone_id: string, shape: Shape): EditedZone => ({
  ...{ zone_id, name: zone_id, origin: 'drawn', why: '', given: null },
  shape,
});
