import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../app.ts';
import { COMMAND } from '../../audit/entry.ts';
import { openBackup } from '../../backup/backup.ts';
import { restoreCommand } from '../../backup/command.ts';
import { restore } from '../../backup/restore.ts';
import { saveBackup } from '../../backup/save.ts';
import { writeBackup } from '../../backup/write.ts';
import { readConfig } from '../../config.ts';
import { type Database, openDatabase } from '../database.ts';
import { databaseRole, grantRoles, notApart, tooMighty } from '../role.ts';
import { onSide, type SideName } from '../side.ts';
import { onDatabase, testFolder } from '../testing.ts';

/** Five roles on one server: the owner that migrates, the application, a reader, what is public, and patrols. */
const SERVER = String(process.env.TEST_DATABASE_URL);
const RUN = String(process.env.TEST_RUN);
const NAME = `lagesbild_test_${RUN}_roles`;
const ROLES = ['owner', 'app', 'read', 'public', 'patrol'].map((role) => `lagesbild_test_${RUN}_${role}`);
const [OWNER, APP, READ, PUBLIC, PATROL] = ROLES as [string, string, string, string, string];
const as = (user: string): string => {
  const url = new URL(onDatabase(SERVER, NAME));
  [url.username, url.password] = [user, 'secret'];
  return url.href;
};
const SIDES = { public: as(PUBLIC), patrol: as(PATROL) };
let admin: Client;
let owner: Database;
let app: Database;
beforeAll(async () => {
  admin = new Client({ connectionString: SERVER });
  await admin.connect();
  for (const role of ROLES) await admin.query(`create role ${role} login password 'secret'`);
  await admin.query(`create database ${NAME} owner ${OWNER}`);
  const inside = new Client({ connectionString: onDatabase(SERVER, NAME) });
  await inside.connect();
  await inside.query('create extension postgis').finally(() => inside.end());
  owner = await openDatabase({ data_dir: testFolder(), database_url: as(OWNER) });
  await grantRoles(owner.knex, { app: APP, read: READ, public: PUBLIC, patrol: PATROL });
  await grantRoles(owner.knex, { app: APP, read: READ, public: PUBLIC, patrol: PATROL });
  app = await openDatabase({ data_dir: testFolder(), database_url: as(APP), database_side_urls: SIDES });
});
afterAll(async () => {
  await app?.close();
  await owner?.close();
  await admin.query(`drop database if exists ${NAME} with (force)`);
  for (const role of ROLES) await admin.query(`drop role if exists ${role}`);
  await admin.end();
});

const DENIED = { code: '42501' };
const sideAsks = (side: SideName, statement: string) => onSide(app.sides[side], (trx) => trx.raw(statement));

describe('the application’s role', () => {
  test('is enough for the application: it starts, and its people work', async () => {
    const config = readConfig({ DATA_DIR: testFolder(), LOG_LEVEL: 'silent' });
    const built = await buildApp({ config, database: { ...app, close: async () => {} } });
    const added = await built.inject({
      method: 'POST',
      url: '/api/organisations',
      headers: { 'idempotency-key': '1b4e28ba-2fa1-41d2-883f-0016d3cca427' },
      payload: { kind: 'police', name: 'Polisen' },
    });
    expect([added.statusCode, (await built.inject({ url: '/api/sigtuna/incidents/tally' })).statusCode]).toEqual([
      201, 200,
    ]);
    await built.close();
  });

  test('can’t restore, which is said before anything is read, moved or saved', async () => {
    const data_dir = testFolder();
    const file = join(data_dir, 'saved.tar.gz');
    await saveBackup(app, file, data_dir, COMMAND);
    const call = { cwd: data_dir, config: readConfig({ DATA_DIR: data_dir }), language: 'en' as const };
    await expect(
      restoreCommand(app, [file], () => {}, { ...call, signal: new AbortController().signal }),
    ).rejects.toThrow(`${APP} may not remake the tables. Run the restore as their owner`);
    expect(readdirSync(data_dir)).not.toContain('before-restore.tar.gz');
  });

  test('reads, writes and only adds to the log also after the owner has restored a backup, and the reader reads', async () => {
    const data_dir = testFolder();
    const file = join(data_dir, 'saved.tar.gz');
    await saveBackup(owner, file, data_dir, COMMAND);
    await restore(owner, await openBackup(file), { data_dir });
    await app.knex.raw('update staff.installation set demonstration = false');
    await expect(sideAsks('public', 'select 1 from staff.incident')).rejects.toMatchObject(DENIED);
    await sideAsks('patrol', 'select slug from staff.municipality');
    expect(await app.knex('staff.municipality').pluck('slug')).toEqual(['sigtuna']);
    await expect(app.knex.raw('delete from staff.audit_entry')).rejects.toMatchObject(DENIED);
    const reader = new Client({ connectionString: as(READ) });
    await reader.connect();
    await reader.query('select * from staff.visible_incident').finally(() => reader.end());
  });

  test.each([
    'create table staff.mine (n integer)',
    'drop table staff.incident',
    'alter table staff.account add column mine text',
    'truncate staff.incident',
    'alter table staff.audit_entry disable trigger user',
    'create schema mine',
    "update staff.audit_entry set who = 'somebody else'",
    'delete from staff.audit_entry',
  ])('may not: %s', async (statement) => {
    await expect(app.knex.raw(statement)).rejects.toMatchObject(DENIED);
  });

  test('has what a later migration adds, without being given it again', async () => {
    await owner.knex.raw('create table staff.later (n integer); create table public_release.later (n integer)');
    await app.knex.raw('insert into staff.later values (1); insert into public_release.later values (1)');
    await owner.knex.raw('drop table staff.later; drop table public_release.later');
  });

  test('starts only with tables that are up to date, and says who brings them there', async () => {
    await owner.knex.raw("update public.knex_migrations set name = 'gone.mjs' where name like '0015%'");
    const start = openDatabase({ data_dir: testFolder(), database_url: as(APP) });
    await expect(start).rejects.toThrow(
      /lack 0015_kept_answer\.mjs, and \S+_app may not change them: run npm run lagesbild -- migrate as their owner/,
    );
    await owner.knex.raw("update public.knex_migrations set name = '0015_kept_answer.mjs' where name = 'gone.mjs'");
  });
});

