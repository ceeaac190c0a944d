import { randomUUID } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import type { Problem, ReleaseIndex, ReleaseOverview, ReleaseWork } from '@lagesbild/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { filesOf } from './gate.ts';
import { readGround } from './ground.ts';
import { type Period, quarterPeriod, yearPeriod } from './period.ts';
import { crowdedSigtuna, crowdsOf } from './testing.ts';

let database: Database;
let app: RoomApp;
let administrator: TestPerson;
let municipality_id: number;
let category: string;

const { incident, crowds } = crowdsOf(22);

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id, category } = await crowdedSigtuna(database));
  // Not for the public, each for a reason of its own.
  await addIncidents(database, municipality_id, crowds({ category, discovery: 'police_discovered' }));
  await addIncidents(database, municipality_id, crowds({ category, discovery: 'partner_observed' }));
  await addIncidents(database, municipality_id, crowds({ category, precision: 'area' }));
  administrator = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const asked = (method: 'GET' | 'POST', path: string) =>
  app.inject({ method, url: `/api/sigtuna/releases${path}`, headers: administrator.headers });
/** Sets it going, and waits for its end. */
const done = async (path: string): Promise<ReleaseWork> => {
  const response = await asked('POST', path);
  expect([response.statusCode, response.json<Problem>().detail]).toEqual([202, undefined]);
  const events = (await asked('GET', '/work/progress')).body.split('\n').filter((line) => line.startsWith('data: '));
  const work = JSON.parse(events.at(-1)!.slice('data: '.length)) as ReleaseWork;
  expect([work.state, work.problem]).toEqual(['done', null]);
  return work;
};
interface Told {
  squares: { east: number[]; north: number[] };
  subjects: { incident: { groups: { group: number }[]; bands: number[]; total: number | null } };
}
const told = async (release: string): Promise<Told> =>
  (await get(`/release/sigtuna/${release}/release.json`)).json<Told>();

test('before anything is made there is an empty list, and no file', async () => {
  expect((await get('/release/sigtuna/index.json')).json<ReleaseIndex>().releases).toEqual([]);
  expect((await get('/release/sigtuna/year-2025/table.csv')).statusCode).toBe(404);
  expect((await get('/release/nowhere/index.json')).json<Problem>().code).toBe('release_area_unknown');
});

test('what is due is made once, every quarter and year that is over long enough, and stays with what was tried on it', async () => {
  const before = (await asked('GET', '')).json<ReleaseOverview>();
  expect([before.releases, before.work]).toEqual([[], null]);
  expect((await asked('GET', '/work')).json<Problem>().code).toBe('release_work_none');
  const { made, attacks } = await done('');
  expect(made).toEqual(before.due.map(({ release }) => release));
  expect(made).toContain('quarter-2025-1');
  expect(made).toContain('year-2025');
  expect(made).toContain('quarter-2026-1');
  expect(before.next.map(({ kind }) => kind).sort()).toEqual(['quarter', 'year']);
  for (const { release } of before.next) expect(made).not.toContain(release);
  const again = await asked('POST', '');
  expect([again.statusCode, again.json<Problem>().code]).toEqual([409, 'release_not_due']);
  const list = (await get('/release/sigtuna/index.json')).json<ReleaseIndex>().releases;
  expect(list.map(({ release }) => release).sort()).toEqual([...made].sort());
  const after = (await asked('GET', '')).json<ReleaseOverview>();
  expect([after.due, after.next]).toEqual([[], before.next]);
  for (const one of after.releases) {
    expect(one.attacks.map(({ subject, report }) => [subject, report.succeeded])).toEqual([
      ['incident', []],
      ['safe', []],
      ['unsafe', []],
    ]);
    expect(one.attacks[0]!.report.bounds.small).toBe(attacks[0]!.report.bounds.small);
  }
  expect((await get('/release/sigtuna/index.json')).body).not.toContain('small');
});

test('a year tells of the crowds that residents reported and of nothing else, in bands, and of the total in hundreds', async () => {
  const { subjects, squares } = await told('year-2025');
  expect(subjects.incident.bands).toHaveLength(squares.east.length);
  expect(subjects.incident.bands.filter((band) => band > 0 && band < 10)).toEqual([]);
  const most = Math.max(...subjects.incident.bands);
  expect(most).toBeGreaterThan(30);
  expect(most).toBeLessThan(200); // three times that if what police and partners found were in
  expect(subjects.incident.total! % 100).toBe(0);
});

