import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Database, openDatabase } from '../apps/api/src/db/database.ts';
import { Desk } from '../apps/api/src/import/desk.ts';
import type { Job } from '../apps/api/src/import/job.ts';
import { ensureShipped } from '../apps/api/src/municipality/seed.ts';
import { NoServer, provisionPostgis } from '../test/provision/postgis.ts';
import { against, type BenchRow, count, interleave, median, ms } from './row.ts';

const run_ = promisify(execFile);
const ROWS = 1_000_000;
const EMBEDDED_ROWS = 120_000;
const MEGABYTE = 1024 ** 2;
const OGR2OGR = 'ogr2ogr';

/**
 * A CSV of incidents, from the file to visible rows: read, every value checked, keyed identities, geometry, indexes, flip.
 *
 * ogr2ogr copies the same file twice over: into a table like ours (its columns, checks and indexes, what the file doesn't
 * say as constants), and into the least that could be called an import, the file's own columns with the same indexes and
 * no checks. Neither looks at a value, knows a row again or can be undone.
 *
 * The floor is the server taking rows that lie ready in a file of its own format, by the same binary COPY into the same table: no reading,
 * however quick, can beat ogr2ogr by more than the ratios in its lines.
 */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-bench-import-'));
  try {
    return [...(await onServer(folder)), ...(await onEmbedded(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onServer(folder: string): Promise<BenchRow[]> {
  const job = 'import CSV, server';
  const server = await provisionPostgis().catch((error: unknown) => {
    if (error instanceof NoServer) return null;
    throw error;
  });
  if (server === null) return [];
  const name = `lagesbild_bench_import_${process.pid}`;
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  const database = await openDatabase({ data_dir: folder, database_url: url });
  try {
    await ensureShipped(database.knex);
    const path = join(folder, 'incidents.csv');
    await writeRows(path, ROWS);
    const desk = new Desk(database, folder, (sentence) => console.error(sentence));
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
    const ours = async () => {
      await database.knex.raw('truncate staff.incident, staff.import cascade');
      return { ms: await load(desk, await survey(desk, path)) };
    };
    const rival = (table: RivalTable) => async () => {
      await database.knex.raw(table.make);
      const start = performance.now();
      await run_(OGR2OGR, ogrArguments(url, path, table.select));
      const ms = performance.now() - start;
      const { rows } = await database.knex.raw('select count(*)::integer as n from bench.incident');
      if (rows[0].n !== ROWS) throw new Error(`ogr2ogr took ${rows[0].n} of ${ROWS} rows`);
      return { ms };
    };
    // Without the deadline that the program's own questions have.
    const alone = new pg.Client(url).on('error', () => {});
    await alone.connect();
    /** The rows as the last import left them, taken once more by the server: nothing is read, checked or made. */
    const floor = async () => {
      const ready = join(folder, 'ready');
      await pipeline(alone.query(copyTo('copy staff.incident to stdout (format binary)')), createWriteStream(ready));
      await alone.query('truncate staff.incident');
      const start = performance.now();
      const rows = createReadStream(ready, { highWaterMark: MEGABYTE });
      await pipeline(rows, alone.query(copyFrom('copy staff.incident from stdin (format binary)')));
      return { ms: performance.now() - start };
    };
    const has = await run_(OGR2OGR, ['--version']).then(
      () => true,
      () => false,
    );
    await alone.query('create schema if not exists bench; set synchronous_commit = off');
    const tasks = has ? [ours, floor, rival(LIKE_OURS), rival(BARE)] : [ours, floor];
    const [first, least, alike, bare] = await interleave(tasks, { rounds: 3, warmUp: 1 });
    await ours();
    const again = await load(desk, await survey(desk, path));
    clearInterval(watch);
    await desk.close();
    await alone.end();
    return [
      against(job, count(ROWS), first!, { name: 'ogr2ogr, a table like ours', rival: alike }, 3),
      against(job, count(ROWS), first!, { name: 'ogr2ogr, no checks, 8 columns', rival: bare }, null),
      against(
        'the server alone, rows ready',
        count(ROWS),
        least!,
        { name: 'ogr2ogr, a table like ours', rival: alike },
        null,
      ),
      against(
        'the server alone, rows ready',
        count(ROWS),
        least!,
        { name: 'ogr2ogr, no checks, 8 columns', rival: bare },
        null,
      ),
      told('its survey, before a person confirms', ROWS, surveys.splice(0)),
      told('the same file again', ROWS, [again]),
      memory(peak - before),
    ];
  } finally {
    await database.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
    server.stop();
  }
}

async function onEmbedded(folder: string): Promise<BenchRow[]> {
  const database: Database = await openDatabase({ data_dir: join(folder, 'data'), database_url: null });
  try {
    await ensureShipped(database.knex);
    const path = join(folder, 'fewer.csv');
    await writeRows(path, EMBEDDED_ROWS);
    const desk = new Desk(database, folder, (sentence) => console.error(sentence));
    const took = await load(desk, await survey(desk, path));
    await desk.close();
    return [told('import CSV, embedded', EMBEDDED_ROWS, [took])];
  } finally {
    await database.close();
  }
}

/** A figure without rival or target, by the clock. */
const told = (job: string, rows: number, times: readonly number[]): BenchRow => ({
  ...{ job, size: count(rows), rival: '', target: '', hit: null },
  ours: ms(median(times)),
  ratio: `${count(Math.round(rows / (median(times) / 1000)))} rows/s`,
});

const memory = (bytes: number): BenchRow => ({
  job: 'memory above rest, 1 M rows',
  size: count(ROWS),
  ours: `${(bytes / MEGABYTE).toFixed(0)} MB`,
  rival: '',
  ratio: '',
  target: '≤ 400 MB',
  hit: bytes <= 400 * MEGABYTE,
});

const surveys: number[] = [];

/** Looks through the file, as every import does before a person confirms it; timed apart. */
async function survey(desk: Desk, path: string): Promise<Job> {
  const start = performance.now();
  const file = { path, file_name: 'incidents.csv', bytes: statSync(path).size, sha256: '', temporary: false };
  const job = await desk.add(file);
  await desk.settled(job);
  if (job.state !== 'waiting') throw new Error(`the survey ended ${job.state}`);
  surveys.push(performance.now() - start);
  return job;
}

async function load(desk: Desk, job: Job): Promise<number> {
  const start = performance.now();
  desk.run(job);
  await desk.settled(job);
  const ms = performance.now() - start;
  if (job.state !== 'done' || job.counts.rejected > 0) throw new Error(`the import ended ${job.state}`);
  return ms;
}

/** 1 M rows of about 90 bytes: id, time, category, text that is not kept, coordinates. Seeded. */
async function writeRows(path: string, rows: number): Promise<void> {
  const words = ['Misshandel utomhus', 'Skadegörelse', 'Cykelstöld', 'Inbrott i lokal', 'Ofredande', 'Klotter'];
  function* lines(): Generator<string> {
    yield 'id,tid,brott,anteckning,longitud,latitud\n';
    let state = 191;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    let text = '';
    for (let i = 0; i < rows; i++) {
      const at = new Date(Date.UTC(2023, 0, 1) + Math.floor(random() * 1400 * 1440) * 60_000)
        .toISOString()
        .slice(0, 19);
      const lon = (17.7 + random() * 0.3).toFixed(6);
      const lat = (59.58 + random() * 0.1).toFixed(6);
      text += `K${i},${at},${words[Math.floor(random() * words.length)]},patrull ${Math.floor(random() * 900)},${lon},${lat}\n`;
      if (text.length > 262_144) {
        yield text;
        text = '';
      }
    }
    yield text;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** Where ogr2ogr writes, and what it makes of a line of the file. The indexes are there while rows come, as in any table in use. */
interface RivalTable {
  make: string;
  select: string;
}

const LIKE_OURS: RivalTable = {
  make: `
    create schema if not exists bench;
    drop table if exists bench.incident;
    create table bench.incident (like staff.incident including all)`,
  select: `
    select 1 as municipality_id, FID as incident_id, 1 as import_id, 1 as source_id,
      '00000000-0000-4000-8000-000000000000' as identity, '00000000-0000-4000-8000-000000000000' as content,
      tid as occurred_from, 'minute' as time_precision, 'misshandel_utomhus' as category, brott as source_category,
      'point' as precision, 'resident_reported' as discovery, 'event' as counting_unit, 0 as stray
    from incidents`,
};

/** Without defaults but the key's: ogr2ogr leaves COPY for INSERT where it meets one. */
const BARE: RivalTable = {
  make: `
    create schema if not exists bench;
    drop table if exists bench.incident;
    create table bench.incident (
      incident_id serial primary key,
      import_id integer,
      superseded_by integer,
      id text,
      tid timestamptz,
      brott text,
      anteckning text,
      geometry geometry(Point, 4326)
    );
    create index on bench.incident (import_id);
    create index on bench.incident (superseded_by) where superseded_by is not null`,
  select: 'select *, 1 as import_id from incidents',
};

function ogrArguments(url: string, path: string, select: string): string[] {
  const { hostname, port, username, password, pathname } = new URL(url);
  // Quoted: after a bare `password=` libpq would take the next word for it.
  const login = `host=${hostname} port=${port || 5432} user='${username}' password='${password}' dbname=${pathname.slice(1)}`;
  return [
    ...['-f', 'PostgreSQL', `PG:${login}`, path, '-nln', 'bench.incident', '-a_srs', 'EPSG:4326'],
    ...['-sql', select, '-oo', 'AUTODETECT_TYPE=YES'],
    ...['-oo', 'X_POSSIBLE_NAMES=longitud', '-oo', 'Y_POSSIBLE_NAMES=latitud', '-oo', 'KEEP_GEOM_COLUMNS=NO'],
    ...['-append', '-gt', '100000', '--config', 'PG_USE_COPY', 'YES'],
  ];
}
