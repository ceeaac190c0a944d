import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { testFolder } from '../testing.ts';
import { startWriter, type Writer } from './row-writer-process.testing.ts';

const KILLS = 4;
let data_dir: string;
let writer: Writer;

beforeAll(async () => {
  data_dir = testFolder();
  writer = startWriter(data_dir);
  await writer.said(/^open$/);
});
afterAll(async () => {
  writer.process.kill('SIGKILL');
  await writer.ended;
});

test('a second process on the same folder is refused with one sentence, and the first goes on', async () => {
  const second = startWriter(data_dir);
  expect(await second.ended).toBe(1);
  expect(second.lines).toEqual([
    expect.stringMatching(/^The data folder .* is in use by another process of Lägesbild: /),
  ]);
  const before = writer.lines.length;
  await expect.poll(() => writer.lines.length).toBeGreaterThan(before);
});

test('so is this process, while that one lives', async () => {
  await expect(openDatabase({ data_dir, database_url: null })).rejects.toThrow(/in use by another process/);
});

test('killed at any moment, no acknowledged row is lost, and the folder opens again at once', async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    await writer.said(/^\d+$/);
    await new Promise((resolve) => setTimeout(resolve, 100 + 400 * (kill / KILLS)));
    writer.process.kill('SIGKILL');
    await writer.ended;
    const acknowledged = Number(writer.lines.at(-1));
    writer = startWriter(data_dir);
    await writer.said(/^\d+$/);
    const first = Number(writer.lines[1]);
    // One more may have been stored whose acknowledgement the kill cut off.
    expect([acknowledged + 1, acknowledged + 2]).toContain(first);
  }
  const last = Number(writer.lines.at(-1));
  writer.process.kill('SIGKILL');
  await writer.ended;
  const { knex, close } = await openDatabase({ data_dir, database_url: null });
  const { rows } = await knex.raw('select count(*)::int as n, max(n)::int as last from public.written');
  await close();
  expect(rows[0].n).toBe(rows[0].last);
  expect(rows[0].last).toBeGreaterThanOrEqual(last);
});
