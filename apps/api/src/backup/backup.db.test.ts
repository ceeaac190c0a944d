import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { knownMigrations } from '../db/migration.ts';
import { SCHEMAS } from '../db/schemas.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { openBackup } from './backup.ts';
import { contentOf } from './content.testing.ts';
import { readTable } from './content.ts';
import { asOfOneMoment } from './moment.ts';
import { restore } from './restore.ts';
import { listTables } from './table.ts';
import { writeBackup, writeExport } from './write.ts';

let database: Database;
let data_dir: string;
let file: string;
let before: Record<string, string>;

/** Texts that would be lost or changed by a careless writer or reader. */
const AWKWARD = [
  '',
  '"',
  '""',
  ',',
  'a\nb',
  'a\r\nb',
  '\\.',
  '\\N',
  'NULL',
  ' x ',
  'Åsa "Ö", 3 st',
  'عربي',
  '\t',
  '🙂',
  '{1,2}',
];

beforeAll(async () => {
  database = await openTestDatabase();
  data_dir = testFolder();
  writeFileSync(join(data_dir, 'import.key'), 'abc\n');
  await fill(database);
  before = await contentOf(database);
  file = join(data_dir, 'a.tar.gz');
  await writeBackup(database, file, data_dir);
});

async function fill({ knex }: Database): Promise<void> {
  const [municipality_id] = await knex('staff.municipality').pluck<number[]>('municipality_id');
  const sources = AWKWARD.map((name, i) => ({
    ...{ municipality_id, source_id: i + 1, slug: `s${i}`, name, kind: 'open' },
    ...{ licence: i % 3 === 0 ? null : name, mapping: i % 2 === 0 ? null : JSON.stringify({ [name]: [name, i / 7] }) },
  }));
  await knex('staff.source').insert(sources);
  await knex.raw(
    `insert into staff.import (municipality_id, import_id, public_id, source_id, state, file_name, file_sha256, bytes, mapping)
     values (?, 1, gen_random_uuid(), 1, 'done', 'a.csv', '', 9007199254740993, '{}')`,
    [municipality_id!],
  );
  await knex.raw(
    `insert into staff.incident (municipality_id, incident_id, import_id, source_id, identity, content, occurred_from,
       time_precision, category, precision, discovery, counting_unit, geometry)
     select ?, n, 1, 1, gen_random_uuid(), gen_random_uuid(), timestamptz '1999-12-31 23:59:59.123456+01' + n * interval '1 hour',
       'hour', 'x', 'point', 'unknown', 'report', st_setsrid(st_point(17 + n / 3e4, 59 + 1e-13 * n), 4326)
     from generate_series(1, 4100) n`,
    [municipality_id!],
  );
}

const refusal = (path: string) =>
  openBackup(path).then(
    () => 'taken',
    (error: Error) => error.message,
  );

test('every table of ours has a primary key, so that its rows have an order', async () => {
  const tables = await database.knex.transaction(listTables);
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter(({ key }) => key.length === 0)).toEqual([]);
});

test('migrations make no schema, and nothing in the public one, that a backup would leave behind', async () => {
  const { rows } = await database.knex.raw(
    `
    select distinct n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname !~ '^(pg_|information_schema)'
      and n.nspname <> all (:schemas)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      and c.relname !~ '^(knex_migrations|probe|deadline|silent|written)'`,
    { schemas: [...SCHEMAS] },
  );
  expect(rows).toEqual([]);
});

test('what is restored is what was saved, down to the last bit of every value', async () => {
  await database.knex('staff.incident').where('incident_id', '>', 7).delete();
  await database.knex('staff.source').update({ name: 'other' });
  await database.knex('staff.place').delete();
  expect(await contentOf(database)).not.toEqual(before);
  await restore(database, await openBackup(file), { data_dir });
  expect(await contentOf(database)).toEqual(before);
});

test('new rows get new numbers afterwards, and every foreign key holds again', async () => {
  const [last] = await database.knex('staff.municipality').max('municipality_id as n');
  const row = await database.knex.raw(
    `insert into staff.municipality (slug, names, time_zone, srid, outline, outline_source)
     select 'annan', names, time_zone, srid, outline, '' from staff.municipality limit 1 returning municipality_id`,
  );
  expect(row.rows[0].municipality_id).toBeGreaterThan(Number(last!.n));
  await expect(database.knex('staff.data_version').insert({ municipality_id: 9999 })).rejects.toMatchObject({
    code: '23503',
  });
  await database.knex('staff.municipality').where('slug', 'annan').delete();
});

