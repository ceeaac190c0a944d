import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { openTestDatabase, testFolder } from './db/testing.ts';
import { handOver, listenForCommands, socketPath } from './handover.ts';

const config = readConfig({ DATA_DIR: testFolder() });
const place = { cwd: '/somewhere', language: 'en' as const };
let database: Database;
let stop: () => void;

beforeAll(async () => {
  database = await openTestDatabase();
  stop = await listenForCommands(config, database);
});
afterAll(() => stop());

test('a command handed over runs on the open database, and its lines and exit code come back', async () => {
  const lines: string[] = [];
  const exit = await handOver(config, { args: ['municipality', 'list'], ...place }, (line) => lines.push(line));
  expect(exit).toBe(0);
  expect(lines.join('\n')).toMatch(/^sigtuna\t0191\tSigtuna/);
});

test('a refusal comes back as its sentence, an unknown command as the list of commands', async () => {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  expect(await handOver(config, { args: ['municipality', 'add'], ...place }, print)).toBe(1);
  expect(await handOver(config, { args: ['constructor'], ...place }, print)).toBe(2);
  expect(lines[0]).toMatch(/--slug is missing/);
  expect(lines[1]).toMatch(/^There is no command constructor/);
});

test('only this user can reach the socket', () => {
  const path = socketPath(config.data_dir);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(path.length).toBeLessThanOrEqual(107);
});

test('where nobody listens there is no answer', async () => {
  const elsewhere = readConfig({ DATA_DIR: testFolder() });
  expect(await handOver(elsewhere, { args: ['health'], ...place }, () => {})).toBeNull();
});
