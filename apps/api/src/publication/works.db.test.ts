import type { ReleaseWork } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import { COMMAND } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import type { GateFound } from './gate-worker.ts';
import { missing, readCalendar } from './ground.ts';
import { keepReleases } from './make.ts';
import { ReleaseSchedule } from './schedule.ts';
import { crowdedSigtuna, storedReleases } from './testing.ts';
import { ReleaseWorks } from './works.ts';

let database: Database;
let app: RoomApp;
let administrator: TestPerson;
let area: MunicipalityRow;
const works = [0, 1].map(() => new ReleaseWorks((sentence) => expect.fail(sentence)));

beforeAll(async () => {
  database = await openTestDatabase();
  await crowdedSigtuna(database);
  area = await findMunicipality(database.knex, 'sigtuna');
  administrator = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(async () => {
  await Promise.all(works.map((one) => one.close()));
  await app?.close();
});
// Row by row the tables refuse it.
beforeEach(() => database.knex.raw('truncate public_release.release cascade'));

const asked = (method: 'GET' | 'POST', path: string) =>
  app.inject({ method, url: `/api/sigtuna/releases${path}`, headers: administrator.headers });
const due = async () => missing(await readCalendar(database, area));

test('others are answered while releases are attacked and made: it is another thread’s work', async () => {
  expect((await asked('POST', '')).statusCode).toBe(202);
  let answered = 0;
  for (;;) {
    const { state } = (await asked('GET', '/work')).json<ReleaseWork>();
    if (state === 'done' || state === 'failed') break;
    const { statusCode } = await app.inject({ url: '/api/health' });
    expect(statusCode).toBe(200);
    if (state === 'attacking') answered++;
  }
  // Where the attacks ran on this thread, none could be answered between two of them but one a subject.
  expect(answered).toBeGreaterThan(10);
  expect(await storedReleases(database)).not.toEqual([]);
});

test('whoever asks while it is made joins: the same is made once, and trying is refused meanwhile', async () => {
  const releases = (await due()).map(({ release }) => release);
  const [one, other] = await Promise.all([asked('POST', ''), asked('POST', '')]);
  expect([one.statusCode, other.statusCode]).toEqual([202, 202]);
  const check = await asked('POST', '/check');
  expect([check.statusCode, check.json().code]).toEqual([409, 'release_under_way']);
  const { body } = await asked('GET', '/work/progress');
  expect(body).toContain('"state":"attacking"');
  expect(body).toContain('"state":"done"');
  expect((await storedReleases(database)).map(({ release }) => release).sort()).toEqual([...releases].sort());
});

test('two processes at once make each release once and whole, and the schedule goes the same way', async () => {
  const releases = (await due()).map(({ release }) => release);
  const schedule = new ReleaseSchedule(works[1]!, (sentence) => expect.fail(sentence));
  const work = works[0]!.start(database, 'make', area, COMMAND);
  await Promise.all([work.settled, schedule.run(database)]);
  const scheduled = works[1]!.of(area)!;
  expect([work.state, scheduled.state]).toEqual(['done', 'done']);
  expect(work.made.filter((release) => scheduled.made.includes(release))).toEqual([]);
  // Whoever was second has ended: what it left is made the next time.
  await schedule.run(database);
  const all = await storedReleases(database);
  expect(all.map(({ release }) => release).sort()).toEqual([...releases].sort());
  expect(all.filter(({ whole }) => !whole)).toEqual([]);
});

const found = (change: Partial<GateFound>): GateFound => {
  const period = { kind: 'year', period: 2025, release: 'year-2025', from: '2025-01-01', to: '2026-01-01' } as const;
  const releases = [{ period: { ...period, frozen_on: '2026-03-02' }, files: [] }];
  return { attacked: [], releases, changed: [], before: 0, read_at: Date.now(), ...change };
};

test('an attack that succeeded stops it: nothing is stored', async () => {
  const attacked = [{ subject: 'safe', report: { succeeded: ['A1', 'A4'] } }] as unknown as GateFound['attacked'];
  await expect(keepReleases(database, area, found({ attacked }), COMMAND, () => true)).rejects.toMatchObject({
    code: 'release_attacked',
    params: { attacks: 'A1, A4' },
  });
  expect(await storedReleases(database)).toEqual([]);
});

test('what another has made since the rows were read isn’t built upon', async () => {
  const made: string[] = [];
  const onMade = (release: string): boolean => made.push(release) > 0;
  await keepReleases(database, area, found({ before: 1 }), COMMAND, onMade);
  expect(made).toEqual([]);
  await keepReleases(database, area, found({}), COMMAND, onMade);
  expect(made).toEqual(['year-2025']);
});