test('a data version that somebody has seen never stands for other rows', async () => {
  const heard: number[] = [];
  const stop = database.onDataVersion((_, version) => heard.push(version));
  const seen = async () => Number((await database.knex('staff.data_version').first('version')).version);
  const [municipality_id] = await database.knex('staff.municipality').pluck('municipality_id');
  for (let i = 0; i < 3; i++) await database.knex.transaction((trx) => database.bumpDataVersion(trx, municipality_id));
  const newest = await seen();
  await restore(database, await openBackup(file), { data_dir });
  expect(await seen()).toBe(newest + 1);
  await expect.poll(() => heard.at(-1)).toBe(newest + 1);
  stop();
});

test('an export of tables as files restores as well, without the keys', async () => {
  const folder = join(data_dir, 'export');
  const manifest = await writeExport(database, folder);
  expect(readFileSync(join(folder, 'staff.source.csv'), 'utf8')).toMatch(/^municipality_id,source_id,slug,name,/);
  expect(manifest.keys).toEqual([]);
  await database.knex('staff.place').delete();
  await restore(database, await openBackup(folder), { data_dir });
  expect(await contentOf(database)).toEqual(before);
  await expect(writeExport(database, folder)).rejects.toThrow(/already there/);
});

test('the keys come back with the rows they belong to, and those they replace are kept', async () => {
  writeFileSync(join(data_dir, 'import.key'), 'another\n');
  await restore(database, await openBackup(file), { data_dir });
  expect(readFileSync(join(data_dir, 'import.key'), 'utf8')).toBe('abc\n');
  expect(readFileSync(join(data_dir, 'import.key.before-restore'), 'utf8')).toBe('another\n');
});

