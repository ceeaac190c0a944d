import { createHash } from 'node:crypto';
import type { Disclosure, DisclosurePreview, Masking, NewDisclosure, Problem } from '@lagesbild/contract';
import type { FeatureCollection, Polygon } from 'geojson';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

const OPEN_ROWS = 400;
const SECRET = 'hemlig';
let database: Database;
let app: RoomApp;
let municipality_id: number;
let chief: TestPerson;
/** An administrator too, of an organisation that may not see the third source. */
let outsider: TestPerson;

beforeAll(async () => {
  database = await openTestDatabase();
  const { categories, ...area } = await sigtunaOf(database);
  municipality_id = area.municipality_id;
  const rows = makeIncidents(OPEN_ROWS, seeded(3), categories.slice(0, 6));
  // One report with twenty offences at one place, each at a time of its own.
  const first = rows.find(({ lon }) => lon !== null)!;
  const reported = rows.map((row, i) => (i < 20 ? { ...row, report: 'one', lon: first.lon, lat: first.lat } : row));
  await addIncidents(database, municipality_id, reported);
  for (const seed of [4, 5])
    await addIncidents(
      database,
      municipality_id,
      makeIncidents(40, seeded(seed), categories.slice(0, 6)).map((row) => ({ ...row, source_category: SECRET })),
    );
  chief = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  outsider = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  await database.knex.raw(
    `with other as (insert into staff.organisation (kind, name) values ('other', 'Annan') returning organisation_id)
     update staff.account set organisation_id = (select organisation_id from other) where account_id = :account_id`,
    { account_id: outsider.account_id },
  );
  await database.knex.raw(`
    update staff.source set name = 'Polisens uttag', kind = 'police', enabled = false where source_id = 2;
    update staff.source set viewer_organisations =
      array(select organisation_id from staff.organisation where name = 'Kommunen') where source_id = 3`);
  app = await testApp(database);
});
afterAll(() => app?.close());

const MASKING: Masking = {
  ...{ shape: 'rows', place: 'cell_500', time: 'month', category: 'group' },
  ...{ columns: ['occurred_from', 'category'], least: 3 },
};
const EVERYTHING = 'discovery=all&unit=row';
const decision = (change: Partial<NewDisclosure> = {}): NewDisclosure => ({
  scope: { filter: EVERYTHING, sources: [1], masking: MASKING },
  recipient: { kind: 'researcher', reference: 'KS 2026/123' },
  legal_ground: 'TF 2 kap. 15 §',
  secrecy_test: { rule: 'OSL 35 kap. 1 §', outcome: 'part', reason: 'Månad och ruta röjer ingen.' },
  ...{ appeal: 'Till kammarrätten inom tre veckor.', format: 'csv', language: 'sv' },
  ...change,
});
const refusal = decision({
  scope: { filter: EVERYTHING, sources: [1], masking: null },
  secrecy_test: { rule: 'OSL 18 kap. 1 §', outcome: 'refused', reason: 'Det skadar utredningar.' },
  format: null,
});

