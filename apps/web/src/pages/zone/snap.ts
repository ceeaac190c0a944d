import { distance, edgesOf, nearestOnEdge, type Point, type Shape } from './shape.ts';

/** A shape that corners are drawn to, and what it is called. */
export interface SnapTo {
  readonly name: string;
  readonly shape: Shape;
}

export interface Snapped {
  readonly point: Point;
  /** What it was drawn to; null: it stays where it was put. */
  readonly to: { readonly name: string; readonly on: 'corner' | 'edge' } | null;
}

/**
 * Where a corner goes that is put at `point`: to the nearest corner within reach, else to the nearest edge within reach, so
 * that neighbours share what lies between them.
 *
 * @param reach_m  metres around the point that count as "there"; 0 switches it off
 */
export function snap(point: Point, to: readonly SnapTo[], reach_m: number): Snapped {
  let [cornerM, edgeM] = [reach_m, reach_m];
  let [corner, edge]: [Snapped | null, Snapped | null] = [null, null];
  for (const { name, shape } of to)
    for (const { a, b } of edgesOf(shape)) {
      const toCorner = distance(point, a);
      if (toCorner < cornerM) {
        cornerM = toCorner;
        corner = { point: a, to: { name, on: 'corner' } };
      }
      const near = nearestOnEdge(point, a, b);
      const toEdge = distance(point, near);
      if (toEdge < edgeM) {
        edgeM = toEdge;
        edge = { point: near, to: { name, on: 'edge' } };
      }
    }
  return corner ?? edge ?? { point, to: null };
}
