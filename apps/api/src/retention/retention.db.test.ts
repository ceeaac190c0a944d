import { type Problem, RETENTION_SUBJECTS, type Retention } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import { NOBODY_KNOWN, PROGRAM } from '../audit/entry.ts';
import { runCommand } from '../commands.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { addIncidents, type MadeIncident, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { RetentionSchedule } from './schedule.ts';

const OLD = 30;
const NEW = 20;
let database: Database;
let app: RoomApp;
let chief: TestPerson;
let municipality_id: number;
let rows: MadeIncident[];
const data_dir = testFolder();

beforeAll(async () => {
  database = await openTestDatabase();
  const { categories, ...area } = await sigtunaOf(database);
  municipality_id = area.municipality_id;
  chief = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  rows = makeIncidents(OLD + NEW, seeded(8), categories).map((row, i) => ({
    ...row,
    minutes: 60,
    occurred_from: new Date(Date.now() - (i < OLD ? 800 : 10) * 86_400_000).toISOString(),
  }));
  app = await testApp(database, { DATA_DIR: data_dir });
});
afterAll(() => app?.close());
beforeEach(async () => {
  await database.knex.raw(`delete from staff.retention_rule; delete from staff.disposal;
    delete from staff.incident; delete from staff.source`);
  await addIncidents(database, municipality_id, rows);
});

const ask = async (method: 'GET' | 'PUT' | 'DELETE', path = '', payload?: object) => {
  const response = await app.inject({
    method,
    url: `/api/sigtuna/retention${path}`,
    headers: chief.headers,
    ...(payload && { payload }),
  });
  return { status: response.statusCode, body: response.json<Retention & Problem>() };
};
const type = async (...args: string[]) => {
  const lines: string[] = [];
  const place = { cwd: '/', config: readConfig({ DATA_DIR: data_dir }), language: 'en' as const };
  const signal = new AbortController().signal;
  const exit = await runCommand(database, ['retention', ...args], (line) => lines.push(line), { ...place, signal });
  return { exit, said: lines.join('\n') };
};
const stored = async (): Promise<number> =>
  (await database.knex.raw('select count(*)::integer as n from staff.incident')).rows[0].n;
const seen = async (): Promise<number> => {
  const url = '/api/sigtuna/incidents/columns';
  const { headers } = await app.inject({ url, headers: { ...chief.headers, 'if-none-match': '"older"' } });
  return Number(headers['x-rows']);
};

test('without a rule everything is kept', async () => {
  expect((await ask('GET')).body.rules).toEqual(
    RETENTION_SUBJECTS.map((subject) => ({ subject, rule: null, older_than: null })),
  );
  expect(await type('run')).toMatchObject({ exit: 0, said: expect.stringContaining('everything is kept') });
  expect(await stored()).toBe(OLD + NEW);
});

test('what is older goes, from the table and from what is held of it, and the command proves that nothing older is left', async () => {
  expect(await seen()).toBe(OLD + NEW);
  const rule = { keep_months: 24, decision: 'KS 2026/77' };
  expect((await ask('PUT', '/incident', rule)).body.rules[0]).toMatchObject({ subject: 'incident', rule });
  expect(await type()).toMatchObject({ exit: 0, said: expect.stringMatching(/24 months.*KS 2026\/77.*30 are older/) });
  expect(await stored()).toBe(OLD + NEW);
  const ran = await type('run');
  expect(ran).toMatchObject({ exit: 0, said: expect.stringMatching(/30 incidents older.*Nothing older is left/) });
  expect([await stored(), await seen()]).toEqual([NEW, NEW]);
  expect((await ask('GET')).body.disposals).toMatchObject([{ subject: 'incident', decision: 'KS 2026/77', n: OLD }]);
  expect(await type('run')).toMatchObject({ said: expect.stringMatching(/: 0 incidents/) });
  expect((await ask('GET')).body.disposals).toHaveLength(1);
  const { rows: told } = await database.knex.raw(
    `select act, who, details from staff.audit_entry where act in ('retention_set', 'rows_disposed') order by entry_no desc limit 2`,
  );
  expect(told).toMatchObject([
    { act: 'rows_disposed', details: { subject: 'incident', n: OLD, decision: 'KS 2026/77' } },
    { act: 'retention_set', who: chief.login, details: { months: 24 } },
  ]);
});

