import { POINT_ZOOM } from '@lagesbild/incidents';
import { z } from 'zod';

/** Past this zoom clients enlarge the tiles they have: at zoom 16 a unit of a tile is 15 cm. */
const MAXZOOM = 16;

/** @see https://github.com/mapbox/tilejson-spec/tree/master/3.0.0 */
export const TileJson = z.object({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  version: z.string(),
  scheme: z.literal('xyz'),
  tiles: z.array(z.string()),
  minzoom: z.number().int().describe('lowest zoom with tiles'),
  maxzoom: z.number().int().describe('highest zoom with tiles'),
  bounds: z.array(z.number()).describe('west, south, east, north, degrees'),
  vector_layers: z.array(
    z.object({
      id: z.string(),
      minzoom: z.number().describe('lowest zoom with this layer'),
      maxzoom: z.number().describe('highest zoom with this layer'),
      fields: z.record(z.string(), z.string()),
    }),
  ),
});
export type TileJson = z.infer<typeof TileJson>;

/**
 * What a map client needs to know of an area's incident tiles.
 * @param origin  of this server, as the client reached it
 * @param query   the filter in its canonical form, '' for none
 */
export function tileJson(
  area: { slug: string; version: number; bounds: readonly number[] },
  origin: string,
  query: string,
): TileJson {
  return {
    tilejson: '3.0.0',
    name: `${area.slug} incidents`,
    version: `${area.version}.0.0`,
    scheme: 'xyz',
    tiles: [`${origin}/tiles/${area.slug}/incidents/{z}/{x}/{y}.mvt${query === '' ? '' : `?${query}`}`],
    minzoom: 0,
    maxzoom: MAXZOOM,
    bounds: [...area.bounds],
    vector_layers: [
      { id: 'cells', minzoom: 0, maxzoom: POINT_ZOOM - 1, fields: { n: 'incidents in the cell' } },
      {
        id: 'incidents',
        minzoom: POINT_ZOOM,
        maxzoom: MAXZOOM,
        fields: {
          category: 'code of the offence category',
          day: 'local day, 0 = 1970-01-01',
          hour: 'local hour of the day, if known',
          n: 'incidents on one pixel, where more than one',
        },
      },
    ],
  };
}
