import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, ROLES, type Role } from '@lagesbild/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { csvOf } from '../import/desk.testing.ts';
import { type Desk, deskOf } from '../import/desk.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import type { Permission } from './permission.ts';
import {
  addOtherArea,
  addUnit,
  browserWith,
  personWith,
  phoneWith,
  sessionOf,
  type TestPerson,
  unitSessionOf,
} from './testing.ts';

/**
 * Every route × every role × three reaches, against the real program. `own`: the role is held in the area that the request is
 * about; `other`: in another one; `whole`: for the whole installation.
 */
const REACHES = ['own', 'other', 'whole'] as const;
type Reach = (typeof REACHES)[number];
type Who = Role | 'resident' | 'unit';
const WHO: readonly Who[] = ['resident', 'unit', ...ROLES];

let database: Database;
let app: RoomApp;
let desk: Desk;
let organisation_id: string;
const people = new Map<string, TestPerson>();
/** Of each area: an account that has a role in it, a stored import, and one that waits. */
const fixtures = new Map<string, { account_id: string; stored: string; waiting: string }>();

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  const other = await addOtherArea(database);
  for (const id of [municipality_id, other])
    await addIncidents(database, id, makeIncidents(50, seeded(id), categories));
  await addUnit(database, 'sigtuna');
  const data_dir = testFolder();
  for (const file of [
    'staff.html',
    'public.html',
    'plats.html',
    'plats-offline.js',
    'plats.webmanifest',
    'dialog-offline.js',
    'besok.html',
    'besok-offline.js',
    'vandringar-offline.js',
  ])
    writeFileSync(join(data_dir, file), '<!doctype html>');
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: data_dir });
  app = await buildApp({ config, database, web_folder: data_dir });
  desk = deskOf(database, data_dir);
  for (const slug of ['sigtuna', 'knivsta']) {
    const path = join(data_dir, `${slug}.csv`);
    writeFileSync(path, csvOf([{ id: 'K1', lon: 17.84 }]));
    const file = { path, file_name: `${slug}.csv`, bytes: 100, sha256: slug, temporary: false };
    const job = await desk.add(file, { municipality: slug });
    await desk.settled(job);
    const mapping = JSON.stringify(job.mapping);
    await database.knex.raw('update staff.import set mapping = cast(:mapping as jsonb)', { mapping });
    const { account_id } = await personWith(database, [{ role: 'viewer', municipality: slug }]);
    const { rows } = await database.knex.raw<{ rows: { public_id: string }[] }>(
      'select i.public_id from staff.import i join staff.municipality m using (municipality_id) where m.slug = :slug',
      { slug },
    );
    fixtures.set(slug, { account_id, stored: rows[0]!.public_id, waiting: job.id });
  }
  for (const role of ROLES)
    for (const municipality of ['sigtuna', null])
      people.set(`${role} ${municipality}`, await personWith(database, [{ role, municipality }]));
  // Somebody runs the whole, so that no change in the matrix meets "the last administrator".
  await personWith(database, [{ role: 'administrator', municipality: null }]);
  organisation_id = await database
    .knex('staff.organisation')
    .first('organisation_id')
    .then((row) => row.organisation_id);
});
afterAll(() => app?.close());

let turns = 0;
/** So that of three reaches the first and the last, which are let in, say different things. */
const everyOther = (): boolean => (turns++ >> 1) % 2 === 0;
/** Three, because of three reaches the first and the last are let in. */
const nextRole = (): Role => (['viewer', 'analyst', 'coordinator'] as const)[turns++ % 3]!;

const seen = new Map<number, number>();
/** The acts that were logged since it was last asked. */
const newActs = async (): Promise<string[]> => {
  const { rows } = await database.knex.raw<{ rows: { municipality_id: number; entry_no: number; act: string }[] }>(
    `select e.municipality_id, e.entry_no, e.act from staff.audit_entry e
     left join unnest(cast(:areas as integer[]), cast(:numbers as integer[])) as seen (area, entry_no)
       on seen.area = e.municipality_id
     where e.entry_no > coalesce(seen.entry_no, 0) order by e.entry_no`,
    { areas: [...seen.keys()], numbers: [...seen.values()] },
  );
  for (const { municipality_id, entry_no } of rows) seen.set(municipality_id, entry_no);
  return rows.map(({ act }) => act);
};

