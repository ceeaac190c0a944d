import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  type ChangedWalk,
  type NewWalk,
  type NewWalkObservation,
  OBSERVATIONS_MAX,
  type PerceptionReports,
  PHOTOS_MAX,
  type Problem,
  type Walk,
  type WalkEntry,
  type WalkManager,
  type WalkObservation,
  type WalkPhoto,
} from '@lagesbild/contract';
import proj4 from 'proj4';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let municipality_id: number;
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id } = await sigtunaOf(database));
  for (const role of ['coordinator', 'analyst', 'moderator', 'viewer', 'administrator'] as const)
    people[role] = await personWith(database, [{ role, municipality: 'sigtuna' }]);
  app = await testApp(database);
});
beforeEach(async () => {
  await database.knex.raw(`truncate staff.walk, staff.action cascade`);
  await database.knex.raw(`delete from staff.walk_manager where code like 'own%'`);
});
afterAll(() => app?.close());

type Answer = Awaited<ReturnType<RoomApp['inject']>>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** As a client asks: once more a second later when the server has too much to do. */
const ask = async (
  method: Method,
  path: string,
  payload?: object,
  who = 'coordinator',
  extra = {},
  tries = 60,
): Promise<Answer> => {
  const answer = await app.inject({
    method,
    url: `/api/sigtuna/${path}`,
    headers: { ...people[who]!.headers, 'accept-language': 'sv', ...extra },
    ...(payload && { payload }),
  });
  if (answer.statusCode !== 503 || tries === 1) return answer;
  await setTimeout(1000 * Number(answer.headers['retry-after'] ?? 1));
  return ask(method, path, payload, who, extra, tries - 1);
};
const codeOf = (answer: Answer): string => answer.json<Problem>().code;
const refusal = async (answer: Promise<Answer>): Promise<[number, string]> => {
  const given = await answer;
  return [given.statusCode, codeOf(given)];
};
const keyed = (key: string): Record<string, string> => ({ 'idempotency-key': key });

const [SQUARE, TUNNEL] = [randomUUID(), randomUUID()];
const NEVER = { on: null, held: false };
const WALK: NewWalk = {
  ...{ name: 'Märsta centrum, höstkväll', place: 'marsta-centrum', notes: 'Samling vid torget.' },
  dates: {
    ...{ briefing: { on: '2026-02-24', held: true }, walk: { on: '2026-03-03', held: false } },
    ...{ feedback: { on: '2026-04-01', held: false }, revisit: NEVER },
  },
  taking_part: [
    { group: 'residents', n: 9 },
    { group: 'police', n: 2 },
  ],
  route: {
    type: 'LineString',
    coordinates: [
      [17.8552, 59.6212],
      [17.8561, 59.6219],
      [17.8575, 59.6223],
    ],
  },
  stops: [
    { stop_id: SQUARE, name: 'Torget', geometry: { type: 'Point', coordinates: [17.8552, 59.6212] } },
    { stop_id: TUNNEL, name: 'Gångtunneln', geometry: { type: 'Point', coordinates: [17.8575, 59.6223] } },
  ],
};
const SEEN: NewWalkObservation = {
  ...{ stop_id: TUNNEL, precision: 'segment', feeling: 'unsafe', reasons: ['dark', 'deserted'], weightiest: 'dark' },
  ...{ times: ['evening'], strength: 2, manager: 'lighting', note: 'Två lampor är släckta.' },
};

const planned = async (walk: NewWalk = WALK): Promise<Walk> => (await ask('POST', 'walks', walk)).json();
const found = async (walk_id: string): Promise<Walk> => (await ask('GET', `walks/${walk_id}`)).json();
const seen = async (walk_id: string, change: Partial<NewWalkObservation> = {}): Promise<WalkObservation> =>
  (await ask('POST', `walks/${walk_id}/observations`, { ...SEEN, ...change })).json();