const ask = async (method: 'GET' | 'POST', path = '', payload?: object, who = chief, headers = {}) => {
  const response = await app.inject({
    ...{ method, url: `/api/sigtuna/disclosures${path}`, headers: { ...who.headers, ...headers } },
    ...(payload && { payload }),
  });
  const isJson = String(response.headers['content-type']).includes('json');
  const isProblem = response.statusCode >= 400;
  const body = isJson && (isProblem || !path.endsWith('/file')) ? response.json() : response.payload;
  return {
    status: response.statusCode,
    body: body as Disclosure & Disclosure[] & DisclosurePreview & Problem,
    response,
  };
};
const give = async (change: Partial<NewDisclosure> = {}) => {
  const { status, body } = await ask('POST', '', decision(change));
  expect([status, body.detail]).toEqual([201, undefined]);
  const file = await ask('GET', `/${body.disclosure_id}/file`);
  return { given: body as Disclosure, text: file.response.payload };
};
const linesOf = (csv: string) =>
  Papa.parse<Record<string, string>>(csv.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data;
const lastActs = async (n: number): Promise<{ act: string; object: string; details: object }[]> => {
  const { rows } = await database.knex.raw(
    'select act, object, details from staff.audit_entry where municipality_id = :municipality_id order by entry_no desc limit :n',
    { municipality_id, n },
  );
  return rows;
};

test('what would be given is told before it is: how much, how much masking withholds, and the first lines', async () => {
  const { masking, ...asked } = decision().scope;
  const { body } = await ask('POST', '/preview', { ...asked, masking });
  expect(body.selected).toBe(OPEN_ROWS);
  expect(body.given + body.withheld).toBe(OPEN_ROWS);
  expect(body.withheld).toBeGreaterThan(0);
  expect(body.alone).toBe(0);
  expect(body.columns).toEqual(['occurred_from', 'category', 'east_m', 'north_m']);
  expect(body.sample[0]![0]).toMatch(/^\d{4}-\d{2}$/);
  expect((await ask('GET')).body).toEqual([]);
});

test('the file holds what masking leaves and nothing else, with the text that goes with it, and the log tells', async () => {
  const { given, text } = await give();
  const lines = linesOf(text);
  expect(lines).toHaveLength(given.file!.given);
  expect(Object.keys(lines[0]!)).toEqual(['occurred_from', 'category', 'east_m', 'north_m']);
  for (const line of lines) {
    expect(line.occurred_from).toMatch(/^2025-1[0-2]$|^2026-0[1-4]$/);
    expect(line.category).toMatch(/^group_[1-4]$/);
    if (line.east_m !== '') expect([Number(line.east_m) % 500, Number(line.north_m) % 500]).toEqual([0, 0]);
  }
  const shared = new Map<string, number>();
  for (const line of lines) shared.set(JSON.stringify(line), (shared.get(JSON.stringify(line)) ?? 0) + 1);
  for (const n of shared.values()) expect(n).toBeGreaterThanOrEqual(MASKING.least!);
  expect(text).not.toContain(SECRET);
  expect(createHash('sha256').update(text).digest('hex')).toBe(given.file!.sha256);
  expect(given.companion).toMatch(/Diarienummer: KS 2026\/123\n[\s\S]*Ruta|ruta på 500 meter/);
  expect(given.companion).toContain(given.file!.sha256);
  expect(given.companion).toContain('Så överklagas beslutet: Till kammarrätten');
  expect(await lastActs(2)).toMatchObject([
    { act: 'disclosure_fetched', object: 'KS 2026/123' },
    { act: 'disclosure_made', details: { kind: 'researcher', n: given.file!.given, sha256: given.file!.sha256 } },
  ]);
});

test('unmasked it gives the rows that the map counts, reports once, and no number that leads back to a row', async () => {
  const masking: Masking = { ...MASKING, place: 'point', time: 'minute', category: 'category', least: null };
  const url = '/api/sigtuna/incidents/tally?discovery=all';
  await database.knex.raw("update staff.source set enabled = (source_id = 1) where kind <> 'police'");
  await database.knex.transaction((trx) => database.bumpDataVersion(trx, municipality_id));
  await app.inject({
    url: '/api/sigtuna/incidents/columns',
    headers: { ...chief.headers, 'if-none-match': '"older"' },
  });
  const tally = (await app.inject({ url, headers: chief.headers })).json<{ n: number }>();
  const { given, text } = await give({ scope: { filter: 'discovery=all', sources: [1], masking } });
  expect(given.file!.given).toBe(tally.n);
  expect(tally.n).toBeLessThan(OPEN_ROWS);
  expect(text.split('\r\n')[0]).toBe('\ufeffoccurred_from,category,lon,lat');
  await database.knex.raw("update staff.source set enabled = true where kind <> 'police'");
  await database.knex.transaction((trx) => database.bumpDataVersion(trx, municipality_id));
});

test('as GeoJSON cells are squares of the area’s own grid, and a count too small has no figure', async () => {
  const masking: Masking = { ...MASKING, shape: 'counts', place: 'cell_100', least: 5 };
  const { given, text } = await give({ scope: { filter: EVERYTHING, sources: [1], masking }, format: 'geojson' });
  const { features } = JSON.parse(text) as FeatureCollection<Polygon | null>;
  const sum = features.reduce((total, { properties }) => total + (properties!.n ?? 0), 0);
  expect([sum, given.file!.given]).toEqual([given.file!.given, OPEN_ROWS - given.file!.withheld]);
  expect(features.some(({ properties }) => properties!.n === null)).toBe(true);
  const cell = features.find(({ geometry }) => geometry !== null)!;
  const { rows } = await database.knex.raw(
    `select round(st_xmin(p)) as east, round(st_ymin(p)) as north, round(st_area(p)) as area
     from st_transform(st_setsrid(st_geomfromgeojson(:text), 4326), 3006) as p`,
    { text: JSON.stringify(cell.geometry) },
  );
  const { east_m: east, north_m: north } = cell.properties!;
  expect(rows[0]).toEqual({ east, north, area: expect.closeTo(10_000, -1) });
});

test('a named place stands instead of where it was', async () => {
  const masking: Masking = { ...MASKING, place: 'place', least: null };
  const { text } = await give({ scope: { filter: EVERYTHING, sources: [1], masking } });
  expect(new Set(linesOf(text).map(({ place }) => place))).toEqual(new Set(['', 'Märsta pendeltågsstation']));
});

test('a refusal is recorded with its reason and how to appeal, and has no file', async () => {
  const { status, body } = await ask('POST', '', refusal);
  expect([status, body.file]).toEqual([201, null]);
  expect(body.companion).toMatch(/lämnas inte ut[\s\S]*skadar utredningar[\s\S]*kammarrätten/);
  expect((await lastActs(1))[0]).toMatchObject({ act: 'disclosure_refused', object: 'KS 2026/123' });
  expect((await ask('GET', `/${body.disclosure_id}/file`)).body.code).toBe('disclosure_without_file');
  expect((await ask('GET')).body[0]).toMatchObject({ disclosure_id: body.disclosure_id, made_by: 'Prov Person' });
});

test('a source of the police without its basis, one that isn’t shown, and one that isn’t there give nothing', async () => {
  const of = (source: number) => decision({ scope: { filter: EVERYTHING, sources: [1, source], masking: MASKING } });
  const before = (await ask('GET')).body.length;
  const police = await ask('POST', '', of(2));
  expect([police.status, police.body.code]).toEqual([409, 'disclosure_basis_missing']);
  expect(police.body.detail).toContain('Polisens uttag');
  const { masking, ...asked } = of(2).scope;
  expect((await ask('POST', '/preview', { ...asked, masking })).body.code).toBe('disclosure_basis_missing');
  // Also where the table that refuses to show it has been got round.
  await database.knex.raw(`alter table staff.source disable trigger user;
    update staff.source set enabled = true where source_id = 2; alter table staff.source enable trigger user`);
  expect((await ask('POST', '', of(2))).body.code).toBe('disclosure_basis_missing');
  await database.knex.raw('update staff.source set enabled = false where source_id = 2');
  await database.knex.raw(`insert into staff.lawful_basis (municipality_id, source_id, legal_basis, controller, secrecy_ground)
    values (${municipality_id}, 2, 'Lag', 'KS', 'OSL')`);
  expect((await ask('POST', '', of(2))).body.code).toBe('disclosure_source_hidden');
  expect((await ask('POST', '', of(9))).body.code).toBe('disclosure_source_unknown');
  expect((await ask('GET')).body.length).toBe(before);
});

test('what somebody may not see they can’t give out, nor find what others gave of it', async () => {
  const secret = { filter: EVERYTHING, sources: [3], masking: { ...MASKING, least: null } };
  const refused = await ask('POST', '', decision({ scope: secret }), outsider);
  expect([refused.status, refused.body.code]).toEqual([404, 'disclosure_source_unknown']);
  const unknown = await ask('POST', '', decision({ scope: { ...secret, sources: [99] } }), outsider);
  expect(refused.body.detail!.replace('3', '99')).toBe(unknown.body.detail);
  const { given } = await give({ scope: secret });
  expect(given.file!.given).toBe(40);
  const found = await ask('GET', '', undefined, outsider);
  expect(found.body.map(({ disclosure_id }) => disclosure_id)).not.toContain(given.disclosure_id);
  expect((await ask('GET', `/${given.disclosure_id}/file`, undefined, outsider)).body.code).toBe('disclosure_unknown');
});

test('what was given stays as it was, whatever is imported or taken back since', async () => {
  const { given, text } = await give();
  await database.knex.raw('delete from staff.incident where source_id = 1 and incident_id % 2 = 0');
  expect((await ask('GET', `/${given.disclosure_id}/file`)).response.payload).toBe(text);
  await expect(database.knex.raw("update staff.disclosure set reason = 'x'")).rejects.toThrow('stays as it was given');
});

test('sent again because no answer came, it is decided once', async () => {
  const headers = { 'idempotency-key': '0b8ad8c8-33c1-4f0f-9a5a-6a2f5f0d7a11' };
  const [first, second] = [
    await ask('POST', '', refusal, chief, headers),
    await ask('POST', '', refusal, chief, headers),
  ];
  expect(second.body.disclosure_id).toBe(first.body.disclosure_id);
});

test.each<[string, Partial<NewDisclosure>]>([
  ['disclosure_reference_personal', { recipient: { kind: 'partner', reference: '19121212-1212' } }],
  ['invalid_input', { recipient: { kind: 'partner', reference: 'Anna Andersson' } }],
  ['invalid_input', { legal_ground: 'TF 2 kap. \u202e15 §' }],
  ['disclosure_appeal_missing', { appeal: null }],
  ['disclosure_gives_nothing', { format: null }],
  ['disclosure_refused_gives', { secrecy_test: { ...refusal.secrecy_test } }],
  [
    'disclosure_column_tells',
    { scope: { filter: '', sources: [1], masking: { ...MASKING, columns: ['source_category'] } } },
  ],
  ['parameter_unknown', { scope: { filter: 'form=2026', sources: [1], masking: MASKING } }],
  ['category_unknown', { scope: { filter: 'cat=nonesuch', sources: [1], masking: MASKING } }],
])('%s is said in a sentence, and nothing is recorded', async (code, change) => {
  const before = (await ask('GET')).body.length;
  const { body } = await ask('POST', '', decision(change));
  expect([body.code, body.detail]).toEqual([code, expect.stringMatching(/\.$/)]);
  expect((await ask('GET')).body.length).toBe(before);
});
