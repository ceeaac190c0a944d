import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND } from '../audit/entry.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { ensureShipped } from '../municipality/seed.ts';
import { missing, readCalendar } from './ground.ts';
import { crowdedSigtuna, storedReleases } from './testing.ts';
import { ReleaseWorks } from './works.ts';

/** What the process has last said when it is killed: under the attacks, and with some releases stored. */
const MOMENTS = [/^attacking 0$/m, /^making 2$/m];

test('a process killed while it makes releases leaves each of them whole or not at all, and the rest is made the next time', async () => {
  const shared = process.env.TEST_ENGINE === 'server' ? await openTestDatabase() : null;
  const data_dir = shared?.data_dir ?? testFolder();
  const url = shared && urlOf((await shared.knex.raw('select current_database() as name')).rows[0].name);
  const opened = <T>(work: (database: Database) => Promise<T>): Promise<T> => using(shared, { url, data_dir }, work);
  const all = await opened(async (database) => {
    await ensureShipped(database.knex);
    await crowdedSigtuna(database);
    return missing(await readCalendar(database, await findMunicipality(database.knex, 'sigtuna')));
  });
  expect(all.length).toBeGreaterThan(4);
  const left: number[] = [];
  for (const moment of MOMENTS) {
    await makeAndKill({ database_url: url, data_dir }, moment);
    const kept = await opened(storedReleases);
    expect(kept.filter(({ whole }) => !whole)).toEqual([]);
    left.push(kept.length);
  }
  expect(left[0]).toBe(0); // under the attacks nothing is stored yet
  expect(left.at(-1)).toBeGreaterThan(0);
  const kept = await opened(async (database) => {
    const works = new ReleaseWorks((sentence) => expect.fail(sentence));
    const work = works.start(database, 'make', await findMunicipality(database.knex, 'sigtuna'), COMMAND);
    await work.settled;
    await works.close();
    expect(work.problem).toBeNull();
    return storedReleases(database);
  });
  expect(kept.filter(({ whole }) => !whole)).toEqual([]);
  expect(kept.map(({ release }) => release).sort()).toEqual(all.map(({ release }) => release).sort());
}, 600_000);

const urlOf = (name: string): string =>
  Object.assign(new URL(process.env.TEST_DATABASE_URL!), { pathname: `/${name}` }).href;

/** The embedded engine is one process's at a time; a server is asked by both. */
async function using<T>(
  shared: Database | null,
  { url, data_dir }: { url: string | null; data_dir: string },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (shared !== null) return work(shared);
  const database = await openDatabase({ database_url: url, data_dir });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Kills the process once it has said this. */
function makeAndKill(settings: object, moment: RegExp): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'kill.testing.ts'), JSON.stringify(settings)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  child.stdout.on('data', (text) => {
    said += text;
    if (moment.test(said)) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`the process ended by itself (${code}): ${said}`)),
    );
  });
}