test('rows go and rows come, and what is held in memory stays equal to what is stored', async () => {
  await ask('PUT', '/incident', { keep_months: 24, decision: 'KS 1' });
  for (let round = 0; round < 3; round++) {
    expect(await seen()).toBe(await stored());
    await type('run');
    expect(await seen()).toBe(await stored());
    await addIncidents(database, municipality_id, rows.slice(OLD - 3 * round, OLD + 5));
  }
  expect(await seen()).toBe(await stored());
});

test('the job of every day carries it out by itself, and one rule that fails keeps none of the others from it', async () => {
  await ask('PUT', '/incident', { keep_months: 24, decision: 'KS 2' });
  await ask('PUT', '/audit_entry', { keep_months: 24, decision: 'KS 3' });
  const troubles: string[] = [];
  const broken = {
    ...database,
    record: async (...call: Parameters<Database['record']>) => {
      if (call[1]?.act === 'log_disposed') throw new Error('no log today');
      return database.record(...call);
    },
  };
  await database.record(database.knex, { act: 'signed_out', who: NOBODY_KNOWN, area: municipality_id });
  await database.knex.raw(`alter table staff.audit_entry disable trigger user;
    update staff.audit_entry set at = at - interval '3 years' where entry_no <= 1;
    alter table staff.audit_entry enable trigger user`);
  await new RetentionSchedule({ data_dir }, (sentence) => troubles.push(sentence)).run(broken);
  expect(troubles).toEqual([expect.stringContaining('no log today')]);
  expect(await stored()).toBe(NEW);
  const { rows: told } = await database.knex.raw(
    `select who_kind from staff.audit_entry where act = 'rows_disposed' order by entry_no desc limit 1`,
  );
  expect(told).toEqual([{ who_kind: PROGRAM.kind }]);
});

test('rejected rows, counts by area and the log go by rules of their own', async () => {
  await database.knex.raw(`
    update staff.import set started_at = now() - interval '3 years';
    insert into staff.import_rejection (municipality_id, import_id, row_number, reason, value)
      select municipality_id, import_id, 1, 'bad_time', 'x' from staff.import;
    insert into staff.area_count (municipality_id, import_id, area_code, area_name, period_from, period_to, category, counting_unit, n)
      select municipality_id, import_id, 'A', 'A', d::date, (d + interval '20 days')::date, 'theft', 'report', 3
      from staff.import, unnest(array[now() - interval '5 years', now() - interval '1 month']) as d`);
  for (const subject of ['import_rejection', 'area_count'])
    await ask('PUT', `/${subject}`, { keep_months: 36 - 1, decision: 'KS 4' });
  const ran = await type('run');
  expect(ran.exit).toBe(0);
  expect(ran.said).toMatch(/1 counts by area[\s\S]*1 rejected rows/);
  const left = await database.knex.raw(`select (select count(*)::integer from staff.area_count) as cells,
    (select count(*)::integer from staff.import_rejection) as rejections`);
  expect(left.rows).toEqual([{ cells: 1, rejections: 0 }]);
  expect(await stored()).toBe(OLD + NEW);
});