test('of flags only those count that a moderator has published, live, and once a sender, place and day; by the day of that', async () => {
  const area = await findMunicipality(database.knex, 'sigtuna');
  interface Sent {
    fate: string;
    verified: boolean;
    repeated: boolean;
    feeling: string;
    demonstration: boolean;
  }
  const send = async (change: Partial<Sent>) => {
    const like: Sent = { fate: 'live', verified: true, repeated: false, feeling: 'unsafe', demonstration: false };
    const row = { ...like, ...change };
    const flag_id = randomUUID();
    await database.knex.raw(
      `insert into flag.flag (municipality_id, flag_id, kind, feeling, place, month, times, days, reasons, weightiest,
         publication_group, fate, verified, repeated, demonstration)
       values (:municipality_id, :flag_id, 'feels', :feeling, 'valsta-centrum', '2025-03-01', '{evening}', 'both', '{dark}', 'dark',
         3, :fate, :verified, :repeated, :demonstration)`,
      { municipality_id, flag_id, ...row },
    );
    if (row.verified)
      await database.knex.raw(
        `insert into flag.decision (municipality_id, flag_id, decided_on, act, decided_by)
         values (:municipality_id, :flag_id, '2025-04-02', 'publish', 'moderator')`,
        { municipality_id, flag_id },
      );
  };
  for (let i = 0; i < 120; i++) await send({});
  for (let i = 0; i < 25; i++) await send({ feeling: 'safe' });
  const left_out_for = [
    { verified: false },
    { repeated: true },
    { fate: 'quarantined', verified: false },
    { fate: 'merged', verified: false }, // the one it went into counts: once for what one place was said of
    { demonstration: true }, // made up, and nothing on the page would say so
  ];
  for (const left_out of left_out_for) for (let i = 0; i < 60; i++) await send(left_out);
  try {
    const ground = await readGround(database, area);
    const of = (subject: string) => ground.eligible.filter((row) => row.subject === subject);
    expect([of('unsafe').length, of('safe').length]).toEqual([120, 25]);
    expect(new Set(of('unsafe').map(({ day, group }) => `${day} ${group}`))).toEqual(new Set(['2025-04-02 3']));
    const bands = (subject: 'unsafe' | 'safe', period: Period) => {
      const released = filesOf(ground, period).find(({ name }) => name === 'release.json')!;
      const { subjects } = JSON.parse(released.content.toString()) as {
        subjects: Record<string, { bands: number[] }>;
      };
      return subjects[subject]!.bands.filter((band) => band >= 60); // noise reaches that once in a billion
    };
    // All of them at one place: one square has a band, in the quarter of their publishing, and no other has as much.
    expect(bands('unsafe', quarterPeriod(4 * 2025 + 1))).toHaveLength(1);
    expect(bands('unsafe', quarterPeriod(4 * 2025))).toEqual([]);
    expect(Math.abs(bands('unsafe', yearPeriod(2025))[0]! - 120)).toBeLessThan(60);
    expect(ground.demonstration).toBe(false);
    await database.knex.raw(
      `insert into staff.source (municipality_id, source_id, slug, name, kind) values (?, 900, 'made-up', 'made-up', 'demonstration')`,
      [municipality_id],
    );
    const made_up = await readGround(database, area);
    expect(made_up.demonstration).toBe(true);
    expect(made_up.eligible.filter(({ subject }) => subject === 'unsafe')).toHaveLength(180);
  } finally {
    await database.knex.raw('delete from flag.flag where municipality_id = ?', [municipality_id]);
    await database.knex.raw('delete from staff.source where municipality_id = ? and source_id = 900', [
      municipality_id,
    ]);
  }
});

test('it is the same, byte for byte, without patrols and when it is made again', async () => {
  const area = await findMunicipality(database.knex, 'sigtuna');
  const files = async () => {
    const ground = await readGround(database, area);
    return [quarterPeriod(4 * 2025), yearPeriod(2025)].flatMap((period) => filesOf(ground, period));
  };
  const before = await files();
  const kept = await get('/release/sigtuna/year-2025/table.csv');
  expect(before.at(-3)!.content.equals(kept.rawPayload)).toBe(true);
  const trx = await database.knex.transaction();
  try {
    await trx.raw("delete from staff.incident where discovery in ('police_discovered', 'partner_observed')");
    await trx.raw('drop schema patrol cascade');
    const ground = await readGround({ ...database, knex: trx }, area);
    const after = [quarterPeriod(4 * 2025), yearPeriod(2025)].flatMap((period) => filesOf(ground, period));
    expect(after.map(({ digest }) => digest)).toEqual(before.map(({ digest }) => digest));
  } finally {
    await trx.rollback();
  }
  for (let i = 0; i < 2; i++) expect(await files()).toEqual(before);
});

