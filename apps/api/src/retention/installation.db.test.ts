import type { InstallationRetention } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import { buildApp } from '../app.ts';
import { checkLog } from '../audit/check.ts';
import { NOBODY_KNOWN } from '../audit/entry.ts';
import { runCommand } from '../commands.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { RetentionSchedule } from './schedule.ts';

let database: Database;
let left: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  await personWith(database, [{ role: 'administrator', municipality: null }]);
  left = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }], 'fyra gröna äpplen');
  const lately = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  await database.knex.raw(
    `update staff.account set deactivated_at = now() - interval '3 years' where account_id = :account_id`,
    { account_id: left.account_id },
  );
  await database.knex.raw('update staff.account set deactivated_at = now() where account_id = :account_id', {
    account_id: lately.account_id,
  });
});
afterAll(() => database?.close());

const type = async (...args: string[]) => {
  const lines: string[] = [];
  const place = { cwd: '/', config: readConfig({ DATA_DIR: database.data_dir }), language: 'en' as const };
  const signal = new AbortController().signal;
  const command = ['retention', 'installation', ...args];
  const exit = await runCommand(database, command, (line) => lines.push(line), { ...place, signal });
  return { exit, said: lines.join('\n') };
};
const DECIDED = ['--months', '24', '--decision', 'KS 7'];

test('an account that was closed long ago is emptied of the person, and no other is', async () => {
  expect((await type('account', ...DECIDED)).said).toMatch(/1 are older/);
  const before = await database.knex('staff.account').count<{ count: string }[]>();
  expect(await type('account', ...DECIDED, '--yes')).toMatchObject({
    exit: 0,
    said: expect.stringMatching(/Nothing older is left/),
  });
  const { rows } = await database.knex.raw(
    `select name, login, password_hash, (select count(*)::integer from staff.role_grant g where g.account_id = a.account_id) as roles,
      (select count(*)::integer from staff.session s where s.account_id = a.account_id) as sessions
     from staff.account a where account_id = :account_id`,
    { account_id: left.account_id },
  );
  const login = `closed-${left.account_id}`;
  expect(rows).toEqual([{ name: '–', login, password_hash: null, roles: 0, sessions: 0 }]);
  expect(await database.knex('staff.account').count()).toEqual(before);
  expect(await database.knex('staff.account').where({ name: '–' }).pluck('login')).toEqual([login]);
  const told = await database
    .knex('staff.audit_entry')
    .where({ act: 'rows_disposed' })
    .select('details', 'municipality_id');
  expect(told).toEqual([
    { municipality_id: 0, details: expect.objectContaining({ subject: 'account', n: 1, decision: 'KS 7' }) },
  ]);
  expect((await type('account', ...DECIDED, '--yes')).said).toMatch(/: 0 accounts/);
});

test('the installation’s own chain loses its oldest entries, and is whole afterwards', async () => {
  for (let i = 0; i < 3; i++)
    await database.record(database.knex, { act: 'signed_out', who: NOBODY_KNOWN, area: null });
  await database.knex.raw(`alter table staff.audit_entry disable trigger user;
    update staff.audit_entry set at = at - interval '3 years' where municipality_id = 0 and entry_no <= 2;
    alter table staff.audit_entry enable trigger user`);
  expect((await type('audit_entry', ...DECIDED)).said).toMatch(/2 are older/);
  expect(await type('audit_entry', ...DECIDED, '--yes')).toMatchObject({
    exit: 0,
    said: expect.stringMatching(/2 entries.*Nothing older is left/),
  });
  expect(await checkLog(database.knex, { data_dir: database.data_dir, backup: null }, [])).toMatchObject({
    state: 'whole',
  });
});

test('a rule is set on the page with its decision, carried out by itself, and taken away again', async () => {
  const config = readConfig({ DATA_DIR: database.data_dir, LOG_LEVEL: 'silent' });
  const app = await buildApp({ config, database });
  const ask = async (method: 'GET' | 'PUT' | 'DELETE', path: string, by: TestPerson, payload?: object) => {
    const url = `/api/installation/retention${path}`;
    return app.inject({ method, url, headers: by.headers, ...(payload ? { payload } : {}) });
  };
  const chief = await personWith(database, [{ role: 'administrator', municipality: null }]);
  const local = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  const gone = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  await database
    .knex('staff.account')
    .where({ account_id: gone.account_id })
    .update({ deactivated_at: database.knex.raw("now() - interval '3 years'") });

  const rule = { keep_months: 24, decision: 'KS 8' };
  expect((await ask('PUT', '/account', local, rule)).statusCode).toBe(403);
  expect((await ask('PUT', '/account', chief, { ...rule, decision: ' ' })).statusCode).toBe(400);
  const set = (await ask('PUT', '/account', chief, rule)).json<InstallationRetention>();
  expect(set.rules.map((one) => [one.subject, one.rule])).toEqual([
    ['account', rule],
    ['audit_entry', null],
  ]);
  await new RetentionSchedule(config, (sentence) => expect.fail(sentence)).run(database);
  expect(await database.knex('staff.account').where({ account_id: gone.account_id }).pluck('name')).toEqual(['–']);
  const lifted = (await ask('DELETE', '/account', chief)).json<InstallationRetention>();
  expect(lifted.rules.map((one) => one.rule)).toEqual([null, null]);
  const acts = await database.knex('staff.audit_entry').where({ municipality_id: 0 }).pluck<string[]>('act');
  expect(acts.filter((act) => /^retention|disposed/.test(act)).slice(-3)).toEqual([
    'retention_set',
    'rows_disposed',
    'retention_lifted',
  ]);
  await app.close();
});

test('what can’t be let go so, and a decision that is missing, are said', async () => {
  await expect(type('session', ...DECIDED)).rejects.toThrow('Choose one of account, audit_entry');
  await expect(type('account', '--months', '24')).rejects.toThrow('--decision');
  await expect(type('account', '--months', '0', '--decision', 'x')).rejects.toThrow('from 1 to 1,200');
});
