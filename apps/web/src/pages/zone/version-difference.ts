import type { Zone } from '@lagesbild/contract';
import { without } from './overlay.ts';
import type { Shape } from './shape.ts';

/** What a zone has become between two versions. */
export interface ZoneDifference {
  readonly zone_id: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Zone | null;
  readonly after: Zone | null;
  /** Its name before, if it has another now. */
  readonly renamed: string | null;
  /** What came and what went. */
  readonly gained: Shape;
  readonly lost: Shape;
}

/**
 * How one version differs from an earlier one, zone by zone; zones that are the same aren't in it.
 *
 * @param shapeOf  a zone's outline in metres
 */
export function differenceOf(
  before: readonly Zone[],
  after: readonly Zone[],
  shapeOf: (zone: Zone) => Shape,
): ZoneDifference[] {
  const earlier = new Map(before.map((zone) => [zone.zone_id, zone]));
  const later = new Set(after.map(({ zone_id }) => zone_id));
  const now = after.flatMap((zone): ZoneDifference[] => {
    const { zone_id } = zone;
    const old = earlier.get(zone_id);
    const shape = shapeOf(zone);
    const added = {
      zone_id,
      kind: 'added',
      before: null,
      after: zone,
      renamed: null,
      gained: shape,
      lost: [],
    } as const;
    if (old === undefined) return [added];
    const moved = JSON.stringify(old.outline.coordinates) !== JSON.stringify(zone.outline.coordinates);
    if (!moved && old.name === zone.name && old.why === zone.why) return [];
    const was = shapeOf(old);
    const [gained, lost] = moved ? [without(shape, was), without(was, shape)] : [[], []];
    const renamed = old.name === zone.name ? null : old.name;
    return [{ zone_id, kind: 'changed', before: old, after: zone, renamed, gained, lost }];
  });
  const gone = before
    .filter(({ zone_id }) => !later.has(zone_id))
    .map((zone): ZoneDifference => {
      const { zone_id } = zone;
      return { zone_id, kind: 'removed', before: zone, after: null, renamed: null, gained: [], lost: shapeOf(zone) };
    });
  return [...now, ...gone];
}
