import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Decided, Presence } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../../../apps/api/src/account/testing.ts';
import { type Database, openDatabase } from '../../../apps/api/src/db/database.ts';
import { openTestDatabase, testFolder } from '../../../apps/api/src/db/testing.ts';
import { testApp } from '../../../apps/api/src/incident/testing.ts';
import { addFlag } from '../../../apps/api/src/moderation/testing.ts';
import type { RoomApp } from '../../../apps/api/src/room.ts';

/** Two moderators on two applications of one installation, as behind a load balancer. */
let databases: [Database, Database];
let apps: [RoomApp, RoomApp];
let anna: TestPerson;
let bo: TestPerson;

beforeAll(async () => {
  const first = await openTestDatabase();
  const { connectionString } = first.connection;
  databases = [first, await openDatabase({ data_dir: testFolder(), database_url: connectionString! })];
  anna = await personWith(first, [{ role: 'moderator', municipality: 'sigtuna' }]);
  bo = await personWith(first, [{ role: 'moderator', municipality: 'sigtuna' }]);
  apps = [await testApp(databases[0]), await testApp(databases[1])];
  for (const app of apps) await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  for (const app of apps ?? []) await app.close();
  await databases?.[1].close();
});

const PRESENCE = '/api/sigtuna/moderation/presence';
const WITHIN = { timeout: 30_000 };

/** Asked again while the machine has too much else to do. */
async function ask(app: RoomApp, who: TestPerson, method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  for (;;) {
    const answer = await app.inject({ method, url, headers: who.headers, ...(payload && { payload }) });
    if (answer.statusCode !== 503) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
}
const others = async (app: RoomApp, who: TestPerson): Promise<string[][]> =>
  (await ask(app, who, 'GET', PRESENCE)).json<Presence[]>().map(({ flags }) => flags);
const look = (app: RoomApp, who: TestPerson, flag_id: string) => ask(app, who, 'PUT', PRESENCE, { flags: [flag_id] });

interface Watching {
  told(): string;
  close(): void;
}

/** A page that is open: a connection of its own, so that it can be closed. */
async function watching(app: RoomApp, who: TestPerson): Promise<Watching> {
  const { port } = app.server.address() as AddressInfo;
  const cookie = `lagesbild_${port}=${who.headers.cookie!.split('=')[1]}`;
  const headers = { host: `localhost:${port}`, cookie, accept: 'text/event-stream' };
  const stream = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ port, host: '127.0.0.1', path: PRESENCE, headers }, resolve).on('error', reject),
  );
  let told = '';
  stream.on('data', (piece: Buffer) => {
    told += String(piece);
  });
  stream.on('error', () => {}); // it is closed from here
  return { told: () => told, close: () => void stream.destroy() };
}

test('each sees what the other looks at, whichever application is told of it, and no longer once the page is closed', async () => {
  const [here, there] = apps;
  const [a, b] = [await addFlag(databases[0]), await addFlag(databases[0])];
  const ofAnna = await watching(here, anna);
  const ofBo = await watching(there, bo);
  await expect.poll(() => others(here, anna), WITHIN).toEqual([[]]);
  await expect.poll(() => others(there, bo), WITHIN).toEqual([[]]);
  await look(there, bo, a);
  await expect.poll(() => others(here, anna), WITHIN).toEqual([[a]]);
  await expect.poll(() => ofAnna.told(), WITHIN).toContain(a);
  await look(here, bo, b);
  await expect.poll(() => others(there, anna), WITHIN).toEqual([[b]]);
  ofBo.close();
  await expect.poll(() => others(here, anna), WITHIN).toEqual([]);
  ofAnna.close();
});

test('what one decides the other’s page hears of, and it is taken back where it wasn’t decided, day and mark with it', async () => {
  const [here, there] = apps;
  const flag_id = await addFlag(databases[0], { received_on: '2026-11-02', burst: 5 });
  const received = await databases[0].knex('flag.moderation').where({ flag_id });
  const ofBo = await watching(there, bo);
  const decisions = '/api/sigtuna/moderation/decisions';
  const decided = await ask(here, anna, 'POST', decisions, { act: 'publish', flags: [{ flag_id, version: 0 }] });
  const { flags } = decided.json<Decided>();
  await expect.poll(() => ofBo.told(), WITHIN).toContain('event: changed');
  ofBo.close();
  expect(await databases[0].knex('flag.moderation').where({ flag_id })).toEqual([]);
  const undone = await ask(there, bo, 'POST', '/api/sigtuna/moderation/undo', { flags });
  expect(undone.statusCode).toBe(200);
  expect(await databases[0].knex('flag.moderation').where({ flag_id })).toEqual(received);
});