const changedBy = ({ version, ...walk }: Walk, change: Partial<NewWalk>): ChangedWalk => {
  const { name, place, dates, taking_part, notes, route, stops } = walk;
  const plain = stops.map(({ stop_id, name, geometry }) => ({ stop_id, name, geometry }));
  return { name, place, dates, taking_part, notes, route, stops: plain, version, ...change };
};
const held = { ...WALK.dates, walk: { on: '2026-03-03', held: true } };
/** The cell of 100 m of a place, as the page of residents finds it. */
async function cellOf(lon: number, lat: number): Promise<{ x: number; y: number }> {
  const { rows } = await database.knex.raw<{ rows: { proj4: string }[] }>(
    'select trim(proj4text) as proj4 from public.spatial_ref_sys where srid = 3006',
  );
  const [x, y] = proj4('EPSG:4326', rows[0]!.proj4).forward([lon, lat]);
  return { x: Math.floor(x! / 100), y: Math.floor(y! / 100) };
}
const logged = async (id: string): Promise<string[]> => {
  const { rows } = await database.knex.raw<{ rows: { act: string }[] }>(
    'select act from staff.audit_entry where object_id = :id order by entry_no',
    { id },
  );
  return rows.map(({ act }) => act);
};

describe('a walk', () => {
  test('is planned, read, changed of the version that was read and removed, and each is in the log', async () => {
    const made = await ask('POST', 'walks', WALK);
    expect(made.statusCode).toBe(201);
    const walk = made.json<Walk>();
    expect(walk).toMatchObject({
      ...WALK,
      ...{ version: 1, demonstration: false, observations: [] },
      stops: WALK.stops.map((stop) => ({ ...stop, cell: { x: expect.any(Number), y: expect.any(Number) } })),
    });
    expect(walk.stops[0]!.cell).toEqual(await cellOf(17.8552, 59.6212));
    const { walk_id } = walk;
    const stops = [WALK.stops[1]!, { ...WALK.stops[0]!, name: 'Torget, norra' }];
    const changed = await ask('PUT', `walks/${walk_id}`, changedBy(walk, { stops, notes: '' }));
    expect(changed.json<Walk>()).toMatchObject({ version: 2, notes: '' });
    expect((await found(walk_id)).stops.map(({ name }) => name)).toEqual(['Gångtunneln', 'Torget, norra']);
    expect(await refusal(ask('PUT', `walks/${walk_id}`, changedBy(walk, {})))).toEqual([409, 'walk_changed']);
    expect((await ask('GET', 'walks')).json<WalkEntry[]>()).toMatchObject([{ walk_id, stops: 2, observations: 0 }]);
    expect((await ask('DELETE', `walks/${walk_id}`)).statusCode).toBe(204);
    expect(await refusal(ask('GET', `walks/${walk_id}`))).toEqual([404, 'walk_unknown']);
    expect(await logged(walk_id)).toEqual(['walk_planned', 'walk_changed', 'walk_removed']);
  });

  test('is there once however often it is sent, also when the answer to it was forgotten', async () => {
    const key = randomUUID();
    const first = (await ask('POST', 'walks', WALK, 'coordinator', keyed(key))).json<Walk>();
    await database.knex('staff.kept_answer').delete();
    const again = (await ask('POST', 'walks', { ...WALK, name: 'En annan' }, 'coordinator', keyed(key))).json<Walk>();
    expect([first.walk_id, again.walk_id, again.name]).toEqual([key, key, WALK.name]);
    expect((await ask('GET', 'walks')).json()).toHaveLength(1);
  });

  test.each<[string, Partial<NewWalk>, string]>([
    ['held without a day', { dates: { ...WALK.dates, revisit: { on: null, held: true } } }, 'walk_undated'],
    ['held tomorrow', { dates: { ...WALK.dates, walk: { on: '2999-01-01', held: true } } }, 'walk_future'],
    ['a group that stands twice', { taking_part: [WALK.taking_part[0]!, WALK.taking_part[0]!] }, 'walk_group_twice'],
    ['a stop that stands twice', { stops: [WALK.stops[0]!, WALK.stops[0]!] }, 'walk_stop_twice'],
    ['a place nobody knows', { place: 'atlantis' }, 'perception_place_unknown'],
    [
      'a stop in another town',
      { stops: [{ ...WALK.stops[0]!, geometry: { type: 'Point', coordinates: [11.97, 57.7] } }] },
      'walk_stop_outside',
    ],
    [
      'a route without length',
      {
        route: {
          type: 'LineString',
          coordinates: [
            [17.86, 59.62],
            [17.86, 59.62],
          ],
        },
      },
      'walk_route_invalid',
    ],
  ])('with %s is refused in a sentence, and nothing is stored', async (_, change, code) => {
    expect(await refusal(ask('POST', 'walks', { ...WALK, ...change }))).toEqual([400, code]);
    expect((await ask('GET', 'walks')).json()).toEqual([]);
  });

  test('keeps a stop that something was seen at, and says how much', async () => {
    const walk = await planned();
    await seen(walk.walk_id);
    const refused = await ask('PUT', `walks/${walk.walk_id}`, changedBy(walk, { stops: [WALK.stops[0]!] }));
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'walk_stop_used']);
    expect(refused.json<Problem>().detail).toContain('en iakttagelse');
    expect((await found(walk.walk_id)).stops).toHaveLength(2);
    expect((await found(walk.walk_id)).version).toBe(1);
  });

  test('is read by analysts, changed by coordinators and administrators, and nothing for others', async () => {
    const { walk_id } = await planned();
    for (const path of ['walks', `walks/${walk_id}`, 'walk-managers']) {
      expect((await ask('GET', path, undefined, 'analyst')).statusCode).toBe(200);
      for (const who of ['moderator', 'viewer'])
        expect([who, (await ask('GET', path, undefined, who)).statusCode]).toEqual([who, 403]);
    }
    expect((await ask('POST', 'walks', WALK, 'analyst')).statusCode).toBe(403);
    expect((await ask('POST', 'walks', WALK, 'administrator')).statusCode).toBe(201);
  });
});

