import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { Engine } from '../apps/api/src/db/embedded/engine.ts';
import { type Random, seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { type Disk, makeDisk } from './disk.ts';
import { count, type Proof, type ProofLine } from './proof.ts';
import { onStage, pause } from './stage.ts';

const DISK_MB = 700;
const ROW_PROCESS = join(import.meta.dirname, 'row-process.ts');
const READ_MS = 120_000;
const STOCK_CUTS = 3;

/**
 * Promise 2: no acknowledged write is lost when the power goes. The embedded engine writes on an ext4 of its own whose
 * connection to the disk is cut at a random moment; PGlite as it comes does the same and has to fail, or the cut is none.
 * Where there is no root for that, fsyncs are counted: as many as commits with our engine, none with the stock one.
 */
export const proof: Proof = {
  long: { n: 50 },
  short: { n: 1 },
  run: async ({ n, seed, engines, short }) => {
    if (!engines.includes('embedded')) return [];
    const disk = makeDisk(DISK_MB);
    if (typeof disk === 'string') return [await byFsyncs(disk)];
    try {
      return await byCuts(disk, { n, stock: short ? 1 : STOCK_CUTS, random: seededRandom(seed) });
    } finally {
      disk.remove();
    }
  },
};

async function byCuts(
  disk: Disk,
  { n, stock, random }: { n: number; stock: number; random: Random },
): Promise<ProofLine[]> {
  // Both engines begin with a folder that was closed properly and lies on the disk.
  await (await openDatabase({ data_dir: folderOf(disk, 'ours'), database_url: null })).close();
  await (await PGlite.create({ dataDir: folderOf(disk, 'stock') })).close();
  disk.keep();
  const ours = await cuts(disk, 'ours', n, random);
  const theirs = await cuts(disk, 'stock', stock, random);
  return [
    {
      promise: '2',
      what: `${n} power cuts, embedded`,
      reached: `${ours.lost} of ${count(ours.acknowledged)} rows lost, ${ours.unopened} folders that did not open`,
      wanted: '0, 0',
      kept: ours.lost === 0 && ours.unopened === 0 && ours.acknowledged > n,
    },
    {
      promise: '2',
      what: `${stock} power cuts, PGlite as it comes`,
      reached: `${theirs.lost} of ${count(theirs.acknowledged)} rows lost, ${theirs.unopened} folders that did not open`,
      wanted: 'each fails',
      kept: theirs.failed === stock,
    },
  ];
}

type Writer = 'ours' | 'stock';

const folderOf = (disk: Disk, writer: Writer): string => {
  const folder = join(disk.mount, writer);
  mkdirSync(folder, { recursive: true });
  return folder;
};

async function cuts(disk: Disk, writer: Writer, n: number, random: Random) {
  const sum = { acknowledged: 0, lost: 0, unopened: 0, failed: 0 };
  for (let cut = 0; cut < n; cut++) {
    disk.reset();
    const acknowledged = await writeUntilCut(disk, writer, random.between(1000, 5000));
    disk.detach();
    disk.attach();
    const stored = await storedRows(disk, writer);
    sum.acknowledged += acknowledged;
    sum.lost += Math.max(0, acknowledged - (stored ?? 0));
    if (stored === null) sum.unopened++;
    if (stored === null || stored < acknowledged) sum.failed++;
  }
  return sum;
}

const rowProcess = (order: 'write' | 'read', disk: Disk, writer: Writer): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', ROW_PROCESS, order, writer, folderOf(disk, writer)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** @returns the last row that was acknowledged before the power went */
async function writeUntilCut(disk: Disk, writer: Writer, after_ms: number): Promise<number> {
  const child = rowProcess('write', disk, writer);
  let acknowledged = 0;
  const ended = new Promise((done) => child.once('close', done));
  const begun = new Promise<void>((done) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      acknowledged = Number(line);
      done();
    });
  });
  await Promise.race([begun, ended]);
  await pause(after_ms);
  // It goes on writing after the cut: what it acknowledges then is lost as well.
  disk.cut();
  await pause(200);
  child.kill('SIGKILL');
  await ended;
  return acknowledged;
}

/** @returns how many of the rows 1 … n are there, null when the folder doesn't open */
async function storedRows(disk: Disk, writer: Writer): Promise<number | null> {
  const child = rowProcess('read', disk, writer);
  const late = setTimeout(() => child.kill('SIGKILL'), READ_MS);
  let said = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => (said += text));
  const exit = await new Promise((done) => child.once('close', done));
  clearTimeout(late);
  return exit === 0 ? Number(said) : null;
}

const COMMITS = 50;

async function byFsyncs(why: string): Promise<ProofLine> {
  const fsyncs = await onStage('embedded', async ({ data_dir }) => {
    await (await openDatabase({ data_dir, database_url: null })).close();
    const engine = new Engine({ folder: join(data_dir, 'postgresql') });
    try {
      await engine.ready();
      const client = new Client({ host: engine.socket_folder, port: 5432, user: 'postgres', database: 'postgres' });
      await client.connect();
      await client.query('create table public.written (n integer)');
      const before = await engine.countFsyncs();
      for (let n = 0; n < COMMITS; n++) await client.query('insert into public.written values ($1)', [n]);
      const after = await engine.countFsyncs();
      await client.end();
      return after - before;
    } finally {
      await engine.close();
    }
  });
  return {
    promise: '2',
    what: `fsyncs of ${COMMITS} commits, embedded (${why})`,
    reached: `${fsyncs} reached the disk`,
    wanted: `${COMMITS} or more`,
    kept: fsyncs >= COMMITS,
  };
}