test('exhibits and disclosures go by rules of their own, with what was kept in them', async () => {
  await database.knex.raw(
    `insert into staff.exhibit (municipality_id, exhibit_id, data_version, sources, answer, made_at)
      select :municipality_id, rpad(n::text, 24, 'x'), 1, '{1}', '', now() - n * interval '2 years' from generate_series(0, 1) as n;
    insert into staff.disclosure (municipality_id, disclosure_id, made_at, recipient, reference, legal_ground, secrecy_rule,
        outcome, reason, appeal, filter, sources, data_version, companion)
      select :municipality_id, gen_random_uuid(), now() - n * interval '2 years', 'partner', 'KS 1', 'x', 'x', 'refused', 'x', 'x', '', '{1}', 1, ''
      from generate_series(0, 1) as n`.replaceAll(':municipality_id', String(municipality_id)),
  );
  for (const subject of ['exhibit', 'disclosure'])
    await ask('PUT', `/${subject}`, { keep_months: 12, decision: 'KS 6' });
  expect(await type()).toMatchObject({
    said: expect.stringMatching(/disclosures[\s\S]*1 are older[\s\S]*exhibits[\s\S]*1 are older/),
  });
  const ran = await type('run');
  expect(ran).toMatchObject({ exit: 0, said: expect.stringMatching(/1 disclosures[\s\S]*1 exhibits/) });
  const left = await database.knex.raw(`select (select count(*)::integer from staff.exhibit) as exhibits,
    (select count(*)::integer from staff.disclosure) as disclosures`);
  expect(left.rows).toEqual([{ exhibits: 1, disclosures: 1 }]);
});

test('flags go by the month they came in, with their receipts; the counts of a quarter when it is past', async () => {
  await database.knex.raw(`
    with past as (select date_trunc('month', now() - n * interval '1 month')::date as month, n from unnest(array[0, 12, 40]) as n),
    sent as (
      insert into flag.flag (municipality_id, flag_id, kind, feeling, cell_x, cell_y, month, times, days, reasons, weightiest, publication_group)
      select ${municipality_id}, gen_random_uuid(), 'feels', 'unsafe', 6690, 66150, month, '{night}', 'both', '{dark}', 'dark', 3 from past
      returning flag_id),
    receipts as (
      insert into flag.receipt (municipality_id, lookup, secret, flag_id)
      select ${municipality_id}, md5(flag_id::text) || md5(flag_id::text), 'x', flag_id from sent)
    insert into flag.background (municipality_id, quarter, age_band, gender, n)
    select ${municipality_id}, date_trunc('quarter', month)::date, '18_29', 'woman', 1 from past where n in (0, 40)`);
  await ask('PUT', '/flag', { keep_months: 24, decision: 'KS 7' });
  expect((await type()).said).toMatch(/flags[\s\S]*2 are older/);
  expect(await type('run')).toMatchObject({ exit: 0, said: expect.stringMatching(/2 flags/) });
  const left = await database.knex.raw(`select (select count(*)::integer from flag.flag) as flags,
    (select count(*)::integer from flag.receipt) as receipts, (select count(*)::integer from flag.background) as background`);
  expect(left.rows).toEqual([{ flags: 2, receipts: 2, background: 1 }]);
});

test('actions go when they have ended and been left alone for so long, with what is public of them; what goes on stays', async () => {
  await database.knex.raw(`
    with made as (
      insert into staff.action (municipality_id, action_id, title, place, status, done_on, rests_on, changed_on)
      select ${municipality_id}, gen_random_uuid(), status, 'valsta-centrum', status,
        case when status = 'done' then current_date - days end, 'other', current_date - days
      from (values ('done', 900), ('stopped', 900), ('under_way', 900), ('done', 1)) as a (status, days)
      returning municipality_id, action_id, status, done_on)
    insert into staff.action_publication (municipality_id, action_id, place, status, done_on, public_text, version)
    select municipality_id, action_id, 'valsta-centrum', status, done_on, '{"sv": "Ljus"}', 1 from made`);
  await ask('PUT', '/action', { keep_months: 24, decision: 'KS 9' });
  expect((await type()).said).toMatch(/actions[\s\S]*2 are older/);
  expect(await type('run')).toMatchObject({ exit: 0, said: expect.stringMatching(/2 actions/) });
  const left = await database.knex.raw(`select array(select status from staff.action order by 1) as actions,
    (select count(*)::integer from staff.action_publication) as published`);
  expect(left.rows).toEqual([{ actions: ['done', 'under_way'], published: 2 }]);
});

