import type { Filter, Outcome, Outline } from '@lagesbild/contract';
import { type AreaHistory, type PolygonCm, polygonCm } from '@lagesbild/incidents';
import proj4 from 'proj4';
import type { Beholder } from '../db/source-viewers.ts';
import type { HeldIncidents } from '../incident/held.ts';
import type { Incidents } from '../incident/store.ts';
import type { Period } from './period.ts';

/**
 * An action is evaluated by what everybody sees who may see incidents: its verdict is read by all who work with it, so that a source
 * limited to some takes no part.
 */
export const ANYBODY: Beholder = { account: null, grants: [] };

/** The incidents that an outcome is about. */
export function filterOf({ categories, hours, weekdays }: Outcome): Filter {
  return {
    ...(categories.length > 0 && { categories }),
    ...(hours !== null && { hours }),
    ...(weekdays.length > 0 && { weekdays }),
  };
}

/** An outline in the area's own centimetres, by the same steps as the incidents. */
export function polygonOf(
  { area }: HeldIncidents,
  outline: Outline | GeoJSON.Polygon | GeoJSON.MultiPolygon,
): PolygonCm {
  const converter = proj4('EPSG:4326', area.proj4);
  return polygonCm(outline as never, (lon, lat) => {
    const [x, y] = converter.forward([lon, lat]) as [number, number];
    return [x * 100, y * 100];
  });
}

/** Incidents of outlines, period by period. */
export const historyOf = (
  incidents: Incidents,
  held: HeldIncidents,
  outcome: Outcome,
  { areas, periods }: { areas: readonly PolygonCm[]; periods: readonly Period[] },
): Promise<AreaHistory> =>
  incidents.ask(held, { kind: 'areas', filter: held.check(filterOf(outcome)).text, areas, periods });
