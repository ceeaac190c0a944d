import { randomBytes, randomUUID } from 'node:crypto';
import { personWith, sessionOf } from '../apps/api/src/account/testing.ts';
import { openDatabase } from '../apps/api/src/db/database.ts';
import type { App } from './app.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { tablesAsText } from './remains.ts';
import { onEachEngine, type Stage } from './stage.ts';

/**
 * Promise 16: where patrols are stays with those who plan them. Zones, units, permits and visits with unmistakable names and coordinates
 * are saved, read, exported, refused and visited; then the marks are searched for in the application's log at its most talkative
 * and in every table outside the schema `patrol`. There the log of who did what names zones and units, and has to; nothing else may.
 * (Every answer to those who may not see them is searched by `apps/api/src/zone/canary.db.test.ts`.)
 */
export const proof: Proof = {
  long: { n: 500 },
  short: { n: 20 },
  run: onEachEngine(prove),
};

/** Tells who saw and did what, patrols' things by their names too. */
const LOG_OF_ACTS = 'staff.audit_entry';
/** Zones stand this many metres apart, near enough, on a line south of Märsta. */
const STEP_DEGREES = 0.0004;

async function prove(stage: Stage, { n }: ProofOptions): Promise<ProofLine> {
  const mark = `kanarie${randomBytes(6).toString('hex').replace(/\d/g, 'x')}`;
  const south = `59.61${randomBytes(3).readUIntBE(0, 3)}1`;
  const token = await coordinator(stage);
  const app = await stage.start({ env: { LOG_LEVEL: 'trace' } });
  const needles = [mark, south];
  let logged = 0;
  let acts = 0;
  const ask = async (method: string, path: string, body?: unknown, cookie = `${cookieOf(app)}=${token}`) => {
    const answer = await fetch(`${app.url}/api/sigtuna/${path}`, {
      method,
      headers: {
        ...{ origin: app.url, cookie, 'idempotency-key': randomUUID() },
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    acts++;
    if (needles.some((needle) => app.said.includes(needle))) logged++;
    return { status: answer.status, text, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  const made = async <T>(path: string, body: unknown): Promise<T> => {
    const { status, text } = await ask('POST', path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  };

  const zones = Array.from({ length: Math.min(n, 50) }, (_, i) => zoneAt(i, mark, Number(south)));
  const { plan_id } = await made<{ plan_id: string }>('zone-plans', { name: `${mark} plan`, zones, note: mark });
  await made(`zone-plans/${plan_id}/publish`, { version: 1 });
  const force = { kind: 'police', organisation_kind: 'police', size: 6 };
  const { unit_id } = await made<{ unit_id: string }>('units', { ...force, name: `${mark} enhet` });
  const { credential } = await made<{ credential: string }>(`units/${unit_id}/credential`, {});
  const day = new Date().toISOString().slice(0, 10);
  const signed = await ask('POST', 'unit/session', { credential }, '');
  let visits = 0;
  for (let i = 0; i < n; i++) {
    const { zone_id } = zones[i % zones.length]!;
    const visit = { zone_id, started_on: day, from_minute: 0, minutes: 15, kind: 'foot', seen: ['calm'] };
    const answer = await ask('POST', 'unit/visits', visit, signed.cookie);
    visits += Number(answer.status === 201);
    if (i % 10 !== 0) continue;
    await ask('GET', `zones/${zone_id}/card`);
    await ask('GET', `zones/${zone_id}/evidence.csv`);
    for (const kind of ['geojson', 'gpx', 'kml']) await ask('GET', `zone-plans/${plan_id}/zones.${kind}`);
    // Refused, with the mark where it doesn't belong.
    await ask('POST', 'units', { ...force, size: 1, name: `${mark} liten` });
    await ask('POST', 'zone-plans', {
      name: `${mark}`.repeat(20),
      zones: [{ ...zones[0], outline: south }],
      note: mark,
    });
    await ask('GET', `zones/${mark}/card?south=${south}`);
    await ask('POST', `unit/visits?${mark}`, { ...visit, zone: mark }, signed.cookie);
  }
  await app.kill();
  const tables = await tablesAsText(stage);
  const holding = [...tables]
    .filter(([, rows]) => needles.some((needle) => rows.includes(needle)))
    .map(([name]) => name);
  const outside = holding.filter((name) => !name.startsWith('patrol.') && name !== LOG_OF_ACTS);
  const found = ['patrol.zone', 'patrol.unit', 'patrol.visit', LOG_OF_ACTS].filter((name) => holding.includes(name));
  return {
    promise: '16',
    what: `${zones.length} marked zones, a unit and ${count(visits)} visits, ${stage.engine}`,
    reached: `${logged} hits in the log after ${count(acts)} requests, ${outside.join(', ') || 'none'} of ${tables.size} tables where they don’t belong; control in ${found.length} of 4`,
    wanted: '0, none, 4 of 4',
    kept: logged === 0 && outside.length === 0 && found.length === 4 && visits === n,
  };
}

const cookieOf = (app: App): string => `lagesbild_${new URL(app.url).port}`;

function zoneAt(i: number, mark: string, south: number) {
  const west = 17.8 + i * STEP_DEGREES;
  const [east, north] = [west + STEP_DEGREES / 2, south + STEP_DEGREES / 2];
  const ring = [west, east, east, west, west].map((lon, k) => [lon, k === 2 || k === 3 ? north : south]);
  const outline = { type: 'MultiPolygon', coordinates: [[ring]] };
  return { zone_id: randomUUID(), name: `${mark} ${i}`, outline, origin: 'drawn', why: mark };
}

/** Somebody who plans patrols. @returns their session's token */
async function coordinator(stage: Stage): Promise<string> {
  const database = await openDatabase(stage);
  try {
    await personWith(database, [{ role: 'administrator', municipality: null }]);
    const { account_id } = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
    return await sessionOf(database, account_id);
  } finally {
    await database.close();
  }
}
