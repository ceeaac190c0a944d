import type { Projection } from '../../map/projection.ts';
import { boxOf, type Shape } from './shape.ts';

/** [west, south, east, north] round some zones, degrees. */
export function boundsOfShapes(
  zones: readonly { readonly shape: Shape }[],
  { toDegrees }: Projection,
): [number, number, number, number] {
  const [west, south, east, north] = boxOf(zones.flatMap(({ shape }) => shape));
  const [w, s] = toDegrees(west, south);
  const [e, n] = toDegrees(east, north);
  return [w, s, e, n];
}
