import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Tally } from '@lagesbild/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onDatabase } from '../../../apps/api/src/db/testing.ts';
import { loadFile, SEVEN_ROWS } from '../../loaded-file.ts';

/** Two applications on one server, as behind a load balancer: what one of them loads, the other serves. */
const ROOT = resolve(import.meta.dirname, '../../..');
const SERVER = String(process.env.TEST_DATABASE_URL);
const NAME = `lagesbild_test_${process.env.TEST_RUN}_two`;
const processes: ChildProcess[] = [];
let first: string;
let second: string;

beforeAll(async () => {
  const admin = new Client({ connectionString: SERVER });
  await admin.connect();
  await admin.query(`create database ${NAME}`).finally(() => admin.end());
  [first, second] = (await Promise.all([started(), started()])) as [string, string];
});
afterAll(async () => {
  for (const child of processes) {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
});

/** @returns the application's address, once it has its data */
function started(): Promise<string> {
  const env = {
    ...process.env,
    PORT: '0',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'two-')),
    DATABASE_URL: onDatabase(SERVER, NAME),
    LOG_LEVEL: 'error',
  };
  const command = ['--import', 'tsx', 'apps/api/src/server.ts'];
  const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`it ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const address = /http:\/\/localhost:\d+/.exec(text)?.[0];
      if (address !== undefined) done(address);
    });
  });
}

const read = async <T>(address: string, init?: RequestInit): Promise<T> => {
  const answer = await fetch(address, init);
  expect(answer.ok, `${address}: ${answer.status}`).toBe(true);
  return answer.json() as Promise<T>;
};
const counted = async (address: string): Promise<number> =>
  (await read<Tally>(`${address}/api/sigtuna/incidents/tally?discovery=all&unit=row`)).n;
test('the second application serves what the first one loaded, and no longer what it took back', async () => {
  expect([await counted(first), await counted(second)]).toEqual([0, 0]);
  const { import_id } = await loadFile(first, 'händelser.csv', SEVEN_ROWS);

  await expect.poll(() => counted(second), { timeout: 10_000 }).toBe(7);
  const columns = await fetch(`${second}/api/sigtuna/incidents/columns`);
  expect(columns.headers.get('x-rows')).toBe('7');
  await columns.arrayBuffer();

  await read(`${first}/api/sigtuna/imports/${import_id}`, { method: 'DELETE' });
  await expect.poll(() => counted(second), { timeout: 10_000 }).toBe(0);
});
