import type { Filter, Names } from '@lagesbild/contract';
import { z } from 'zod';
import { countsCsv, type FileCell } from '../counts-file.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { RoomApp } from '../room.ts';
import type { HeldIncidents } from './held.ts';
import { monthNumber } from './month-counts.ts';
import { FilterQuery } from './query-schema.ts';
import type { IncidentOptions } from './routes.ts';

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
type PeriodLength = keyof typeof MONTHS;

const DESCRIPTION =
  'For whoever may have counts but not points: the municipality, and each of its places and study areas that has an outline ' +
  '(or those the filter names), by `period` (month, quarter, year) and category, zeros written out. Periods that the filter ' +
  'or the end of the data cuts are written with their days. `least=5` writes 1–4 as withheld; that alone doesn’t anonymise. ' +
  'Areas overlap: don’t add them up. Another installation reads the file as it is.';

/** Incidents as counts by area, period and category: what leaves a house that may not give out points. */
export function areaCountsRoute(app: RoomApp, { database, incidents }: IncidentOptions): void {
  app.get(
    '/api/:municipality/incidents/area-counts.csv',
    {
      handlerTimeout: 5 * 60_000,
      schema: {
        tags: ['incidents'],
        summary: 'Incidents as counts by area, period and category',
        description: DESCRIPTION,
        params: z.object({ municipality: z.string().describe('short name of the area') }),
        querystring: FilterQuery.extend({
          period: z.enum(['month', 'quarter', 'year']).default('month').describe('length of a period'),
          least: z.coerce.number().int().min(2).max(100).optional().describe('smaller counts, but 0, are withheld'),
        }),
        response: { 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const filter = readFilter(queryOf(request), ['period', 'least']);
      const { period, least = 1 } = request.query;
      const held = await incidents.of(request.params.municipality, request.person);
      const { text: asked } = held.check(filter);
      const areas = await areasOf(database, held, filter);
      const counted: FileCell[] = [];
      const periods = periodsOf(held, filter, await lastDayOf(database, held), period);
      const used = new Set<number>();
      const found: { area: CountedArea; n: Map<string, number> }[] = [];
      for (const area of areas) {
        const { text } = held.check(area.filter);
        const triples = await incidents.ask<Int32Array>(held, { kind: 'months', filter: text });
        const n = new Map<string, number>();
        for (let i = 0; i < triples.length; i += 3) {
          used.add(triples[i + 1]!);
          const key = `${Math.floor(triples[i]! / MONTHS[period])}:${triples[i + 1]}`;
          n.set(key, (n.get(key) ?? 0) + triples[i + 2]!);
        }
        found.push({ area, n });
      }
      if (used.size === 0) throw new ProblemError('nothing_to_count');
      const { categories } = held.parts.columns;
      for (const { area, n } of found)
        for (const { number, from, to } of periods)
          for (const category of [...used].sort((a, b) => a - b)) {
            const count = n.get(`${number}:${category}`) ?? 0;
            counted.push({
              area_code: area.code,
              area_name: area.name,
              period_from: from,
              period_to: to,
              category: categories[category]!,
              counting_unit: filter.unit === 'row' ? 'event' : 'report',
              n: count > 0 && count < least ? null : count,
            });
          }
      const told = { who: request.who, area: held.area.municipality_id, details: { filter: asked } };
      await database.record(database.knex, { act: 'area_counts_taken_out', ...told });
      const name = `${held.area.slug}-v${held.area.version}-counts-${period}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
        .send(countsCsv(counted) as never);
    },
  );
}

interface CountedArea {
  code: string;
  name: string;
  filter: Filter;
}

interface Outlined {
  slug: string;
  kind: string;
  name: string;
}

/** The areas to count in: those the filter names, one by one; else all that have an outline, and the whole. */
async function areasOf(database: Database, held: HeldIncidents, filter: Filter): Promise<CountedArea[]> {
  const { municipality_id, version } = held.area;
  const { places = [], areas = [], ...rest } = filter;
  const { whole, outlined } = await database.readAt({ municipality_id, version }, async (trx) => {
    const own = await trx.raw<{ rows: { code: string | null; names: Names }[] }>(
      'select code, names from staff.municipality where municipality_id = :municipality_id',
      { municipality_id },
    );
    const found = await trx.raw<{ rows: Outlined[] }>(OUTLINED, { municipality_id });
    return { whole: own.rows[0]!, outlined: found.rows };
  });
  const asked = [...places, ...areas];
  const counted = outlined.filter(({ slug }) => asked.length === 0 || asked.includes(slug));
  const parts = counted.map(({ slug, kind, name }) => ({
    code: slug,
    name,
    filter: { ...rest, ...(kind === 'study_area' ? { areas: [slug] } : { places: [slug] }) },
  }));
  if (asked.length > 0) return parts;
  return [{ code: whole.code ?? held.area.slug, name: whole.names.sv, filter: rest }, ...parts];
}

// in: municipality_id; out: places that have an outline; order: as the map lists them
const OUTLINED = `
  select slug, kind, names ->> 'sv' as name from staff.place
  where municipality_id = :municipality_id and geometrytype(geometry) in ('POLYGON', 'MULTIPOLYGON')
  order by position, slug`;

/** The local day of the newest incident: what comes after it hasn't been zero, it hasn't come. */
async function lastDayOf(database: Database, { area, hidden }: HeldIncidents): Promise<string | null> {
  const { municipality_id, time_zone } = area;
  return database.readAt(area, async (trx) => {
    const { rows } = await trx.raw<{ rows: { day: string | null }[] }>(
      `select to_char(max(occurred_from) at time zone :time_zone, 'YYYY-MM-DD') as day
       from staff.visible_incident where municipality_id = :municipality_id
         and source_id <> all (cast(:hidden as integer[]))`,
      { municipality_id, time_zone, hidden },
    );
    return rows[0]?.day ?? null;
  });
}

interface Period {
  /** Months since year 0, divided by the months of a period. */
  number: number;
  from: string;
  to: string;
}

/** Every period from the first day asked for (or of data) to the last, cut where the filter or the data ends. */
function periodsOf(
  { parts }: Pick<HeldIncidents, 'parts'>,
  filter: Filter,
  lastDay: string | null,
  period: PeriodLength,
): Period[] {
  if (lastDay === null) return [];
  const months = MONTHS[period];
  const firstData = new Date(parts.days.first * 86_400_000).toISOString().slice(0, 10);
  const startOf = (number: number): string => dayText(Math.floor((number * months) / 12), (number * months) % 12, 1);
  const first = Math.floor(monthNumber(filter.from ?? firstData) / months);
  const end = filter.to !== undefined && filter.to < lastDay ? filter.to : lastDay;
  const periods: Period[] = [];
  for (let number = first; startOf(number) <= end; number++) {
    const next = startOf(number + 1);
    const last = new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
    const from = filter.from !== undefined && filter.from > startOf(number) ? filter.from : startOf(number);
    periods.push({ number, from, to: last > end ? end : last });
  }
  return periods;
}

const dayText = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