const NO_KEY = { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} };
const DISCLOSED = {
  ...{ filter: '', sources: [1] },
  masking: { shape: 'counts', place: 'none', time: 'month', category: 'group', columns: ['category'], least: 5 },
};
const NO_FLAG = { flag_id: randomUUID(), version: 0 };
const ACTION = {
  ...{ title: 'Belysning', where: { cell: { x: 6565, y: 66110 } }, status: 'planned', done_on: null },
  ...{ public_text: null, rests_on: 'dialogue', rests_on_what: 'Medborgardialog' },
};
const UNIT = { name: 'Fältgruppen', organisation_kind: 'municipality', kind: 'faltare', size: 6 };
const VISIT = {
  ...{ zone_id: randomUUID(), started_on: '2026-03-14', from_minute: 1200, minutes: 15 },
  ...{ kind: 'foot', seen: [] },
};
const OUTCOME = {
  ...{ measure: 'incidents', direction: 'fall', percent: 30, categories: [], hours: null, weekdays: [] },
  ...{ question: '', before: null },
};
const PLEDGE = {
  ...{ text: { sv: 'Vi finns på torget.' }, period_from: '2026-01-01', period_to: '2026-12-31', outcome: 'open' },
  ...{ signatories: ['Kommunen'], indicator: 'Besök i veckan', reason: '', actions: [] },
};
const MEETING = {
  ...{ channel: 'citizen_dialogue', held_on: '2026-03-14', place: null, group: 'residents', took_part: 8, notes: '' },
  marks: [
    {
      ...{ geometry: { type: 'Point', coordinates: [17.86, 59.62] }, feeling: 'unsafe', reasons: [], weightiest: null },
      ...{ times: ['night'], days: null, strength: null },
    },
  ],
};
const WALK = {
  ...{ name: 'Kvällsvandring', place: null, taking_part: [], notes: '', route: null, stops: [] },
  dates: Object.fromEntries(
    ['briefing', 'walk', 'feedback', 'revisit'].map((step) => [step, { on: null, held: false }]),
  ),
};
const OBSERVATION = {
  ...{ stop_id: randomUUID(), precision: 'point', feeling: 'unsafe', reasons: [], weightiest: null, times: [] },
  ...{ strength: null, manager: null, note: '' },
};
const PERMIT = {
  ...{ name: 'Centrum', decision: 'A 1', hours: '1'.repeat(168), valid_from: '2026-01-01', valid_to: '2026-12-31' },
  outline: {
    type: 'MultiPolygon',
    coordinates: [[[[17.85, 59.61], [17.86, 59.61], [17.86, 59.62], [17.85, 59.61]]]], // biome-ignore format: a ring
  },
};
/** What the routes need beside who asks. A route that changes something gets a body that is right, so that only the role decides. */
const BODIES: Record<string, (slug: string) => unknown> = {
  'POST /api/session/demonstration': () => ({ role: 'viewer' }),
  'POST /api/session/passkey': () => ({ response: NO_KEY }),
  'POST /api/session/passkey/first': () => ({ response: NO_KEY, name: 'Nyckel' }),
  'POST /api/account/passkeys/start': () => ({ password: 'x' }),
  'POST /api/account/passkeys': () => ({ response: NO_KEY, name: 'Nyckel' }),
  'PATCH /api/account/passkeys/:passkey_id': () => ({ name: 'Nyckel' }),
  'PUT /api/account/second-factor': () => ({ on: false }),
  'PUT /api/accounts/second-factor': () => ({ roles: [] }),
  'POST /api/session/sso/start': () => ({ to: '/' }),
  'POST /api/session/sso': () => ({ answer: 'code=x' }),
  'PATCH /api/account': () => ({ name: `Nytt Namn ${randomUUID()}` }),
  'PUT /api/account/password': () => ({ current: 'x', password: 'x' }),
  'PATCH /api/imports/:import_id': (slug) => ({ municipality: slug }),
  'PATCH /api/:municipality/sources/:source_id': () => ({ enabled: everyOther() }),
  'PUT /api/:municipality/sources/:source_id/basis': () => ({
    legal_basis: 'Lag',
    controller: 'Kommunstyrelsen',
    secrecy_ground: 'OSL',
    reference: '',
  }),
  'PUT /api/:municipality/sources/:source_id/viewers': () => ({ roles: null, organisations: null }),
  'PUT /api/:municipality/harm-weights': () => ({
    version: 'another',
    weights: [{ code: 'arson', weight: 40, source: 'Index 2020' }],
  }),
  'POST /api/:municipality/flags/geocode': () => ({ text: 'Storgatan' }),
  'POST /api/:municipality/disclosures/preview': () => DISCLOSED,
  'POST /api/:municipality/disclosures': () => ({
    scope: DISCLOSED,
    recipient: { kind: 'partner', reference: 'KS 2026/1' },
    legal_ground: 'Lag',
    secrecy_test: { rule: 'OSL 35 kap. 1 §', outcome: 'whole', reason: 'Ingen skada' },
    ...{ appeal: null, format: 'csv', language: 'sv' },
  }),
  'POST /api/:municipality/moderation/decisions': () => ({ act: 'publish', flags: [NO_FLAG] }),
  'POST /api/:municipality/moderation/undo': () => ({ flags: [NO_FLAG] }),
  'PUT /api/:municipality/moderation/presence': () => ({ flags: [] }),
  'POST /api/:municipality/actions': () => ACTION,
  'PATCH /api/:municipality/actions/:action_id': () => ({ ...ACTION, version: 1 }),
  'POST /api/:municipality/actions/:action_id/approve': () => ({ version: 1 }),
  'POST /api/:municipality/actions/:action_id/withdraw': () => ({ version: 1 }),
  'POST /api/:municipality/units': () => ({ ...UNIT, name: `Enhet ${randomUUID()}` }),
  'PATCH /api/:municipality/units/:unit_id': () => UNIT,
  'PUT /api/:municipality/visit-plans/:plan_id': () => ({ version: 0, lines: [] }),
  'POST /api/:municipality/visits': () => ({ ...VISIT, unit_id: randomUUID() }),
  'PUT /api/:municipality/visits/:visit_id': () => ({ ...VISIT, unit_id: randomUUID() }),
  'POST /api/:municipality/unit/visits': () => VISIT,
  'POST /api/:municipality/unit/session': () => ({ credential: 'bali-dufa-timi-rusa-lafi-nimu' }),
  'PATCH /api/:municipality/actions/:action_id/work': () => ({ version: 1, problem: 'Mörkt' }),
  'POST /api/:municipality/actions/:action_id/register': () => ({ version: 1 }),
  'POST /api/:municipality/actions/:action_id/amend': () => ({
    ...{ reason: 'Försenad', ends_on: null, follow_up_on: '2999-01-01', outcome: OUTCOME },
  }),
  'POST /api/:municipality/actions/:action_id/survey': () => ({ asked: 40, unsafe: 12 }),
  'POST /api/:municipality/actions/:action_id/notes': () => ({ text: 'Tändes i går' }),
  'POST /api/:municipality/pledges': () => PLEDGE,
  'PATCH /api/:municipality/pledges/:pledge_id': () => ({ ...PLEDGE, version: 1 }),
  'POST /api/:municipality/pledges/:pledge_id/approve': () => ({ version: 1 }),
  'POST /api/:municipality/pledges/:pledge_id/withdraw': () => ({ version: 1 }),
  'POST /api/:municipality/dialogues': () => MEETING,
  'PUT /api/:municipality/dialogues/:dialogue_id': () => MEETING,
  'POST /api/:municipality/walks': () => WALK,
  'PUT /api/:municipality/walks/:walk_id': () => ({ ...WALK, version: 1 }),
  'POST /api/:municipality/walks/:walk_id/observations': () => OBSERVATION,
  'PATCH /api/:municipality/walks/:walk_id/observations/:observation_id': () => ({ status: 'done', version: 1 }),
  'PUT /api/:municipality/walks/:walk_id/observations/:observation_id/revisit': () => ({
    ...{ state: 'mended', on: '2026-03-14' },
  }),
  'POST /api/:municipality/walk-managers': () => ({ name: `Förvaltning ${randomUUID()}` }),
  'POST /api/:municipality/zone-plans': () => ({ name: 'Helg', zones: [], note: '' }),
  'PATCH /api/:municipality/zone-plans/:plan_id': () => ({ name: 'Helg' }),
  'POST /api/:municipality/zone-plans/:plan_id/versions': () => ({ based_on: 1, zones: [], note: '' }),
  'POST /api/:municipality/zone-plans/:plan_id/publish': () => ({ version: 1 }),
  'POST /api/:municipality/zones/buffer': () => ({ around: { place: 'valsta-centrum' }, distance_m: 50 }),
  'POST /api/:municipality/permit-areas': () => PERMIT,
  'POST /api/:municipality/permit-areas/evidence': () => ({
    ...{ name: PERMIT.name, outline: PERMIT.outline, from: '2026-01-01', to: '2026-06-30' },
  }),
  'PUT /api/:municipality/permit-areas/:permit_id': () => ({ ...PERMIT, version: 1 }),
  'POST /api/:municipality/surveys': () => ({
    ...{ question: 'Otrygg ute?', year: 2025, source: 'NTU' },
    results: [{ area: 'Hela', place: null, share: 0.3, n: null, low: null, high: null }],
  }),
  'POST /api/:municipality/flags': () => ({
    ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'valsta-centrum' }, reasons: ['dark'], weightiest: 'dark' },
    ...{ times: ['night'], days: 'both' },
  }),
  'POST /api/:municipality/receipts/look': () => ({ receipt: 'bali-dufa-timi-rusa-lafi-nimu' }),
  'POST /api/:municipality/receipts/answer': () => ({ receipt: 'bali-dufa-timi-rusa-lafi-nimu', choice: 0 }),
  'POST /api/:municipality/receipts/delete': () => ({ receipt: 'bali-dufa-timi-rusa-lafi-nimu' }),
  'PUT /api/:municipality/flags/setting': () => ({ fault_line: '08-591 260 00', free_text: false, answer_days: 3 }),
  'POST /api/:municipality/releases/:release/withdraw': () => ({ reason: 'Fel' }),
  'PUT /api/:municipality/retention/:subject': () => ({ keep_months: 1200, decision: 'KS 1' }),
  'PUT /api/installation/retention/:subject': () => ({ keep_months: 1200, decision: 'KS 2' }),
  'POST /api/demonstration': () => ({ municipality: 'nowhere' }), // found out before anything is loaded
  'POST /api/accounts': (slug) => ({
    login: `new-${randomUUID()}`,
    name: 'Ny',
    organisation_id,
    roles: [{ role: 'viewer', municipality: slug }],
  }),
  'PATCH /api/accounts/:account_id': () => ({ name: `Nytt Namn ${randomUUID()}` }),
  'PUT /api/accounts/:account_id/roles': (slug) => ({
    roles: [{ role: nextRole(), municipality: slug }],
  }),
  'POST /api/organisations': () => ({ kind: 'other', name: `Org ${randomUUID()}` }),
  'PATCH /api/organisations/:organisation_id': () => ({ kind: 'municipality', name: 'Kommunen' }),
};
/** A route of these imports looks in the database, the others among those that wait. */
const STORED = ['GET /api/imports/:import_id/rejections.csv', 'DELETE /api/:municipality/imports/:import_id'];
/** About no area: whoever has the role anywhere gets an answer about their own. */
const LISTS = ['GET /api/accounts', 'GET /api/organisations', 'GET /api/audit', 'GET /api/audit/export.csv'];
/** Another area's object is answered as if it weren't there. */
const HIDDEN = ['PATCH /api/accounts/:account_id', 'POST /api/accounts/:account_id/link'];
const REFUSALS = [
  'sign_in_needed',
  'session_over',
  'not_permitted',
  'not_permitted_there',
  'claim_needed',
  'unit_needed',
];