describe('what is seen at a walk', () => {
  test('is recorded once, passed on, finished or not with a reason, corrected and removed', async () => {
    const { walk_id } = await planned();
    const key = randomUUID();
    const at = `walks/${walk_id}/observations`;
    const made = await ask('POST', at, SEEN, 'coordinator', keyed(key));
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      {
        ...SEEN,
        ...{ observation_id: key, version: 1, status: 'open', because: '', action_id: null, revisits: [], photos: [] },
      },
    ]);
    await database.knex('staff.kept_answer').delete();
    await ask('POST', at, { ...SEEN, note: 'igen' }, 'coordinator', keyed(key));
    expect((await found(walk_id)).observations).toMatchObject([{ observation_id: key, note: SEEN.note }]);

    const patch = async (change: object) => {
      const [{ version } = { version: 0 }] = (await found(walk_id)).observations;
      return ask('PATCH', `${at}/${key}`, { ...change, version });
    };
    expect((await patch({ status: 'passed_on' })).json()).toMatchObject({ status: 'passed_on', reasons: SEEN.reasons });
    expect(await refusal(patch({ status: 'cannot' }))).toEqual([400, 'walk_because']);
    expect((await patch({ status: 'cannot', because: 'Fel ägare' })).json()).toMatchObject({ because: 'Fel ägare' });
    expect((await patch({ manager: 'state_roads' })).json()).toMatchObject({ status: 'cannot', because: 'Fel ägare' });
    expect((await patch({ status: 'done' })).json()).toMatchObject({ because: '', manager: 'state_roads' });
    expect((await ask('DELETE', `${at}/${key}`)).statusCode).toBe(204);
    expect((await found(walk_id)).observations).toEqual([]);
    expect(await logged(walk_id)).toEqual([
      ...['walk_planned', 'walk_observed', ...Array(4).fill('walk_observation_changed'), 'walk_observation_removed'],
    ]);
  });

  test.each<[string, Partial<NewWalkObservation>, string]>([
    ['a reason nobody knows', { reasons: ['ghosts'], weightiest: null }, 'perception_reason_unknown'],
    ['a weightiest that isn’t a reason', { weightiest: 'fights' }, 'perception_weightiest'],
    ['a manager that isn’t in the list', { manager: 'anna_andersson' }, 'walk_manager_strange'],
    ['a stop of another walk', { stop_id: randomUUID() }, 'walk_stop_unknown'],
  ])('with %s is refused in a sentence', async (_, change, code) => {
    const { walk_id } = await planned();
    const asked = ask('POST', `walks/${walk_id}/observations`, { ...SEEN, ...change });
    expect(await refusal(asked)).toEqual([400, code]);
    expect((await found(walk_id)).observations).toEqual([]);
  });

  test('is at most as much as the page can hold', async () => {
    const { walk_id } = await planned();
    await database.knex.raw(
      `insert into staff.walk_observation (municipality_id, walk_id, observation_id, stop_id, precision, feeling)
       select :municipality_id, :walk_id, gen_random_uuid(), :stop_id, 'point', 'safe' from generate_series(1, :n)`,
      { municipality_id, walk_id, stop_id: SQUARE, n: OBSERVATIONS_MAX },
    );
    const more = ask('POST', `walks/${walk_id}/observations`, SEEN);
    expect(await refusal(more)).toEqual([409, 'walk_observations_many']);
  });

  test('becomes an action, which it names; an action that goes leaves it', async () => {
    const { walk_id, stops } = await planned();
    const { observation_id } = await seen(walk_id);
    const action = {
      ...{ title: 'Lampor i gångtunneln', where: { cell: stops[1]!.cell }, status: 'planned', done_on: null },
      ...{ public_text: null, rests_on: 'other', rests_on_what: WALK.name },
    };
    const key = keyed(observation_id);
    const { action_id } = (await ask('POST', 'actions', action, 'coordinator', key)).json<{ action_id: string }>();
    const again = (await ask('POST', 'actions', action, 'coordinator', key)).json<{ action_id: string }>();
    expect(again.action_id).toBe(action_id);
    const at = `walks/${walk_id}/observations/${observation_id}`;
    expect((await ask('PATCH', at, { action_id, version: 1 })).json()).toMatchObject({ action_id, version: 2 });
    const strange = ask('PATCH', at, { action_id: randomUUID(), version: 2 });
    expect(await refusal(strange)).toEqual([400, 'walk_action_unknown']);
    await database.knex('staff.action').delete();
    expect((await found(walk_id)).observations[0]!.action_id).toBeNull();
  });

  test('of two who change the same version the second is told, and nothing of theirs is written', async () => {
    const { walk_id } = await planned();
    const { observation_id } = await seen(walk_id);
    const at = `walks/${walk_id}/observations/${observation_id}`;
    const both = await Promise.all(
      (['passed_on', 'done'] as const).map((status) => ask('PATCH', at, { status, version: 1 })),
    );
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const [won, lost] = both.toSorted((a, b) => a.statusCode - b.statusCode);
    expect(lost!.json<Problem>()).toMatchObject({ code: 'walk_observation_changed' });
    expect(lost!.json<Problem>().detail).toContain('version 2');
    expect((await found(walk_id)).observations).toEqual([won!.json()]);
    expect(await refusal(ask('PATCH', at, { status: 'open' }))).toEqual([400, 'invalid_input']);
  });

  test('is looked at again as often as somebody comes back, and each day and organisation is kept', async () => {
    const { walk_id } = await planned();
    const { observation_id } = await seen(walk_id);
    const at = `walks/${walk_id}/observations/${observation_id}/revisit`;
    const organisation = 'Kommunen';
    expect((await ask('PUT', at, { state: 'mended', on: '2026-09-01' })).statusCode).toBe(200);
    expect((await ask('PUT', at, { state: 'mended', on: '2026-06-01' })).statusCode).toBe(200);
    const corrected = await ask('PUT', at, { state: 'still', on: '2026-06-01' });
    const revisits = [
      { state: 'still', on: '2026-06-01', organisation },
      { state: 'mended', on: '2026-09-01', organisation },
    ];
    expect(corrected.json()).toMatchObject({ revisits, version: 1 });
    expect((await found(walk_id)).observations).toMatchObject([{ revisits }]);
    expect(await refusal(ask('PUT', at, { state: 'better', on: '2999-01-01' }))).toEqual([400, 'walk_revisit_future']);
    const unknown = `walks/${walk_id}/observations/${randomUUID()}/revisit`;
    expect(await refusal(ask('PUT', unknown, { state: 'still', on: '2026-06-01' }))).toEqual([
      ...[404, 'walk_observation_unknown'],
    ]);
  });
});

