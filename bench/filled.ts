import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { COUNTING_UNITS, DISCOVERIES, PRECISIONS, TIME_PRECISIONS } from '@lagesbild/contract';
import { type Columns, NO_DAY, NO_REPORT } from '@lagesbild/incidents';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import proj4 from 'proj4';
import { type Database, openDatabase } from '../apps/api/src/db/database.ts';
import { ensureShipped } from '../apps/api/src/municipality/seed.ts';
import { isoDay } from './county.ts';
import type { Postgis } from './postgis.ts';

/** The application's own database on a server, with Sigtuna as shipped and one import of these rows. */
export async function fillDatabase({ url }: Postgis, columns: Columns): Promise<Database> {
  const data_dir = mkdtempSync(join(tmpdir(), 'lb-bench-'));
  const database = await openDatabase({ data_dir, database_url: url });
  await ensureShipped(database.knex);
  await addImport(database, url, columns, { first_id: 1, file: 'made.csv' });
  await database.knex.raw('analyze staff.incident');
  const close = async (): Promise<void> => {
    await database.close();
    rmSync(data_dir, { recursive: true });
  };
  return { ...database, close };
}

/** One more finished import, straight into the tables, with its data version. */
export async function addImport(
  database: Database,
  url: string,
  columns: Columns,
  { first_id, file }: { first_id: number; file: string },
): Promise<string> {
  const area = await database.knex.raw<{ rows: { municipality_id: number; codes: string[] }[] }>(AREA);
  const { municipality_id, codes } = area.rows[0]!;
  const public_id = randomUUID();
  const { rows } = await database.knex.raw<{ rows: { import_id: number }[] }>(IMPORT, {
    municipality_id,
    public_id,
    file,
  });
  const { import_id } = rows[0]!;
  const client = new pg.Client(url);
  await client.connect();
  try {
    const lines = Readable.from(linesOf(columns, { municipality_id, import_id, first_id, codes }));
    await pipeline(lines, client.query(copyFrom(COPY)));
  } finally {
    await client.end();
  }
  await database.knex.transaction(async (trx) => {
    await trx.raw("update staff.import set state = 'done' where municipality_id = ? and import_id = ?", [
      municipality_id,
      import_id,
    ]);
    await database.bumpDataVersion(trx, municipality_id);
  });
  return public_id;
}

const AREA = `
  select m.municipality_id,
    array(select code from staff.offence_category c where c.municipality_id = m.municipality_id order by position) as codes
  from staff.municipality m where slug = 'sigtuna'`;

const IMPORT = `
  with source as (
    insert into staff.source (municipality_id, source_id, slug, name, kind) values (:municipality_id, 1, 'made', 'made', 'open')
    on conflict do nothing)
  insert into staff.import (municipality_id, import_id, public_id, source_id, state, file_name, file_sha256, bytes, mapping)
  select :municipality_id, coalesce(max(import_id), 0) + 1, :public_id, 1, 'running', :file, '', 0, '{}'
  from staff.import where municipality_id = :municipality_id
  returning import_id`;

const COPY = `
  copy staff.incident (municipality_id, incident_id, import_id, source_id, identity, content, occurred_from, occurred_to,
    time_precision, registered, category, precision, discovery, counting_unit, report, geometry) from stdin`;

function* linesOf(
  columns: Columns,
  to: { municipality_id: number; import_id: number; first_id: number; codes: readonly string[] },
): Generator<string> {
  const { inverse } = proj4('WGS84', columns.proj4);
  const time = (minute: number): string => new Date(minute * 60_000).toISOString();
  let text = '';
  for (let i = 0; i < columns.count; i++) {
    const minute = columns.minute[i]!;
    const [lon, lat] = inverse([columns.x[i]! / 100, columns.y[i]! / 100]) as [number, number];
    const identity = `00000000-0000-4000-8000-${(to.first_id + i).toString(16).padStart(12, '0')}`;
    text += `${[
      ...[to.municipality_id, to.first_id + i, to.import_id, 1, identity, identity, time(minute)],
      columns.duration_min[i] === 0 ? '\\N' : time(minute + columns.duration_min[i]!),
      TIME_PRECISIONS[columns.time_precision[i]!],
      columns.registered[i] === NO_DAY ? '\\N' : isoDay(columns.registered[i]!),
      to.codes[columns.category[i]!],
      PRECISIONS[columns.precision[i]!],
      DISCOVERIES[columns.discovery[i]!],
      COUNTING_UNITS[columns.unit[i]!],
      columns.report[i] === NO_REPORT ? '\\N' : `r${columns.report[i]}`,
      `SRID=4326;POINT(${lon} ${lat})`,
    ].join('\t')}\n`;
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield text;
}
