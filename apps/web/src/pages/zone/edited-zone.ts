import type { Zone, ZoneOutline } from '@lagesbild/contract';
import type { Projection } from '../../map/projection.ts';
import { outlineOf, shapeOf } from './outline.ts';
import type { Shape } from './shape.ts';

/** A zone as it is drawn: in metres, with the outline as it came until somebody changes it. */
export interface EditedZone extends Omit<Zone, 'outline'> {
  readonly shape: Shape;
  /** What isn't touched goes back as it came, to the last decimal; null once it was drawn here. */
  readonly given: ZoneOutline | null;
}

export const edited = ({ outline, ...zone }: Zone, projected: Projection): EditedZone => ({
  ...zone,
  shape: shapeOf(outline, projected),
  given: outline,
});

export const asZone = ({ shape, given, ...zone }: EditedZone, projected: Projection): Zone => ({
  ...zone,
  outline: given ?? outlineOf(shape, projected),
});