describe('among perception reports', () => {
  const reports = async (): Promise<PerceptionReports> => (await ask('GET', 'perception')).json();
  const walked = async (): Promise<number[]> => {
    const { channel, channels } = await reports();
    return channel.flatMap((at, report) => (channels[at] === 'walk' ? [report] : []));
  };

  test('what was seen counts from the moment the walk is held, once, typed by precision, and is no incident', async () => {
    const incidents = async (): Promise<unknown> =>
      (await ask('GET', 'incidents/tally')).json<{ total: unknown }>().total;
    const before = await incidents();
    const walk = await planned();
    await seen(walk.walk_id);
    await seen(walk.walk_id, { stop_id: SQUARE, precision: 'point', feeling: 'safe', reasons: [], weightiest: null });
    expect(await walked()).toEqual([]);
    const now = (await ask('PUT', `walks/${walk.walk_id}`, changedBy(walk, { dates: held }))).json<Walk>();
    for (const _ of ['first', 'again']) {
      const said = await reports();
      const at = await walked();
      expect(at).toHaveLength(2);
      expect(at.map((report) => said.precision[report]).sort()).toEqual([0, 1]);
      expect(at.map((report) => said.month[report])).toEqual([56 * 12 + 2, 56 * 12 + 2]);
      expect(new Set(at.map((report) => said.voice[report])).size).toBe(1);
      await ask('PUT', `walks/${walk.walk_id}`, changedBy(now, { dates: held }));
    }
    expect(await incidents()).toEqual(before);
    const asked = { from: null, to: null, channels: ['walk'], kinds: ['feels'], area: null, put_aside: false };
    const masking = {
      shape: 'rows',
      place: 'cell_100',
      period: 'month',
      reasons: 'reason',
      columns: ['channel'],
      least: null,
    };
    const given = await ask('POST', 'disclosures/preview', { reports: asked, masking }, 'administrator');
    expect(given.json()).toMatchObject({ selected: 2, given: 2 });
    expect((await ask('GET', 'analysis/gap-map?channel=4')).statusCode).toBe(200);
    await ask('DELETE', `walks/${walk.walk_id}`);
    expect(await walked()).toEqual([]);
  });
});

