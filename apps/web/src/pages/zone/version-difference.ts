import type { Zone } from '@lagesbild/contract';
import { without } from './overlay.ts';
import { areaOf, type Shape } from './shape.ts';

/** What a zone has become between two versions. */
export interface ZoneDifference {
  readonly zone_id: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Zone | null;
  readonly after: Zone | null;
  /** Its name before, if it has another now. */
  readonly renamed: string | null;
  /** Area that came and that went, m². */
  readonly gained_m2: number;
  readonly lost_m2: number;
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
    if (old === undefined)
      return [
        { zone_id, kind: 'added', before: null, after: zone, renamed: null, gained_m2: areaOf(shape), lost_m2: 0 },
      ];
    const moved = JSON.stringify(old.outline.coordinates) !== JSON.stringify(zone.outline.coordinates);
    if (!moved && old.name === zone.name && old.why === zone.why) return [];
    const was = shapeOf(old);
    const [gained_m2, lost_m2] = moved ? [areaOf(without(shape, was)), areaOf(without(was, shape))] : [0, 0];
    const renamed = old.name === zone.name ? null : old.name;
    return [{ zone_id, kind: 'changed', before: old, after: zone, renamed, gained_m2, lost_m2 }];
  });
  const gone = before.flatMap((zone): ZoneDifference[] => {
    const { zone_id } = zone;
    if (later.has(zone_id)) return [];
    const lost_m2 = areaOf(shapeOf(zone));
    return [{ zone_id, kind: 'removed', before: zone, after: null, renamed: null, gained_m2: 0, lost_m2 }];
  });
  return [...now, ...gone];
}