describe('the sides', () => {
  beforeAll(() => owner.knex.raw(LATER));
  afterAll(() => owner.knex.raw('drop table patrol.later, public_release.later'));
  const LATER =
    'create table patrol.later (n integer primary key); create table public_release.later (n integer primary key)';

  test('have pools and roles of their own, and of what migrations add theirs', async () => {
    const { rows } = await sideAsks(
      'public',
      'select current_user as who, count(*)::int as n from public_release.later',
    );
    expect(rows).toEqual([{ who: PUBLIC, n: 0 }]);
    await sideAsks('patrol', 'insert into patrol.later values (1)');
    expect(await notApart(app.sides, APP)).toEqual([]);
  });

  test.each([
    ['public', 'select * from staff.municipality'],
    ['public', 'select * from patrol.later'],
    ['public', 'insert into public_release.later values (1)'],
    ['patrol', 'select * from staff.incident'],
    ['patrol', 'select * from public_release.later'],
  ] as const)('as %s may not: %s', async (side, statement) => {
    await expect(sideAsks(side, statement)).rejects.toMatchObject(DENIED);
  });

  test('are closed to the application, where patrols are; its backup has them by their own role', async () => {
    await expect(app.knex.raw('select * from patrol.later')).rejects.toMatchObject(DENIED);
    const data_dir = testFolder();
    const manifest = await writeBackup(app, join(data_dir, 'saved.tar.gz'), data_dir);
    expect(manifest.tables.find(({ name }) => name === 'patrol.later')?.rows).toBe(1);
  });

  test('that one role takes, or nothing holds apart, are said at the start', async () => {
    const without = await openDatabase({ data_dir: testFolder(), database_url: as(APP) });
    expect(await notApart(without.sides, APP)).toEqual([
      { say: 'sides_none', with: { settings: 'DATABASE_PUBLIC_URL, DATABASE_PATROL_URL' } },
    ]);
    await without.close();
    const mighty = await openDatabase({
      ...{ data_dir: testFolder(), database_url: as(APP) },
      database_side_urls: { public: as(APP), patrol: as(PATROL) },
    });
    expect(await notApart(mighty.sides, APP)).toEqual([
      { say: 'side_mighty', with: { user: APP, setting: 'DATABASE_PUBLIC_URL' } },
    ]);
    await mighty.close();
  });

  test('whose role has been given nothing keep the application from starting, with the command that helps', async () => {
    await owner.knex.raw('revoke usage on schema public_release from ??', [PUBLIC]);
    const start = openDatabase({ data_dir: testFolder(), database_url: as(APP), database_side_urls: SIDES });
    await expect(start).rejects.toThrow(`roles --app … --public ${PUBLIC} as the owner of the tables`);
    await grantRoles(owner.knex, { app: APP, public: PUBLIC });
  });
});

test('the reader reads incidents, writes nothing, and sees no account, session, log or patrol', async () => {
  const reader = new Client({ connectionString: as(READ) });
  await reader.connect();
  await reader.query('select * from staff.visible_incident');
  for (const statement of [
    'insert into staff.data_version values (99)',
    'delete from staff.incident',
    ...['account', 'session', 'one_time_link', 'role_grant', 'kept_answer', 'audit_entry'].map(
      (table) => `select * from staff.${table}`,
    ),
  ])
    await expect(reader.query(statement), statement).rejects.toMatchObject(DENIED);
  await owner.knex.raw('create table patrol.later (n integer)');
  await expect(reader.query('select * from patrol.later')).rejects.toMatchObject(DENIED);
  await owner.knex.raw('drop table patrol.later');
  await reader.end();
});

test('an application that may do too much is told at its start', async () => {
  expect(tooMighty(await databaseRole(app.knex))).toBeNull();
  expect(tooMighty(await databaseRole(owner.knex))).toEqual({ say: 'role_owner', with: { user: OWNER } });
  const mighty = { user: 'postgres', superuser: true, owner: true };
  expect(tooMighty(mighty)).toEqual({ say: 'role_superuser', with: { user: 'postgres' } });
});