/** A photo as a telephone takes it: with its make, and where it was. */
const taken = (side = 60): Promise<Buffer> =>
  sharp({ create: { width: side, height: 40, channels: 3, background: '#345' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'Canary', Software: 'of Anna' }, IFD3: { GPSLatitudeRef: 'N' } })
    .toBuffer();

function form(bytes: Buffer): { payload: Buffer; headers: Record<string, string> } {
  const head =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } };
}

describe('a photo', () => {
  let walk_id: string;
  let at: string;
  const send = (bytes: Buffer, key: string = randomUUID()) => {
    const { payload, headers } = form(bytes);
    return ask('POST', at, payload, 'coordinator', { ...headers, ...keyed(key) });
  };
  beforeEach(async () => {
    ({ walk_id } = await planned());
    const { observation_id } = await seen(walk_id);
    at = `walks/${walk_id}/observations/${observation_id}/photos`;
  });

  test('is drawn anew without EXIF, kept once, shown to staff only, and goes with its walk', async () => {
    const bytes = await taken();
    expect(bytes.includes('Canary')).toBe(true);
    const key = randomUUID();
    const { photo_id } = (await send(bytes, key)).json<WalkPhoto>();
    expect((await send(bytes, key)).json<WalkPhoto>().photo_id).toBe(photo_id);
    expect((await found(walk_id)).observations[0]!.photos).toMatchObject([{ photo_id: key }]);
    const shown = await ask('GET', `${at}/${photo_id}`, undefined, 'analyst');
    expect([shown.statusCode, shown.headers['content-type'], shown.headers['cache-control']]).toEqual([
      ...[200, 'image/jpeg', 'no-store'],
    ]);
    expect((await sharp(shown.rawPayload).metadata()).exif).toBeUndefined();
    expect(shown.rawPayload.includes('Canary')).toBe(false);
    expect((await ask('GET', `${at}/${photo_id}`, undefined, 'viewer')).statusCode).toBe(403);
    expect(
      (await app.inject({ url: `/api/sigtuna/${at}/${photo_id}`, headers: { host: 'localhost:3000' } })).statusCode,
    ).toBe(401);
    const kept = () => database.knex('staff.walk_photo').count<{ count: string }[]>('* as count');
    expect(Number((await kept())[0]!.count)).toBe(1);
    await ask('DELETE', `walks/${walk_id}`);
    expect(Number((await kept())[0]!.count)).toBe(0);
  });

  test('is made smaller, counted, and removed alone', async () => {
    const large = await sharp({ create: { width: 4000, height: 100, channels: 3, background: '#345' } })
      .png()
      .toBuffer();
    const { photo_id } = (await send(large)).json<WalkPhoto>();
    const { width, format } = await sharp((await ask('GET', `${at}/${photo_id}`)).rawPayload).metadata();
    expect([width, format]).toEqual([1600, 'jpeg']);
    for (let n = 1; n < PHOTOS_MAX; n++) expect((await send(await taken(60 + n))).statusCode).toBe(201);
    expect(await refusal(send(await taken(99)))).toEqual([409, 'walk_photos_many']);
    expect((await ask('DELETE', `${at}/${photo_id}`)).statusCode).toBe(204);
    expect((await found(walk_id)).observations[0]!.photos).toHaveLength(PHOTOS_MAX - 1);
  });

  test('that is none, is broken or too large is refused, and nothing is kept', async () => {
    expect(await refusal(send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toEqual([
      422,
      'walk_photo_type',
    ]);
    const bytes = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#345' } })
      .jpeg()
      .toBuffer();
    expect(await refusal(send(bytes.subarray(0, bytes.length / 2)))).toEqual([422, 'walk_photo_broken']);
    expect(await refusal(send(Buffer.alloc(4 * 1024 ** 2 + 1)))).toEqual([413, 'walk_photo_large']);
    expect((await found(walk_id)).observations[0]!.photos).toEqual([]);
  });
});

describe('who can be responsible', () => {
  test('is a list that an area adds to and takes from, unless an observation names it', async () => {
    const list = async (): Promise<WalkManager[]> => (await ask('GET', 'walk-managers')).json();
    const shipped = await list();
    expect(shipped.map(({ code }) => code)).toContain('property_owner');
    const key = keyed(randomUUID());
    const add = () => ask('POST', 'walk-managers', { name: 'Sigtunahem' }, 'coordinator', key);
    const { code } = (await add()).json<WalkManager>();
    await add();
    expect((await list()).slice(shipped.length)).toEqual([{ code, names: { sv: 'Sigtunahem' }, used: 0 }]);
    expect(await refusal(ask('POST', 'walk-managers', { name: 'sigtunahem' }))).toEqual([409, 'walk_manager_there']);
    const { walk_id } = await planned();
    const { observation_id } = await seen(walk_id, { manager: code });
    expect(await refusal(ask('DELETE', `walk-managers/${code}`))).toEqual([409, 'walk_manager_used']);
    await ask('PATCH', `walks/${walk_id}/observations/${observation_id}`, { manager: null, version: 1 });
    expect((await ask('DELETE', `walk-managers/${code}`)).statusCode).toBe(204);
    expect(await refusal(ask('DELETE', `walk-managers/${code}`))).toEqual([404, 'walk_manager_unknown']);
    expect(await list()).toEqual(shipped);
  });
});
