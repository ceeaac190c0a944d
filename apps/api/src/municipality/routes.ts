import { type Agreement, type Category, Municipality, PlaceProperties, type Source } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { z } from 'zod';
import { etagOf, isUnchanged } from '../conditional.ts';
import { type AreaData, AreaDataCache } from '../db/area-data.ts';
import { findMunicipality, listMunicipalities, type MunicipalityRow } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp, RoomOptions } from '../room.ts';

/** What a client needs to know of an area before the first incident arrives, and its places. */
export async function municipalityRoom(
  app: RoomApp,
  { database, viewers }: RoomOptions & { viewers: SourceViewers },
): Promise<void> {
  const counted = new AreaDataCache();

  app.get(
    '/api/:municipality',
    {
      schema: {
        tags: ['municipality'],
        summary: 'The area: outline, metric CRS, time zone, categories, sources, agreements',
        description:
          'Everything a client needs to know before the first incident arrives; `data` says how many there are and how new.',
        params: z.object({ municipality: z.string() }),
        response: { 200: Municipality },
      },
    },
    async (request, reply) => {
      const area = await areaOrAddress(database.knex, request.params.municipality);
      reply.header('cache-control', 'private, no-cache');
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      return describe(database.knex, area, hidden, await counted.of(database, area, hidden));
    },
  );

  app.get(
    '/api/:municipality/places',
    {
      schema: {
        tags: ['municipality'],
        summary: 'Named places, neighbourhoods and study areas, as GeoJSON',
        description:
          'WGS 84. A place known as a polygon can be asked for in a filter; one known as a point has `precision_m`.',
        params: z.object({ municipality: z.string() }),
        response: { 200: { content: { 'application/geo+json': { schema: Places } } }, 304: z.undefined() },
      },
    },
    async (request, reply) => {
      const { municipality_id, version } = await findMunicipality(database.knex, request.params.municipality);
      const { rows } = await database.knex.raw<{ rows: { features: string }[] }>(PLACES, { municipality_id });
      // Text from the database to the wire: GeoJSON through a schema costs more than it tells.
      const text = `{"type":"FeatureCollection","features":${rows[0]?.features ?? '[]'}}`;
      if (isUnchanged(request, reply, etagOf('places', municipality_id, version, text))) return reply.code(304).send();
      return reply.type('application/geo+json; charset=utf-8').send(text as never);
    },
  );
}

/** The word after /api may be a slug or a slip: both are said. @throws {ProblemError} api_address_unknown */
async function areaOrAddress(knex: Knex, word: string): Promise<MunicipalityRow> {
  const areas = await listMunicipalities(knex);
  const found = areas.find(({ slug }) => slug === word);
  if (found) return found;
  const known = areas.slice(0, 8).map(({ slug }) => slug);
  throw new ProblemError('api_address_unknown', { path: `/api/${word}`, known: known.join(', ') || '–' });
}

const Places = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ type: z.literal('Feature'), geometry: z.unknown(), properties: PlaceProperties })),
});

// in: municipality_id; out: one row, the features as JSON text; order: position, slug
const PLACES = `
  select cast(coalesce(json_agg(json_build_object(
      'type', 'Feature',
      'geometry', cast(st_asgeojson(geometry, 9) as json),
      'properties', json_build_object('slug', slug, 'names', names, 'kind', kind, 'named_in', named_in,
        'on_by_default', on_by_default, 'precision_m', precision_m, 'source', source, 'year', year))
    order by position, slug), '[]') as text) as features
  from staff.place where municipality_id = :municipality_id`;

// in: municipality_id; out: one row
const AREA = `
  select code, cast(st_asgeojson(outline, 7) as json) as outline, outline_source,
    array[st_xmin(outline), st_ymin(outline), st_xmax(outline), st_ymax(outline)] as bounds
  from staff.municipality where municipality_id = :municipality_id`;

// in: municipality_id; order: position, code
const CATEGORIES = `
  select code, names, kind, publication_group as "group", default_discovery, focus_areas, harm_weight, harm_source, position
  from staff.offence_category where municipality_id = :municipality_id order by position, code`;

// in: municipality_id; order: as they were added
const SOURCES = `
  select source_id, slug, name, kind, licence, enabled
  from staff.source where municipality_id = :municipality_id order by source_id`;

// in: municipality_id; out: agreements with their focus areas; order: newest first
const AGREEMENTS = `
  select a.agreement_id, a.title, to_char(a.signed_on, 'YYYY-MM-DD') as signed_on,
    to_char(a.valid_from, 'YYYY-MM-DD') as valid_from, to_char(a.valid_to, 'YYYY-MM-DD') as valid_to, a.source,
    coalesce(json_agg(json_build_object('code', f.code, 'names', f.names, 'covers', f.covers) order by f.position, f.code)
      filter (where f.code is not null), '[]') as focus_areas
  from staff.agreement a
  left join staff.focus_area f on f.municipality_id = a.municipality_id and f.agreement_id = a.agreement_id
  where a.municipality_id = :municipality_id
  group by a.municipality_id, a.agreement_id
  order by a.valid_from desc, a.agreement_id desc`;

type AreaRow = Pick<Municipality, 'code' | 'outline' | 'outline_source' | 'bounds'>;

async function describe(
  knex: Knex,
  area: MunicipalityRow,
  hidden: readonly number[],
  data: AreaData,
): Promise<Municipality> {
  const { municipality_id, slug, names, time_zone, srid, proj4, version } = area;
  const rows = async <Row>(sql: string): Promise<Row[]> =>
    (await knex.raw<{ rows: Row[] }>(sql, { municipality_id })).rows;
  const [outline] = await rows<AreaRow>(AREA);
  const all = await rows<Omit<Source, 'incidents' | 'area_counts'>>(SOURCES);
  const sources = all.filter(({ source_id }) => !hidden.includes(source_id));
  const { incidents, first_day, last_day, monthly, demonstration } = data;
  return {
    ...{ municipality_id, slug, names, time_zone, srid, proj4, ...outline! },
    data: { version, incidents, first_day, last_day, monthly, demonstration },
    categories: await rows<Category>(CATEGORIES),
    sources: sources.map((source) => ({
      ...source,
      incidents: data.by_source.get(source.source_id) ?? 0,
      area_counts: data.counts_by_source.get(source.source_id) ?? 0,
    })),
    agreements: await rows<Agreement>(AGREEMENTS),
  };
}
