import type { Map as GlMap, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { Engine, IncidentsThere } from '../engine/engine.ts';
import { CELLS_LAYER } from './layers/cells.ts';
import { GAP_LAYER } from './layers/gaps.ts';
import { HOT_SPOT_LAYER } from './layers/hot-spots.ts';
import { PERCEPTION_LAYERS } from './layers/perception.ts';
import { PLACE_AREA_LAYER, PLACE_NAME_LAYER } from './layers/places.ts';
import { POINTS_FAR_LAYER, POINTS_LAYER } from './layers/points.ts';

/** What a click found. */
export interface Pick {
  lon: number;
  lat: number;
  there: IncidentsThere;
}

const INCIDENTS = [POINTS_LAYER, POINTS_FAR_LAYER, CELLS_LAYER];
const PLACES = [PLACE_NAME_LAYER, PLACE_AREA_LAYER];

/** How many incidents a popover lists. */
const PICK_LIMIT = 100;

const present = (map: GlMap, layers: readonly string[]): string[] =>
  layers.filter((id) => map.getLayer(id) !== undefined);

const boxAround = ({ x, y }: { x: number; y: number }, reach: number): [PointLike, PointLike] => [
  [x - reach, y - reach],
  [x + reach, y + reach],
];

/** What lies under the pointer. */
export interface Under {
  incident?: MapGeoJSONFeature;
  place?: string;
  hotSpot?: string;
  gap?: string;
  /** key of a place that people say something of */
  said?: string;
}

/** The single incident under the pointer, the place, and the hot spot. */
export function under(map: GlMap, point: { x: number; y: number }): Under {
  const [incident] = map.queryRenderedFeatures(boxAround(point, 3), { layers: present(map, [POINTS_LAYER]) });
  const [place] = map.queryRenderedFeatures([point.x, point.y], { layers: present(map, PLACES) });
  const slug: unknown = place?.properties.slug;
  const [cell] = map.queryRenderedFeatures([point.x, point.y], { layers: present(map, [HOT_SPOT_LAYER]) });
  const key: unknown = cell?.properties.key;
  const [felt] = map.queryRenderedFeatures([point.x, point.y], { layers: present(map, [GAP_LAYER]) });
  const gap: unknown = felt?.properties.key;
  const [report] = map.queryRenderedFeatures(boxAround(point, 5), { layers: present(map, PERCEPTION_LAYERS) });
  const said: unknown = report?.properties.key;
  return {
    ...(typeof said === 'string' ? { said } : {}),
    ...(typeof gap === 'string' ? { gap } : {}),
    ...(incident === undefined ? {} : { incident }),
    ...(typeof slug === 'string' ? { place: slug } : {}),
    ...(typeof key === 'string' ? { hotSpot: key } : {}),
  };
}

/**
 * The incidents at a point of the screen.
 * @param reach  px: a finger needs more than a mouse
 * @returns null when nothing is drawn there, or the engine can't tell
 */
export async function incidentsAt(
  map: GlMap,
  engine: Engine,
  point: { x: number; y: number },
  reach: number,
): Promise<IncidentsThere | null> {
  const marks = map.queryRenderedFeatures(boxAround(point, reach), { layers: present(map, INCIDENTS) });
  if (marks.length === 0) return null;
  // From afar a mark is a whole cell: ask for all of it, not for the pixels under the pointer.
  const wide = marks.some(({ layer }) => layer.id !== POINTS_LAYER) ? Math.max(reach, 4) : reach;
  const southWest = map.unproject([point.x - wide, point.y + wide]);
  const northEast = map.unproject([point.x + wide, point.y - wide]);
  const bounds: [number, number, number, number] = [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
  return engine.incidentsIn(bounds, PICK_LIMIT);
}
