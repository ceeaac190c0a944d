import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { publicly } from './public-side.ts';
import { ensureOwnRoles, onSide } from './side.ts';
import { openTestDatabase } from './testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.knex.raw(`
    create table patrol.later (n integer);
    create table public_release.later (n integer);
    insert into public_release.later values (7);
    grant select, insert on patrol.later to lagesbild_patrol;
    grant select on public_release.later to lagesbild_public`);
});
afterAll(() => database.knex.raw('drop table patrol.later, public_release.later'));

const DENIED = { code: '42501' };

describe('what a public room asks', () => {
  test('reads what is public', async () => {
    const read = await publicly(database, (trx) => trx.raw('select n from public_release.later'));
    expect(read.rows).toEqual([{ n: 7 }]);
  });

  test.each([
    'select * from staff.incident',
    'select * from staff.account',
    'select * from staff.municipality',
    'delete from staff.audit_entry',
    'select * from patrol.later',
    'insert into patrol.later values (1)',
    'insert into public_release.later values (1)',
    'select * from public_release.later r, patrol.later p',
    'select * from flag.flag',
    'select flag_id from flag.receipt',
    'select * from flag.moderation',
    'select * from flag.note',
    'select * from flag.question',
    'select * from flag.decision',
    "update flag.flag set fate = 'rejected'",
    'delete from flag.flag',
    'insert into flag.flag (municipality_id, flag_id) select municipality_id, flag_id from flag.flag returning flag_id',
    'create table public_release.mine (n integer)',
    'create role mine',
  ])('is refused: %s', async (statement) => {
    await expect(publicly(database, (trx) => trx.raw(statement))).rejects.toMatchObject(DENIED);
  });

  test('leaves nothing of its role to whoever has the connection next', async () => {
    await publicly(database, (trx) => trx.raw('select 1'));
    await expect(publicly(database, (trx) => trx.raw('select 1 from staff.incident'))).rejects.toMatchObject(DENIED);
    await database.knex.raw('select count(*) from staff.incident');
  });
});

describe('what is asked about patrols', () => {
  const asked = (statement: string) => onSide(database.sides.patrol, (trx) => trx.raw(statement));

  test('reads and writes them, and reads areas and places', async () => {
    await asked('insert into patrol.later values (1)');
    await asked('select slug from patrol.later, staff.place');
    await asked('select 1 from patrol.zone_plan, patrol.visit, patrol.permit_area');
  });

  test('adds to the log what was done, in its own transaction', async () => {
    const details = { subject: 'visit', n: 1, until: '2026-01-01', decision: 'KS 1' };
    const who = { kind: 'unit', name: 'Fältgruppen' } as const;
    await onSide(database.sides.patrol, (trx) =>
      database.record(trx, { act: 'rows_disposed', who, area: 'sigtuna', details }),
    );
    const { rows } = await database.knex.raw<{ rows: { who: string }[] }>(
      `select who from staff.audit_entry where act = 'rows_disposed'`,
    );
    expect(rows).toEqual([{ who: 'Fältgruppen' }]);
  });

  test.each([
    'select * from staff.incident',
    'select * from staff.account',
    "update staff.place set slug = 'x'",
    'select * from public_release.later',
    'select * from patrol.later p, public_release.later r',
    'select * from flag.flag',
    'select * from patrol.later p, flag.flag f',
    "select * from flag.receipt_of(1, '')",
    'select who from staff.audit_entry',
    'delete from staff.audit_entry',
    'select * from staff.disposal',
  ])('is refused: %s', async (statement) => {
    await expect(asked(statement)).rejects.toMatchObject(DENIED);
  });
});

test('a role from before a right was added is given it at the next start, and only then is anything given', async () => {
  const { knex } = database;
  await knex.raw(`
    revoke select on flag.choice from lagesbild_public;
    comment on schema public_release is 'rights of an earlier version'`);
  const asked = () => publicly(database, (trx) => trx.raw('select code from flag.choice'));
  await expect(asked()).rejects.toMatchObject(DENIED);
  await ensureOwnRoles(knex);
  await asked();
  await knex.raw('revoke select on flag.choice from lagesbild_public');
  await ensureOwnRoles(knex);
  await expect(asked()).rejects.toMatchObject(DENIED);
  await knex.raw("comment on schema public_release is 'rights of an earlier version'");
  await ensureOwnRoles(knex);
  await asked();
});
