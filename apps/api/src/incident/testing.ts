import { randomUUID } from 'node:crypto';
import { COUNTING_UNITS, DISCOVERIES, PRECISIONS, TIME_PRECISIONS } from '@lagesbild/contract';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { RoomApp } from '../room.ts';

export { seeded } from '@lagesbild/analysis'; // chance that can be repeated, for what is made here

/** The whole app over a test database, quiet, without a web bundle unless one is given. */
export const testApp = (database: Database | Promise<Database>, env: Record<string, string> = {}): Promise<RoomApp> =>
  buildApp({ config: readConfig({ LOG_LEVEL: 'silent', ...env }), database, web_folder: '/nonexistent' });

export interface MadeIncident {
  occurred_from: string;
  minutes: number | null;
  time_precision: string;
  registered: string | null;
  category: string;
  precision: string;
  discovery: string;
  counting_unit: string;
  report: string | null;
  lon: number | null;
  lat: number | null;
  source_category: string | null;
}

/**
 * Incidents of every kind: all precisions and discoveries, with and without place, report, end and registration; many at
 * the same spots, several of a report at one place, round both nights of the clock change, in and out of the places.
 */
export function makeIncidents(n: number, random: () => number, categories: readonly string[]): MadeIncident[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const spots = Array.from({ length: 40 }, () => [17.82 + random() * 0.08, 59.6 + random() * 0.05] as const);
  const start = Date.UTC(2025, 9, 20); // the last Sunday of October lies within
  return Array.from({ length: n }, () => {
    const precision = random() < 0.8 ? pick(PRECISIONS.slice(0, 2)) : pick(PRECISIONS);
    const located = random() < 0.95 || precision === 'point' || precision === 'segment';
    const [lon, lat] = random() < 0.6 ? pick(spots) : [17.7 + random() * 0.3, 59.5 + random() * 0.2];
    return {
      occurred_from: new Date(start + Math.floor(random() * 180 * 1440) * 60_000).toISOString(),
      minutes: random() < 0.3 ? Math.floor(random() * 600) : null,
      time_precision: random() < 0.7 ? 'minute' : pick(TIME_PRECISIONS),
      registered: random() < 0.8 ? '2026-04-30' : null,
      category: pick(categories),
      precision,
      discovery: random() < 0.6 ? 'resident_reported' : pick(DISCOVERIES),
      counting_unit: pick(COUNTING_UNITS),
      report: random() < 0.5 ? `r${Math.floor(random() * (n / 6))}` : null,
      lon: located ? Number(lon.toFixed(5)) : null,
      lat: located ? Number(lat.toFixed(5)) : null,
      source_category: random() < 0.1 ? pick(['=1+1', '+46', '@x', '-3', 'Stöld, "grov"']) : null,
    };
  });
}

const ADD_SOURCE = `
  insert into staff.source (municipality_id, source_id, slug, name, kind)
  select :municipality_id, coalesce(max(source_id), 0) + 1, :slug, :slug, 'open'
  from staff.source where municipality_id = :municipality_id
  returning source_id`;
const ADD_IMPORT = `
  insert into staff.import (municipality_id, import_id, public_id, source_id, state, file_name, file_sha256, bytes, mapping)
  select :municipality_id, coalesce(max(import_id), 0) + 1, :public_id, :source_id, 'done', 'made.csv', '', 0, '{}'
  from staff.import where municipality_id = :municipality_id
  returning import_id`;
const ADD_INCIDENTS = `
  insert into staff.incident (municipality_id, incident_id, import_id, source_id, identity, content, occurred_from,
    occurred_to, time_precision, registered, category, source_category, precision, discovery, counting_unit, report, geometry)
  select :municipality_id, base.n + r.ordinality, :import_id, :source_id, gen_random_uuid(), gen_random_uuid(),
    cast(v->>'occurred_from' as timestamptz),
    cast(v->>'occurred_from' as timestamptz) + cast(v->>'minutes' as integer) * interval '1 minute',
    v->>'time_precision', cast(v->>'registered' as date), v->>'category', v->>'source_category', v->>'precision',
    v->>'discovery', v->>'counting_unit', v->>'report',
    st_setsrid(st_makepoint(cast(v->>'lon' as double precision), cast(v->>'lat' as double precision)), 4326)
  from jsonb_array_elements(cast(:rows as jsonb)) with ordinality as r (v, ordinality),
    (select coalesce(max(incident_id), 0) as n from staff.incident where municipality_id = :municipality_id) base`;

/** One finished import of these incidents, with its data version, in one transaction. */
export const addIncidents = (database: Database, municipality_id: number, rows: MadeIncident[]): Promise<number> =>
  database.knex.transaction(async (trx) => {
    const slug = `made-${randomUUID().slice(0, 8)}`;
    const source = await trx.raw<{ rows: { source_id: number }[] }>(ADD_SOURCE, { municipality_id, slug });
    const { source_id } = source.rows[0]!;
    const made = await trx.raw<{ rows: { import_id: number }[] }>(ADD_IMPORT, {
      municipality_id,
      source_id,
      public_id: randomUUID(),
    });
    const { import_id } = made.rows[0]!;
    await trx.raw(ADD_INCIDENTS, { municipality_id, import_id, source_id, rows: JSON.stringify(rows) });
    return database.bumpDataVersion(trx, municipality_id);
  });

/** The number of the area that a test database comes with. */
export async function sigtunaOf({ knex }: Database): Promise<{ municipality_id: number; categories: string[] }> {
  const area = await knex.raw<{ rows: { municipality_id: number }[] }>(
    "select municipality_id from staff.municipality where slug = 'sigtuna'",
  );
  const { municipality_id } = area.rows[0]!;
  const { rows } = await knex.raw<{ rows: { code: string }[] }>(
    'select code from staff.offence_category where municipality_id = :municipality_id order by position, code',
    { municipality_id },
  );
  return { municipality_id, categories: rows.map((row) => row.code) };
}