test('versions of plans, visits and permits go by rules of their own; the newest version and the published one stay', async () => {
  await database.knex.raw(`
    insert into patrol.zone_plan (municipality_id, plan_id, name)
      values (${municipality_id}, '6f0f6a52-58a5-4b38-9a0c-0d7a3c9a0001', 'Plan');
    insert into patrol.zone_plan_version (municipality_id, plan_id, version, based_on, saved_on, saved_by)
      select municipality_id, plan_id, n, nullif(n - 1, 0), current_date - 900, 'Kommunen, samordnare'
      from patrol.zone_plan, generate_series(1, 4) as n;
    update patrol.zone_plan set published_version = 2;
    insert into patrol.unit (municipality_id, unit_id, name, organisation_kind, kind, size)
      values (${municipality_id}, '6f0f6a52-58a5-4b38-9a0c-0d7a3c9a0002', 'Fältgruppen', 'municipality', 'faltare', 6);
    insert into patrol.visit (municipality_id, visit_id, zone_id, zone_name, unit_id, started_on, from_minute, minutes, kind)
      select municipality_id, gen_random_uuid(), gen_random_uuid(), 'Torget', unit_id, current_date - days, 1200, 15, 'foot'
      from patrol.unit, unnest(array[900, 1]) as days;
    insert into patrol.permit_area (municipality_id, permit_id, name, decision, outline, hours, valid_from, valid_to)
      select municipality_id, gen_random_uuid(), 'Centrum', 'A 1', outline, repeat('1', 168), current_date - 950, current_date - days
      from staff.municipality, unnest(array[900, 1]) as days`);
  for (const subject of ['zone_plan', 'visit', 'permit_area'])
    await ask('PUT', `/${subject}`, { keep_months: 24, decision: 'KS 8' });
  expect(await type('run')).toMatchObject({
    exit: 0,
    said: expect.stringMatching(/1 permit areas[\s\S]*1 visits[\s\S]*2 versions of plans/),
  });
  const left =
    await database.knex.raw(`select array(select version from patrol.zone_plan_version order by 1) as versions,
    (select count(*)::integer from patrol.visit) as visits, (select count(*)::integer from patrol.permit_area) as permits`);
  expect(left.rows).toEqual([{ versions: [2, 4], visits: 1, permits: 1 }]);
  await expect(database.knex.raw('update patrol.zone_plan_version set based_on = 3 where version = 4')).rejects.toThrow(
    'never changed',
  );
});

test('a rule is set and lifted in a terminal too, and what can’t be is said', async () => {
  expect(await type('set', 'sigtuna', 'incident', '--months', '60', '--decision', 'KS 5')).toMatchObject({
    said: expect.stringContaining('60 months'),
  });
  await expect(type('set', 'sigtuna', 'incident', '--months', '0', '--decision', 'x')).rejects.toThrow(
    'from 1 to 1,200',
  );
  await expect(type('set', 'sigtuna', 'incident', '--months', '6')).rejects.toThrow('--decision');
  await expect(type('set', 'sigtuna', 'people', '--months', '6', '--decision', 'x')).rejects.toThrow('area_count');
  expect((await type('set', 'sigtuna')).exit).toBe(2);
  expect((await ask('GET')).body.rules[0]!.rule).toEqual({ keep_months: 60, decision: 'KS 5' });
  await type('lift', 'sigtuna', 'incident');
  expect((await ask('GET')).body.rules[0]!.rule).toBeNull();
  for (const bad of [
    { keep_months: 0, decision: 'x' },
    { keep_months: 12, decision: ' ' },
    { keep_months: 1.5, decision: 'x' },
  ])
    expect((await ask('PUT', '/incident', bad)).body.code).toBe('invalid_input');
  expect((await ask('PUT', '/people', { keep_months: 12, decision: 'x' })).status).toBe(400);
  expect((await ask('DELETE', '/incident')).status).toBe(200);
});
