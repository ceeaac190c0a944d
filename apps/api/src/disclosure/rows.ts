import { DISCLOSED_COLUMNS, type DisclosedColumn, type Masking } from '@lagesbild/contract';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import type { Incidents } from '../incident/store.ts';
import { CELL_M, type Cut, groupCode } from './mask.ts';
import type { Scope } from './scope.ts';

/** A file of more is asked for in parts: it is made, hashed and kept as a whole. */
export const DISCLOSED_MAX = 100_000;
const CHUNK_ROWS = 5_000;

/** One incident, as much of it as masking leaves: times cut off, its place as a cell or a name. */
export type LeftRow = Record<DisclosedColumn, string | null> & {
  group: number | null;
  lon: number | null;
  lat: number | null;
  /** south-west corner of its cell, metres in the area's own CRS */
  east_m: number | null;
  north_m: number | null;
  place: string | null;
};

/** What a file says of where, by how exact it may be. */
const PLACE_COLUMNS: Record<Masking['place'], readonly (keyof LeftRow & string)[]> = {
  point: ['lon', 'lat'],
  cell_100: ['east_m', 'north_m'],
  cell_500: ['east_m', 'north_m'],
  place: ['place'],
  none: [],
};

/** How incidents become lines of a file. */
export const incidentCut = ({ columns, place, category, shape, least }: Masking): Cut<LeftRow> => ({
  told: DISCLOSED_COLUMNS.filter((column) => columns.includes(column)),
  where: PLACE_COLUMNS[place],
  of: (row, column) =>
    column === 'category' && category === 'group' ? groupCode(row.group) : row[column as keyof LeftRow],
  ...{ shape, least },
});

const TIME_FORMAT = { minute: 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM', day: 'YYYY-MM-DD', month: 'YYYY-MM' } as const;
/** What the map draws as a point; the rest of a report isn’t at the same place as that. */
const DRAWN = new Set(['point', 'segment']);

// A place that is known to an area or a municipality only lies in no cell: its point is somebody's guess at a middle.
const EXACT = "i.precision in ('point', 'segment')";
const WHERE: Record<Masking['place'], string> = {
  point: `round(cast(st_x(i.geometry) as numeric), 7)::double precision as lon,
    round(cast(st_y(i.geometry) as numeric), 7)::double precision as lat`,
  cell_100: `case when ${EXACT} then floor(st_x(p.metric) / :cell_m) * :cell_m end as east_m,
    case when ${EXACT} then floor(st_y(p.metric) / :cell_m) * :cell_m end as north_m`,
  cell_500: `case when ${EXACT} then floor(st_x(p.metric) / :cell_m) * :cell_m end as east_m,
    case when ${EXACT} then floor(st_y(p.metric) / :cell_m) * :cell_m end as north_m`,
  place: `case when ${EXACT} then (select coalesce(n.names ->> :language, n.names ->> 'sv') from staff.place n
      where n.municipality_id = i.municipality_id and n.kind <> 'study_area'
        and geometrytype(n.geometry) in ('POLYGON', 'MULTIPOLYGON') and st_covers(n.geometry, i.geometry)
      order by n.position, n.slug limit 1) end as place`,
  none: 'null as place',
};

// in: municipality_id, ids, sources, srid, time_format, day_format, cell_m, language; out: a row per id of those sources; order: of the ids
const chunk = (place: Masking['place']): string => `
  select i.report, st_asewkt(i.geometry) as spot, c.publication_group as "group",
    to_char(i.occurred_from, :time_format) as occurred_from, to_char(i.occurred_to, :time_format) as occurred_to,
    i.time_precision, i.category, i.source_category, i.precision, i.discovery, i.counting_unit,
    to_char(i.reported_at, :time_format) as reported_at, to_char(i.registered, :day_format) as registered,
    ${WHERE[place]}
  from unnest(cast(:ids as integer[])) with ordinality as wanted (incident_id, position)
  join staff.incident i on i.municipality_id = :municipality_id and i.incident_id = wanted.incident_id
  left join staff.offence_category c on c.municipality_id = i.municipality_id and c.code = i.category
  cross join lateral (select st_transform(i.geometry, cast(:srid as integer)) as metric offset 0) p
  where i.source_id = any (cast(:sources as integer[]))
  order by wanted.position`;

/**
 * The incidents of a scope, oldest first, each as much as masking leaves of it. They are the ones that the map counts, if the scope
 * is all that somebody sees: the first of each report and place.
 *
 * @throws {ProblemError} disclosure_too_large
 */
export async function readLeftRows(
  database: Pick<Database, 'readAt'>,
  incidents: Pick<Incidents, 'ask'>,
  { held, filter, every_row, sources }: Scope,
  { place, time }: Pick<Masking, 'place' | 'time'>,
  language: string,
): Promise<LeftRow[]> {
  // Every row first: one of a source that isn't asked for mustn't stand for its whole report.
  const query = new URLSearchParams(filter);
  query.set('unit', 'row');
  const ids = await incidents.ask<Int32Array>(held, { kind: 'select', filter: query.toString() });
  const { municipality_id, version, time_zone, srid } = held.area;
  const asked = {
    ...{ municipality_id, srid, language, cell_m: CELL_M[place] ?? 1 },
    sources: sources.map(({ source_id }) => source_id),
    time_format: TIME_FORMAT[time],
    day_format: TIME_FORMAT[time === 'month' ? 'month' : 'day'],
  };
  const seen = new Set<string>();
  const found: LeftRow[] = [];
  for (let from = 0; from < ids.length; from += CHUNK_ROWS) {
    const wanted = Array.from(ids.subarray(from, from + CHUNK_ROWS));
    const rows = await database.readAt({ municipality_id, version }, async (trx) => {
      await trx.raw("select set_config('TimeZone', :time_zone, true)", { time_zone });
      const read = await trx.raw<{ rows: (LeftRow & { report: string | null; spot: string | null })[] }>(chunk(place), {
        ...asked,
        ids: wanted,
      });
      return read.rows;
    });
    for (const { report, spot, ...row } of rows) {
      const key = `${report} ${spot} ${DRAWN.has(row.precision!)}`;
      if (!every_row && report !== null && seen.has(key)) continue;
      seen.add(key);
      found.push(row);
    }
    if (found.length > DISCLOSED_MAX) throw new ProblemError('disclosure_too_large', { max: DISCLOSED_MAX });
  }
  return found;
}
