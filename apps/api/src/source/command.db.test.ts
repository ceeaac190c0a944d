import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../commands.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf } from '../incident/testing.ts';

let database: Database;
const data_dir = testFolder();
beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  await addIncidents(database, municipality_id, makeIncidents(3, seeded(1), categories));
  await database.knex.raw(
    "update staff.source set slug = 'polisen', name = 'Polisens uttag', kind = 'police', enabled = false",
  );
});
afterAll(() => database?.close());

const type = async (...args: string[]) => {
  const lines: string[] = [];
  const place = { cwd: '/', config: readConfig({ DATA_DIR: data_dir }), language: 'en' as const };
  const signal = new AbortController().signal;
  const exit = await runCommand(database, ['source', ...args], (line) => lines.push(line), { ...place, signal });
  return { exit, said: lines.join('\n') };
};

test('a lawful basis is recorded in a terminal, field by field, and the log tells that it was', async () => {
  expect(await type('sigtuna')).toEqual({
    exit: 0,
    said: 'polisen: Polisens uttag (not shown). Not recorded: legal basis, controller, and secrecy ground.',
  });
  expect((await type('basis', 'sigtuna', 'polisen', '--legal-basis', 'Lag (2023:196)')).said).toContain('controller');
  const whole = await type('basis', 'sigtuna', 'polisen', '--controller', 'KS', '--secrecy-ground', 'OSL 35 kap.');
  expect(whole.said).toMatch(/are recorded\.$/);
  const { rows } = await database.knex.raw('select legal_basis, controller, secrecy_ground from staff.lawful_basis');
  expect(rows).toEqual([{ legal_basis: 'Lag (2023:196)', controller: 'KS', secrecy_ground: 'OSL 35 kap.' }]);
  const told = await database.knex.raw("select who_kind, object from staff.audit_entry where act = 'basis_recorded'");
  expect(told.rows).toEqual(Array(2).fill({ who_kind: 'command', object: 'Polisens uttag' }));
});

test('what a source that is shown needs can’t be taken away there either', async () => {
  await database.knex.raw('update staff.source set enabled = true');
  await expect(type('basis', 'sigtuna', 'polisen', '--controller', '')).rejects.toThrow('must keep: controller');
});

test('what isn’t there, or can’t be understood, is said', async () => {
  await expect(type('basis', 'sigtuna', 'skolan')).rejects.toThrow('no source skolan in sigtuna');
  await expect(type('basis', 'sigtuna', 'polisen', '--reference', 'x'.repeat(1001))).rejects.toThrow(
    '1,001 characters',
  );
  expect(await type('basis', 'sigtuna')).toMatchObject({ exit: 2 });
  expect(await type()).toMatchObject({ exit: 2 });
});
