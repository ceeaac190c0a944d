import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { csvOf } from './desk.testing.ts';
import { removeUnfinished } from './unfinished.ts';

const embedded = process.env.TEST_ENGINE !== 'server';
/** Several chunks on either engine: a kill between two of them leaves rows behind, and those must never be seen. */
const ROWS = embedded ? 16_000 : 80_000;
/** Few here, hundreds by command: a kill costs a start of the engine. */
const KILLS = Number(process.env.IMPORT_KILLS ?? (embedded ? 3 : 5));

test(`A process killed while it imports leaves the whole file or nothing, ${KILLS} times.`, async () => {
  const data_dir = testFolder();
  const path = join(data_dir, 'stor.csv');
  writeFileSync(path, csvOf(Array.from({ length: ROWS }, (_, i) => ({ id: `S${i}`, lon: 17.8 + i / 1e6 }))));
  const shared = embedded ? null : await openTestDatabase();
  const database_url = shared ? urlOf((await shared.knex.raw('select current_database() as name')).rows[0].name) : null;
  const seen = { nothing: 0, whole: 0, leftovers: 0 };
  // On a busy machine a kill may come too late to meet a half-written import: then there are some more.
  for (let kill = 0; kill < KILLS || (seen.leftovers === 0 && kill < KILLS + 6); kill++) {
    // The last one comes after the flip; the others anywhere from the first row on.
    const last = kill === KILLS - 1;
    await loadAndKill({ database_url, data_dir, path }, last ? 'done' : momentOf(kill));
    const database = shared ?? (await openDatabase({ database_url, data_dir }));
    try {
      const before = await counts(database);
      expect([0, ROWS]).toContain(before.visible);
      seen.leftovers += before.all - before.visible;
      await released(database);
      await removeUnfinished(database);
      const after = await counts(database);
      expect(after).toEqual({ ...after, visible: before.visible, all: before.visible, running: 0 });
      if (last) expect(after.visible).toBe(ROWS);
      seen[after.visible === 0 ? 'nothing' : 'whole']++;
      await database.knex.raw('truncate staff.source, staff.incident cascade');
    } finally {
      if (!shared) await database.close();
    }
  }
  expect(seen.whole).toBeGreaterThan(0);
  expect(seen.nothing).toBeGreaterThan(0);
  // Otherwise no kill has met a half-written import, and this has shown nothing.
  expect(seen.leftovers).toBeGreaterThan(0);
}, 240_000);

/** Rows after which the process is killed. */
const momentOf = (kill: number): number => Math.round((ROWS * (kill % (KILLS - 1))) / (KILLS - 1));

const urlOf = (name: string): string =>
  Object.assign(new URL(process.env.TEST_DATABASE_URL!), { pathname: `/${name}` }).href;

const counts = async ({ knex }: Database) =>
  (
    await knex.raw(`select
      (select count(*) from staff.visible_incident)::integer as visible,
      (select count(*) from staff.incident)::integer as all,
      (select count(*) from staff.import where state = 'running')::integer as running`)
  ).rows[0] as { visible: number; all: number; running: number };

/** A server notices a dead client when it next writes to it: the lock of the killed process goes then. */
async function released({ knex, engine }: Database): Promise<void> {
  for (let tries = 0; engine.kind === 'server' && tries < 1200; tries++) {
    const { rows } = await knex.raw(
      "select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Kills the process once it has read `until` rows, or once the import is done. */
function loadAndKill(settings: object, until: number | 'done'): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'kill.testing.ts'), JSON.stringify(settings)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  child.stdout.on('data', (text) => {
    said += text;
    const rows = Math.max(0, ...[...said.matchAll(/^rows (\d+)$/gm)].map((match) => Number(match[1])));
    if (until === 'done' ? /^done$/m.test(said) : rows > until) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`the process ended by itself (${code}): ${said}`)),
    );
  });
}