test('all that is kept withstands every attack when it is tried again, and is made the same', async () => {
  const { attacks, changed, made } = await done('/check');
  expect(attacks.map(({ subject, report }) => [subject, report.succeeded])).toEqual([
    ['incident', []],
    ['unsafe', []],
    ['safe', []],
  ]);
  expect([changed, made]).toEqual([[], []]);
  expect(attacks[0]!.report.bounds.small).toBeGreaterThan(10);
});

test('a report that comes after its quarter was released counts in the next that isn’t', async () => {
  const before = await readGround(database, await findMunicipality(database.knex, 'sigtuna'));
  await addIncidents(database, municipality_id, [incident(17.855, 59.6205, { category, registered: '2025-02-10' })]);
  await database.knex.raw(
    'update staff.import set finished_at = now() where finished_at is null and import_id = (select max(import_id) from staff.import)',
  );
  const after = await readGround(database, before.area);
  const [period] = [quarterPeriod(4 * 2025)];
  expect(filesOf(after, period!).map(({ digest }) => digest)).toEqual(
    filesOf(before, period!).map(({ digest }) => digest),
  );
  expect(after.eligible.length).toBe(before.eligible.length + 1);
});

test('files are static: an ETag, packed, kept, and open to other pages', async () => {
  const url = '/release/sigtuna/year-2025/map.geojson';
  const packed = await get(url, { 'accept-encoding': 'br' });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', 'access-control-allow-origin': '*' });
  expect(packed.headers['cache-control']).toContain('immutable');
  expect(JSON.parse(brotliDecompressSync(packed.rawPayload).toString()).features.length).toBeGreaterThan(300);
  const again = await get(url, { 'if-none-match': packed.headers.etag as string });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const picture = await get('/release/sigtuna/year-2025/picture.png');
  expect(picture.rawPayload.subarray(1, 4).toString()).toBe('PNG');
});

test('only one address of an area’s page may be framed', async () => {
  // Without a bundle there is no page to stand there; its head is made all the same.
  const { headers } = await get('/sigtuna/inbaddad');
  expect(headers['content-security-policy']).toContain('frame-ancestors *');
  expect(headers['x-frame-options']).toBeUndefined();
  expect((await get('/sigtuna')).headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test('nothing can be chosen: every parameter is refused, and fuzzed addresses give files that are known or none', async () => {
  expect((await get('/release/sigtuna/year-2025/table.csv?bbox=17,59,18,60')).json<Problem>().code).toBe(
    'release_parameter',
  );
  const known = new Set<string>();
  for (const { release } of (await get('/release/sigtuna/index.json')).json<ReleaseIndex>().releases)
    for (const file of ['release.json', 'table.csv', 'map.geojson', 'picture.png'])
      known.add((await get(`/release/sigtuna/${release}/${file}`)).headers.etag as string);
  const word = fc.oneof(
    fc.constantFrom(
      'sigtuna',
      'year-2025',
      'quarter-2025-1',
      'quarter-2025-9',
      'table.csv',
      'release.json',
      'index.json',
      '*',
    ),
    fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => !/^\.+$/.test(text))
      .map(encodeURIComponent),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), fc.boolean(), async (words, asks) => {
      const response = await get(`/release/${words.join('/')}${asks ? '?cell=1' : ''}`);
      if (response.statusCode !== 200) expect([400, 404, 410]).toContain(response.statusCode);
      else if (words.length > 2) expect(known).toContain(response.headers.etag);
      if (asks) expect(response.statusCode).not.toBe(200);
    }),
    { numRuns: 400 },
  );
});

test('a release can’t be changed or taken away; withdrawn, it says so and can’t be made anew', async () => {
  for (const sql of [
    "update public_release.release set digest = repeat('0', 64)",
    'delete from public_release.file',
    "update public_release.file set content = ''",
  ])
    await expect(database.knex.raw(sql)).rejects.toThrow(/never changed/);
  const url = '/api/sigtuna/releases/quarter-2025-2/withdraw';
  const withdraw = () =>
    app.inject({ method: 'POST', url, headers: administrator.headers, payload: { reason: 'Fel i underlaget' } });
  expect((await withdraw()).statusCode).toBe(200);
  expect((await withdraw()).json<Problem>().code).toBe('release_withdrawn_already');
  const gone = await get('/release/sigtuna/quarter-2025-2/table.csv');
  expect([gone.statusCode, gone.json<Problem>().code]).toEqual([410, 'release_withdrawn']);
  expect(gone.json<Problem>().detail).toContain('Fel i underlaget');
  expect((await asked('POST', '')).json<Problem>().code).toBe('release_not_due');
});
