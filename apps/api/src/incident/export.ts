import { Readable } from 'node:stream';
import { type Incident, LANGUAGES, type Language, type Names } from '@lagesbild/contract';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import { preferredLanguage } from '../language.ts';
import type { RoomApp } from '../room.ts';
import { SPREADSHEET } from '../spreadsheet.ts';
import type { HeldIncidents } from './held.ts';
import { INCIDENT_COLUMNS, LOCAL_TIME } from './incident.ts';
import { FilterQuery, parameter } from './query-schema.ts';
import type { IncidentOptions } from './routes.ts';

/** Rows a statement reads and a piece of the file holds. */
const CHUNK_ROWS = 5_000;
/** A million rows take about a minute on a slow line. */
const EXPORT_MS = 15 * 60_000;

const FIELDS = [
  'incident_id',
  'occurred_from',
  'occurred_to',
  'time_precision',
  'category',
  'category_name',
  'source_category',
  'precision',
  'discovery',
  'counting_unit',
  'reported_at',
  'registered',
  'lon',
  'lat',
  'stray',
] as const;

// in: municipality_id, ids; out: a row per id that is still there; order: of the ids
const CHUNK = `
  select ${INCIDENT_COLUMNS}
  from unnest(cast(:ids as integer[])) with ordinality as wanted (incident_id, place)
  join staff.incident i on i.municipality_id = :municipality_id and i.incident_id = wanted.incident_id
  order by wanted.place`;

type ExportedIncident = Incident & { category_name: string };

/** What a file says of itself, as its name can or a member of GeoJSON does. */
interface About {
  area: string;
  /** The question, as an address writes it. */
  filter: string;
  n: number;
  data_version: number;
  language: Language;
}

const DESCRIPTION =
  'The rows the tally counts under the same filter, oldest first, so that n = number of rows. Everything there is: ' +
  '`discovery=all&unit=row`. Times are local with their offset. Categories by code and by name. The file’s name carries area, ' +
  'days, n and data version; GeoJSON has them, with the whole filter, in `metadata`. Streamed.';

/** Incidents under a filter as a file: the rows whose number the tally gives. */
export function exportRoutes(app: RoomApp, options: IncidentOptions): void {
  const route = (ending: 'csv' | 'geojson', type: string, write: typeof geojson): void => {
    app.get(
      `/api/:municipality/incidents/export.${ending}`,
      {
        handlerTimeout: EXPORT_MS,
        schema: {
          tags: ['incidents'],
          summary: `Incidents as ${ending === 'csv' ? 'CSV' : 'GeoJSON'}`,
          description: DESCRIPTION,
          params: z.object({ municipality: z.string() }),
          querystring: FilterQuery.extend({
            lang: parameter({
              description: 'language of names; missing: the one of Accept-Language',
              type: 'string',
              enum: LANGUAGES,
            }),
          }),
          response: { 200: { content: { [type]: { schema: z.string() } } } },
        },
      },
      async (request, reply) => {
        const query = queryOf(request);
        const filter = readFilter(query, ['lang']);
        const language = languageAsked(query.get('lang')) ?? preferredLanguage(request.headers['accept-language']);
        const held = await options.incidents.of(request.params.municipality, request.person);
        const { text } = held.check(filter);
        const ids = await options.incidents.ask<Int32Array>(held, { kind: 'select', filter: text });
        const told = { who: request.who, area: held.area.municipality_id, details: { format: ending, filter: text } };
        await options.database.record(options.database.knex, { act: 'incidents_taken_out', ...told });
        const { slug, version } = held.area;
        const about = { area: slug, filter: text, n: ids.length, data_version: version, language };
        const days = [filter.from, filter.to].filter((day) => day !== undefined);
        const name = `${[slug, ...days, `n${ids.length}`, `v${version}`].join('_')}.${ending}`;
        return sendFile(reply, type, name, [write(rowsOf(options.database, held, ids, language), about)]);
      },
    );
  };
  route('csv', 'text/csv; charset=utf-8', csv);
  route('geojson', 'application/geo+json; charset=utf-8', geojson);
}

function sendFile(reply: FastifyReply, type: string, name: string, [pieces]: [AsyncGenerator<string>]): FastifyReply {
  return reply
    .type(type)
    .headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
    .send(Readable.from(pieces, { objectMode: false }));
}

/** @throws {ProblemError} invalid_input, naming the languages there are */
function languageAsked(value: string | null): Language | null {
  const known = LANGUAGES.find((one) => one === value);
  if (value === null || known !== undefined) return known ?? null;
  const reason = { say: 'reason_among', with: { known: LANGUAGES.join(', ') } };
  throw new ProblemError('invalid_input', { parameter: 'lang', value, reason });
}

async function* rowsOf(
  database: Database,
  held: HeldIncidents,
  ids: Int32Array,
  language: Language,
): AsyncGenerator<ExportedIncident[]> {
  const { municipality_id, time_zone, version } = held.area;
  const { rows: categories } = await database.knex.raw<{ rows: { code: string; names: Names }[] }>(
    'select code, names from staff.offence_category where municipality_id = :municipality_id',
    { municipality_id },
  );
  const names = new Map(categories.map(({ code, names: all }) => [code, all[language] ?? all.sv]));
  for (let from = 0; from < ids.length; from += CHUNK_ROWS)
    yield await database.readAt({ municipality_id, version }, async (trx) => {
      await trx.raw(LOCAL_TIME, { time_zone });
      const chunk = Array.from(ids.subarray(from, from + CHUNK_ROWS));
      const { rows } = await trx.raw<{ rows: Incident[] }>(CHUNK, { municipality_id, ids: chunk });
      return rows.map((row) => ({ ...row, category_name: names.get(row.category) ?? row.category }));
    });
}

/** RFC 4180 with a byte order mark, without which Excel reads å as Ã¥; what a spreadsheet would run is disarmed. */
async function* csv(chunks: AsyncGenerator<ExportedIncident[]>): AsyncGenerator<string> {
  yield `\ufeff${FIELDS.join(',')}\r\n`;
  for await (const rows of chunks)
    yield stringify(
      rows.map((row) => FIELDS.map((field) => row[field])),
      SPREADSHEET,
    );
}

async function* geojson(chunks: AsyncGenerator<ExportedIncident[]>, about: About): AsyncGenerator<string> {
  yield `{"type":"FeatureCollection","metadata":${JSON.stringify(about)},"features":[`;
  let first = true;
  for await (const rows of chunks) {
    let text = '';
    for (const { lon, lat, ...properties } of rows) {
      const geometry = lon === null || lat === null ? null : { type: 'Point', coordinates: [lon, lat] };
      text += `${first ? '\n' : ',\n'}${JSON.stringify({ type: 'Feature', id: properties.incident_id, geometry, properties })}`;
      first = false;
    }
    if (text !== '') yield text;
  }
  yield '\n]}\n';
}