const pathOf = (route: string, url: string, slug: string): string => {
  const { account_id, stored, waiting } = fixtures.get(slug)!;
  const values: Record<string, string> = {
    municipality: slug,
    account_id,
    import_id: STORED.includes(route) ? stored : waiting,
    organisation_id,
    session_id: randomUUID(),
    passkey_id: randomUUID(),
    disclosure_id: randomUUID(),
    dialogue_id: randomUUID(),
    survey_id: randomUUID(),
    walk_id: randomUUID(),
    observation_id: randomUUID(),
    photo_id: randomUUID(),
    code: 'ghost',
    walk: randomUUID(),
    step: 'planera',
    plan_id: randomUUID(),
    permit_id: randomUUID(),
    version: '1',
    action_id: randomUUID(),
    unit_id: randomUUID(),
    zone_id: randomUUID(),
    visit_id: randomUUID(),
    attachment_id: randomUUID(),
    pledge_id: randomUUID(),
    flag_id: randomUUID(),
    source_id: '1',
    release: 'quarter-2026-1',
    file: 'table.csv',
    subject: 'import_rejection',
    language: 'ku',
    incident_id: '1',
    exhibit_id: '1',
    exhibit: '1',
    action: '1',
    zone: '1',
    format: 'xml',
    service_code: 'dark',
    service_request_id: 'bali-bali-bali-bali-bali-bali',
    token: 'bali-bali-bali-bali-bali-bali',
    z: '0',
    x: '0',
    y: '0',
  };
  const path = url.replace(/\*$/, 'static/index.html').replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The matrix needs a value for :${name} of ${route}.`);
    return value;
  });
  return route === 'POST /api/imports' ? `${path}?area=${slug}` : path;
};

const isAllowed = (row: Permission, route: string, who: Who, reach: Reach): boolean => {
  if (row.who === 'everybody') return true;
  if (row.who === 'unit' || who === 'unit') return row.who === who && reach !== 'other';
  if (who === 'resident') return false;
  if (row.who === 'signed_in') return true;
  if (!row.who.includes(who)) return false;
  if (row.where === 'everywhere') return reach === 'whole';
  return reach !== 'other' || LISTS.includes(route);
};

/** Signing out is one of the routes, and so is losing what one had: after any of these a session is no good any more. */
const ENDS_SESSIONS = /^(POST|PUT|PATCH|DELETE) \/api\/(session|account|:municipality\/unit)/;
const tokens = new Map<string, string>();
/** Somebody's session: the same as before, unless it may have ended. */
const tokenOf = async (whose: string, begin: () => Promise<string>): Promise<string> => {
  const token = tokens.get(whose) ?? (await begin());
  tokens.set(whose, token);
  return token;
};

let requests = 0;
const ask = async (method: string, url: string, who: Who, reach: Reach) => {
  const route = `${method} ${url}`;
  const slug = reach === 'other' ? 'knivsta' : 'sigtuna';
  const person = people.get(`${who} ${reach === 'whole' ? null : 'sigtuna'}`);
  const headers = person
    ? browserWith(await tokenOf(person.account_id, () => sessionOf(database, person.account_id)))
    : who === 'unit'
      ? phoneWith(await tokenOf('unit', () => unitSessionOf(database, 'sigtuna')))
      : { host: 'localhost:3000' };
  const body = BODIES[route]?.(slug) ?? (['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined);
  const response = await app.inject({
    method: method as 'GET',
    url: pathOf(route, url, slug),
    remoteAddress: `198.51.100.${requests++ % 250}`, // so many from one network would be too much
    headers,
    ...(body === undefined ? {} : { payload: body as object }),
  });
  if (ENDS_SESSIONS.test(route)) tokens.clear();
  const isProblem = String(response.headers['content-type']).includes('problem+json');
  return { status: response.statusCode, code: isProblem ? response.json<Problem>().code : null };
};

declare module 'vitest' {
  interface TaskMeta {
    /** For `npm run prove -- authz`. */
    asked?: number;
    wrong?: number;
  }
}

describe('every route, every role', () => {
  test('is let in or refused as the table says, without exception', async ({ task }) => {
    const routes = app.admissions.filter(({ method }) => method !== 'HEAD');
    const wrong: string[] = [];
    const logged = new Set<string>();
    const done = new Set<string>();
    await newActs();
    let asked = 0;
    for (const { method, url, row } of routes)
      for (const who of WHO)
        for (const reach of REACHES) {
          const route = `${method} ${url}`;
          const { status, code } = await ask(method, url, who, reach);
          await desk.idle(); // what a load leaves in the log is of the question that began it
          // And what releases leave that are made beside the answer: the stream of how far they are ends with them.
          if (status === 202 && url.includes('/releases'))
            await ask('GET', '/api/:municipality/releases/work/progress', who, reach);
          asked++;
          const allowed = isAllowed(row, route, who, reach);
          const acts = await newActs();
          const declared = [row.records?.[route] ?? []].flat() as string[];
          if (acts.length > 0) logged.add(route);
          if (status < 300) done.add(route);
          if (acts.some((act) => !declared.includes(act) || status >= 300))
            wrong.push(`${route} as ${who} (${reach}): ${status}, and logged ${acts.join(', ')}`);
          const hidden = HIDDEN.includes(route) && reach === 'other' && row.who.includes(who as never);
          const refusal = hidden ? 'account_unknown' : null;
          const isRefused = refusal === null ? REFUSALS.includes(code ?? '') : code === refusal;
          if (isRefused === allowed || status >= 500)
            wrong.push(
              `${route} as ${who} (${reach}): ${status} ${code ?? ''}, should be ${allowed ? 'let in' : 'refused'}`,
            );
          if (!allowed && who === 'resident' && status !== 401) wrong.push(`${route} as nobody: ${status}, not 401`);
        }
    // What a route is said to leave in the log, it leaves.
    for (const route of done) {
      const { row } = routes.find(({ method, url }) => `${method} ${url}` === route)!;
      if (Array.isArray(row.records?.[route]) && !logged.has(route))
        wrong.push(`${route} was done, and logged nothing`);
    }
    task.meta.asked = asked;
    task.meta.wrong = wrong.length;
    expect(wrong.join('\n')).toBe('');
    expect(asked).toBe(routes.length * WHO.length * REACHES.length);
    // Some 1,500 requests: more than the two minutes of other tests on a machine that has a lot else to do.
  }, 600_000);
});

/** Written by hand, so that a slip in the table itself shows. */
describe('what must hold whatever the table says', () => {
  const may = async (who: Who, method: string, url: string, reach: Reach = 'own'): Promise<boolean> =>
    !REFUSALS.includes((await ask(method, url, who, reach)).code ?? '');

  test('nobody sees an incident without an account', async () => {
    for (const url of ['columns', 'tally', 'export.csv', 'export.geojson', ':incident_id'])
      expect(await may('resident', 'GET', `/api/:municipality/incidents/${url}`)).toBe(false);
    expect(await may('resident', 'GET', '/tiles/:municipality/incidents/:z/:x/:y.mvt')).toBe(false);
    expect(await may('resident', 'GET', '/api/installation')).toBe(false);
  });

  test('a moderator reads flags, not incidents', async () => {
    expect(await may('moderator', 'GET', '/api/:municipality')).toBe(true);
    expect(await may('moderator', 'GET', '/api/:municipality/incidents/columns')).toBe(false);
    expect(await may('moderator', 'GET', '/api/:municipality/incidents/tally')).toBe(false);
  });

  test('a viewer looks, and changes nothing and takes nothing out', async () => {
    expect(await may('viewer', 'GET', '/api/:municipality/incidents/tally')).toBe(true);
    expect(await may('viewer', 'GET', '/api/:municipality/incidents/export.csv')).toBe(false);
    expect(await may('viewer', 'POST', '/api/imports')).toBe(false);
  });

  test('only an administrator shows a source or sees accounts, and only in their own area', async () => {
    for (const role of ['viewer', 'analyst', 'coordinator', 'moderator'] as const) {
      expect(await may(role, 'PATCH', '/api/:municipality/sources/:source_id', 'whole')).toBe(false);
      expect(await may(role, 'GET', '/api/accounts', 'whole')).toBe(false);
      expect(await may(role, 'POST', '/api/accounts', 'whole')).toBe(false);
    }
    expect(await may('administrator', 'PATCH', '/api/:municipality/sources/:source_id')).toBe(true);
    expect(await may('administrator', 'PATCH', '/api/:municipality/sources/:source_id', 'other')).toBe(false);
  });

  test('one area’s administrator opens no areas and changes no organisation', async () => {
    expect(await may('administrator', 'POST', '/api/demonstration')).toBe(false);
    expect(await may('administrator', 'POST', '/api/organisations')).toBe(false);
    expect(await may('administrator', 'POST', '/api/organisations', 'whole')).toBe(true);
  });
});