test('a backup taken while others write is of one moment', async () => {
  const { knex } = database;
  const [municipality_id] = await knex('staff.municipality').pluck('municipality_id');
  let writing = true;
  // Two tables in one transaction: only a torn reading sees one without the other.
  const writer = (async () => {
    for (let n = 5000; writing; n++) {
      await knex.transaction(async (trx) => {
        await trx('staff.source').insert({ municipality_id, source_id: n, slug: `n${n}`, name: '', kind: 'open' });
        await trx('staff.place').insert({
          ...{ municipality_id, slug: `n${n}`, names: '{"sv":"x"}', kind: 'named_place', source: '', year: 2026 },
          geometry: trx.raw("st_geomfromtext('POINT(17 59)', 4326)"),
        });
      });
    }
  })();
  const counts = await asOfOneMoment(database, async (at) => {
    const tables = (await at(listTables)).filter(({ name }) => ['staff.source', 'staff.place'].includes(name));
    const rows: number[] = [];
    for (const table of tables) {
      rows.push((await readTable(at, table)).rows);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return rows;
  });
  writing = false;
  await writer;
  const [places, sources] = counts as [number, number];
  const extra = (await openBackup(file)).manifest.tables.filter(({ name }) => /\.(source|place)$/.test(name));
  const [placesBefore, sourcesBefore] = extra.map(({ rows }) => rows) as [number, number];
  expect(sources - sourcesBefore).toBe(places - placesBefore);
  await restore(database, await openBackup(file), { data_dir });
});

test('while a file is being loaded nothing is restored', async () => {
  const { knex, engine } = database;
  const [municipality_id] = await knex('staff.municipality').pluck('municipality_id');
  await knex('staff.import').update({ state: 'running' });
  const holder = await knex.transaction();
  if (engine.kind === 'server') await holder.raw('select pg_advisory_xact_lock(191003, ?)', [municipality_id]);
  else await holder.commit();
  await expect(restore(database, await openBackup(file), { data_dir })).rejects.toThrow(/being loaded/);
  if (engine.kind === 'server') await holder.commit();
  await knex('staff.import').update({ state: 'done' });
  expect(await contentOf(database)).toEqual(before);
});

test('a restored database that cannot be opened gives its place back to the old one', async () => {
  await database.knex('staff.place').update({ year: 1999 });
  const old = await contentOf(database);
  const migrations = await database.knex('knex_migrations').pluck('name');
  const opens = () => Promise.reject(new Error('no'));
  await expect(restore(database, await openBackup(file), { data_dir, opens })).rejects.toThrow(
    /old one is in its place/,
  );
  expect(await contentOf(database)).toEqual(old);
  expect(await database.knex('knex_migrations').pluck('name')).toEqual(migrations);
  await restore(database, await openBackup(file), { data_dir });
});

test('others are told to come back while it goes on', async () => {
  const opened = openBackup(file);
  expect(database.standstill.now).toBe(false);
  const going = restore(database, await opened, { data_dir });
  expect(database.standstill.now).toBe(true);
  await going;
  expect(database.standstill.now).toBe(false);
});

test('a file that ends anywhere, or has one bit changed anywhere, is refused in one sentence', async () => {
  const whole = readFileSync(file);
  const mutilated = join(data_dir, 'mutilated.tar.gz');
  const at = (part: number) => Math.floor(whole.length * part);
  for (const part of [0, 0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999]) {
    writeFileSync(mutilated, whole.subarray(0, at(part)));
    expect(await refusal(mutilated)).toMatch(/Nothing was changed/);
    const flipped = Buffer.from(whole);
    flipped[at(part) + 12]! ^= 0x10;
    writeFileSync(mutilated, flipped);
    expect(await refusal(mutilated)).toMatch(/Nothing was changed/);
  }
});

test('what is repacked with a changed, missing or foreign file is refused by its name', async () => {
  const bytes = gunzipSync(readFileSync(file));
  const mutilated = join(data_dir, 'repacked.tar.gz');
  const place = bytes.indexOf('Valsta');
  expect(place).toBeGreaterThan(0);
  const changed = Buffer.from(bytes);
  changed.write('Falsta', place);
  writeFileSync(mutilated, gzipSync(changed));
  expect(await refusal(mutilated)).toMatch(/staff\.place\.csv was changed/);
  const header = bytes.lastIndexOf('staff.source.csv');
  writeFileSync(mutilated, gzipSync(Buffer.concat([bytes.subarray(0, header), Buffer.alloc(1024)])));
  expect(await refusal(mutilated)).toMatch(/staff\.source\.csv is missing/);
});

test('another program’s file, and one of a newer version, are refused', async () => {
  const bytes = gunzipSync(readFileSync(file));
  const foreign = join(data_dir, 'foreign.tar.gz');
  const rewritten = (from: string, to: string) => {
    expect(from.length).toBe(to.length);
    const changed = Buffer.from(bytes);
    changed.write(to, bytes.indexOf(from));
    writeFileSync(foreign, gzipSync(changed));
    return refusal(foreign);
  };
  writeFileSync(foreign, gzipSync('hello'));
  expect(await refusal(foreign)).toMatch(/not a backup/);
  writeFileSync(foreign, 'hello');
  expect(await refusal(foreign)).toMatch(/not a backup/);
  expect(await rewritten('"product": "lagesbild"', '"product": "something"')).toMatch(/not a backup/);
  expect(await rewritten('"format": 1', '"format": 2')).toMatch(/newer than/);
  expect(await rewritten('"0002_', '"9002_')).toMatch(/newer than/);
  expect(await refusal(join(data_dir, 'nowhere'))).toMatch(/no file/);
  expect(await refusal(testFolder())).toMatch(/not a backup/);
});

test('migrations run again in a transaction beside tables that are already there', async () => {
  const manifest = (await openBackup(file)).manifest;
  expect(manifest.migrations).toEqual(knownMigrations());
});

test('accounts that were switched off or had lost a role after the backup are named when it brings that back', async () => {
  const { knex } = database;
  const [organisation] = await knex('staff.organisation').insert({ kind: 'police', name: 'Polisen' }).returning('*');
  const logins = ['off@x.se', 'less@x.se', 'same@x.se', 'more@x.se'];
  const added = logins.map((login) => ({ login, name: login, organisation_id: organisation.organisation_id }));
  const [off, less, same, more] = await knex('staff.account').insert(added).returning('account_id');
  const grants = [off, less, same].map(({ account_id }) => ({ account_id, role: 'viewer' }));
  await knex('staff.role_grant').insert(grants);
  const saved = join(data_dir, 'accounts.tar.gz');
  await writeBackup(database, saved, data_dir);
  await knex('staff.account').where(off).update({ deactivated_at: knex.fn.now() });
  await knex('staff.role_grant').where(less).delete();
  await knex('staff.role_grant').insert({ ...more, role: 'viewer' });
  expect(await restore(database, await openBackup(saved), { data_dir })).toEqual(['less@x.se', 'off@x.se']);
});
