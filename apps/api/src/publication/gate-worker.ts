import type { MessagePort } from 'node:worker_threads';
import knexFactory, { type Knex } from 'knex';
import type { ClientConfig } from 'pg';
import type { ReleaseFile } from './file.ts';
import { type Attacked, attackAll, filesOf } from './gate.ts';
import { type Area, type Ground, keptPeriods, missing, readGround } from './ground.ts';
import type { Period } from './period.ts';

/** make: what is due; check: everything that was made, once more. */
export interface GateTask {
  kind: 'make' | 'check';
  area: Area;
  connection: ClientConfig;
  data_dir: string;
  /** hears each step */
  port: MessagePort;
}

/** How far the work is: parts done, of how many. */
export interface GateStep {
  stage: 'reading' | 'attacking' | 'making';
  done: number;
  of: number;
}

/** What the thread found; an attack that succeeded leaves no releases. */
export interface GateFound {
  attacked: Attacked[];
  releases: { period: Period; files: ReleaseFile[] }[];
  /** releases whose table would be another today: rows have changed since */
  changed: string[];
  /** how many releases there were when the rows were read, and when that was, milliseconds */
  before: number;
  read_at: number;
}

/** Parts that each attack of a subject, and each release, is told in. */
const PART = 1000;

/** The entry of the gate's thread: rows are read, attacked and made into files here, so that nobody else waits for them. */
export default async function work({ kind, area, connection, data_dir, port }: GateTask): Promise<GateFound> {
  const told = (stage: GateStep['stage'], done: number, of: number): void =>
    port.postMessage({ stage, done: Math.floor(done * PART), of: of * PART } satisfies GateStep);
  const knex = knexFactory({
    client: 'pg',
    connection: connection as Knex.StaticConnectionConfig,
    pool: { min: 0, max: 1 },
  });
  try {
    // What one statement sees all others see: a record is in what is counted and its import known, or neither.
    const ground = await knex.transaction((trx) => readGround({ knex: trx, data_dir }, area), {
      isolationLevel: 'repeatable read',
    });
    const periods = kind === 'make' ? missing(ground) : keptPeriods(ground);
    const all = 3 + periods.length; // three subjects, then the releases
    told('attacking', 0, all);
    const attacked = periods.length === 0 ? [] : attackAll(ground, periods, (done) => told('attacking', done, all));
    const found = { attacked, changed: [], before: ground.made.length, read_at: ground.read_at };
    const isStopped = attacked.some(({ report }) => report.succeeded.length > 0);
    if (kind === 'make' && isStopped) return { ...found, releases: [] };
    const releases = periods.map((period, i) => {
      const files = filesOf(ground, period);
      told('making', 3 + i + 1, all);
      return { period, files };
    });
    if (kind === 'make') return { ...found, releases };
    return { ...found, releases: [], changed: await changedOf(knex, ground, releases) };
  } finally {
    port.close();
    await knex.destroy();
  }
}

const TABLES = `
  select release, digest from public_release.file where municipality_id = :municipality_id and name = 'table.csv'`;

async function changedOf(knex: Knex, { area }: Ground, again: GateFound['releases']): Promise<string[]> {
  const { municipality_id } = area;
  const { rows } = await knex.raw<{ rows: { release: string; digest: string }[] }>(TABLES, { municipality_id });
  const kept = new Map(rows.map(({ release, digest }) => [release, digest]));
  return again
    .filter(({ period, files }) => files.find(({ name }) => name === 'table.csv')!.digest !== kept.get(period.release))
    .map(({ period }) => period.release);
}
