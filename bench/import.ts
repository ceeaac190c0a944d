import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pg from 'pg';
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
 * ogr2ogr copies the same file into a table with the same indexes (key, import, superseded), checking nothing.
 * What the server alone needs for these rows, from one table to the other without file or client, is the floor for both:
 * no reading, however quick, can beat ogr2ogr by more than the ratio in that line.
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
    const rival = async () => {
      await database.knex.raw(RIVAL_TABLE);
      const start = performance.now();
      await run_(OGR2OGR, ogrArguments(url, path));
      const ms = performance.now() - start;
      const { rows } = await database.knex.raw('select count(*)::integer as n from bench.incident');
      if (rows[0].n !== ROWS) throw new Error(`ogr2ogr took ${rows[0].n} of ${ROWS} rows`);
      return { ms };
    };
    // Without the deadline that the program's own questions have.
    const alone = new pg.Client(url).on('error', () => {});
    await alone.connect();
    /** The rows as the last import left them, written once more by the server itself. */
    const floor = async () => {
      await alone.query('drop table if exists bench.kept; create table bench.kept as select * from staff.incident');
      await alone.query('truncate staff.incident');
      const start = performance.now();
      await alone.query('insert into staff.incident select * from bench.kept');
      return { ms: performance.now() - start };
    };
    const has = await run_(OGR2OGR, ['--version']).then(
      () => true,
      () => false,
    );
    await alone.query('create schema if not exists bench; set synchronous_commit = off');
    const [first, least, second] = await interleave(has ? [ours, floor, rival] : [ours, floor], {
      rounds: 3,
      warmUp: 1,
    });
    await ours();
    const again = await load(desk, await survey(desk, path));
    clearInterval(watch);
    await desk.close();
    await alone.end();
    return [
      against(job, count(ROWS), first!, { name: 'ogr2ogr', rival: second }, 3),
      against('the server alone, these rows', count(ROWS), least!, { name: 'ogr2ogr', rival: second }, null),
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

/** Indexes that are there while the rows come, as in any table that is in use; without defaults, so that it may COPY. */
const RIVAL_TABLE = `
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
  create index on bench.incident (superseded_by) where superseded_by is not null`;

function ogrArguments(url: string, path: string): string[] {
  const { hostname, port, username, password, pathname } = new URL(url);
  // Quoted: after a bare `password=` libpq would take the next word for it.
  const login = `host=${hostname} port=${port || 5432} user='${username}' password='${password}' dbname=${pathname.slice(1)}`;
  return [
    ...['-f', 'PostgreSQL', `PG:${login}`, path, '-nln', 'bench.incident', '-a_srs', 'EPSG:4326'],
    ...['-sql', 'select *, 1 as import_id from incidents', '-oo', 'AUTODETECT_TYPE=YES'],
    ...['-oo', 'X_POSSIBLE_NAMES=longitud', '-oo', 'Y_POSSIBLE_NAMES=latitud', '-oo', 'KEEP_GEOM_COLUMNS=NO'],
    ...['-append', '-gt', '100000', '--config', 'PG_USE_COPY', 'YES'],
  ];
}
