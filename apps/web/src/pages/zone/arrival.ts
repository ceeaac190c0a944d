import type { EditedZone } from './edited-zone.ts';
import { LEAST_AREA_M2 } from './fault.ts';
import { common, overlapOf, together, without } from './overlay.ts';
import { areaOf, type Shape } from './shape.ts';

/** Less than this is an edge that two zones share: corners are rounded to a centimetre. */
export const LEAST_OVERLAP_M2 = 25;

/** Zones that come from elsewhere, and what of them lies in zones that are there already. */
export interface Arrival {
  readonly zones: readonly EditedZone[];
  /** Zones that are there and what of each is in those that come, m²; the most first. */
  readonly overlapped: readonly { readonly zone: EditedZone; readonly area_m2: number }[];
  /** What lies both in zones that come and in zones that are there, counted once. */
  readonly both_m2: number;
  /** How many of those that come lie partly in others. */
  readonly overlapping: number;
  /** Those that come less what lies in others; one of which no zone is left isn't among them. */
  readonly cut: readonly EditedZone[];
}

/** How zones that come meet zones that are there. O(corners × log) of those that overlap. */
export function arrivalOf(zones: readonly EditedZone[], there: readonly EditedZone[]): Arrival {
  const coming = together(zones.map(({ shape }) => shape));
  const overlapped = there
    .map((zone) => ({ zone, area_m2: overlapOf(zone.shape, coming) }))
    .filter(({ area_m2 }) => area_m2 >= LEAST_OVERLAP_M2)
    .sort((a, b) => b.area_m2 - a.area_m2);
  const taken = together(overlapped.map(({ zone }) => zone.shape));
  const meets = (zone: EditedZone): boolean => overlapOf(zone.shape, taken) >= LEAST_OVERLAP_M2;
  const cut = zones.flatMap((zone): EditedZone[] => {
    if (!meets(zone)) return [zone];
    const shape = withoutSlivers(without(zone.shape, taken));
    return shape.length === 0 ? [] : [{ ...zone, shape, given: null }];
  });
  return {
    ...{ zones, overlapped, cut },
    both_m2: areaOf(common(coming, taken)),
    overlapping: zones.filter(meets).length,
  };
}

/** Parts that are too small to be a zone are what is left between two edges. */
const withoutSlivers = (shape: Shape): Shape => shape.filter((part) => areaOf([part]) >= LEAST_AREA_M2);
