import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testDesk, visible } from './desk.testing.ts';
import { importEvents } from './polisen.ts';
import { startPolisen } from './polisen-schedule.ts';

let database: Database;
let drop: ReturnType<typeof testDesk>;
let server: Server | undefined;
let clock = Date.UTC(2026, 10, 23);
const asked: IncomingMessage[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
  drop = testDesk(database);
  asked.length = 0;
  clock = Date.UTC(2026, 10, 23);
});
afterAll(async () => {
  server?.close();
  await drop?.desk.close();
});

const event = (id: number, location = 'Sigtuna') => ({
  id,
  datetime: '2026-11-22 8:14:05 +01:00',
  name: `22 november 07:50, Trafikolycka, ${location}`,
  summary: 'Två bilar.',
  url: '/x',
  type: 'Trafikolycka',
  location: { name: location, gps: '59.619146,17.723419' },
});

async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server?.close();
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/events`;
}
const run = (url: string, timeout_ms = 2000) =>
  importEvents(
    database,
    drop.desk,
    { slug: 'sigtuna', place: 'Sigtuna' },
    { data_dir: drop.folder, url, now: () => clock, timeout_ms },
  );

test('Events come in once, by polite calls that say what is known already.', async () => {
  const url = await answering((request, response) => {
    if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: '"one"', 'last-modified': 'Sun, 22 Nov 2026 08:00:00 GMT' })
        .end(JSON.stringify([event(1), event(2)]));
  });
  const job = await run(url);
  expect(job).toMatchObject({ state: 'done', municipality: 'sigtuna', counts: { added: 2 } });
  expect(await visible(database)).toBe(2);
  expect(asked[0]?.url).toBe('/api/events?locationname=Sigtuna');
  expect(asked[0]?.headers['user-agent']).toMatch(/^Lagesbild/);

  clock += 9_000;
  await expect(run(url), 'ten seconds have not passed').rejects.toThrow(/in 1 second\./);
  expect(asked).toHaveLength(1);
  clock += 1_000;
  expect(await run(url)).toBeNull();
  expect(asked[1]?.headers['if-modified-since']).toBe('Sun, 22 Nov 2026 08:00:00 GMT');
});

test('The hour’s sixty calls are remembered by the database, whoever made them.', async () => {
  const url = await answering((_, response) => response.writeHead(200).end('[]'));
  for (let i = 0; i < 60; i++)
    await database.knex.raw('insert into staff.polisen_call (called_at, url) values (:at, :url)', {
      at: new Date(clock - 20_000 - i * 30_000),
      url,
    });
  await expect(run(url)).rejects.toThrow(/polisen.se allows the next call/);
  expect(asked).toHaveLength(0);
});

test('An answer that is slow, broken, redirected or refused changes nothing and is said in a sentence.', async () => {
  const wrong: [RegExp, (request: IncomingMessage, response: ServerResponse) => void][] = [
    [/HTTP 500/, (_, response) => response.writeHead(500).end()],
    [/JSON\?/, (_, response) => response.writeHead(200).end('<html>')],
    [/HTTP 302/, (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
    [/timeout/, () => {}],
    [/in 120 seconds/, (_, response) => response.writeHead(429, { 'retry-after': '120' }).end()],
  ];
  for (const [said, answer] of wrong) {
    const url = await answering(answer);
    await expect(run(url, 300)).rejects.toThrow(said);
    clock += 10_000;
  }
  expect(await visible(database)).toBe(0);
  // Who asks to be left alone for two minutes is, by every area and after a restart.
  const url = await answering((_, response) => response.writeHead(200).end('[]'));
  const before = asked.length;
  await expect(run(url)).rejects.toThrow(/in 110 seconds/);
  expect(asked).toHaveLength(before);
});

test('The schedule goes round the Swedish areas, never two calls within ten seconds, and tells what fails until it works.', async () => {
  await database.knex.raw(`
    insert into staff.municipality (slug, code, names, time_zone, srid, outline, outline_source)
    select 'knivsta', '0330', '{"sv":"Knivsta"}', time_zone, srid, outline, outline_source from staff.municipality;
    insert into staff.data_version select municipality_id, 0 from staff.municipality where slug = 'knivsta'`);
  let failing = true;
  const url = await answering((request, response) => {
    if (failing) response.writeHead(500).end();
    else if (request.headers['if-none-match']) response.writeHead(304).end();
    else response.writeHead(200, { etag: '"1"' }).end(JSON.stringify([event(asked.length)]));
  });
  const troubles: string[] = [];
  const options = { data_dir: drop.folder, url, now: () => (clock += 4_000), every_ms: 5, apart_ms: 5 };
  const stop = startPolisen(database, drop.desk, options, (sentence) => troubles.push(sentence));
  await expect.poll(() => troubles.length, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(troubles[0]).toMatch(/HTTP 500/);
  failing = false;
  await expect.poll(() => visible(database), { timeout: 30_000 }).toBe(2);
  stop();
  await drop.desk.idle();
  const { rows } = await database.knex.raw<{ rows: { called_at: Date }[] }>(
    'select called_at from staff.polisen_call order by called_at',
  );
  const gaps = rows.slice(1).map(({ called_at }, i) => called_at.getTime() - rows[i]!.called_at.getTime());
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  expect(new Set(asked.map((request) => request.url))).toEqual(
    new Set(['/api/events?locationname=Sigtuna', '/api/events?locationname=Knivsta']),
  );
  // Stopped is stopped.
  const made = asked.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked.length - made).toBeLessThanOrEqual(1);
});

test('Nothing is fetched unless the operator switches it on.', async () => {
  expect(readConfig({}).polisen_live).toBe(false);
  expect(readConfig({ POLISEN_LIVE: '1' }).polisen_live).toBe(true);
  const app = await buildApp({ config: readConfig({ DATA_DIR: drop.folder, LOG_LEVEL: 'silent' }), database });
  await app.ready();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await app.close();
  const { rows } = await database.knex.raw('select count(*)::integer as n from staff.polisen_call');
  expect(rows[0].n).toBe(0);
});
