import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlagForm, GeocodeFound, Problem } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { personWith } from '../account/testing.ts';
import type { CommandPlace } from '../command.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { publicly } from '../db/public-side.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { findFlagArea } from './area.ts';
import { Geocoder } from './geocoder.ts';
import { geocoderCommand } from './geocoder-command.ts';

let database: Database;
let app: RoomApp;
let service: Server;
let address: string;
let asked: { url: string; headers: IncomingMessage['headers'] }[] = [];
let answer: { status: number; body: string; location?: string };

const place: CommandPlace = {
  ...{ cwd: '/', config: readConfig({}), language: 'en' },
  signal: new AbortController().signal,
};
const point = (name: string, lon: unknown, lat: unknown) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

beforeAll(async () => {
  service = createServer((request, reply) => {
    asked.push({ url: request.url!, headers: request.headers });
    reply.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location }).end(answer.body);
  });
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(service.address() as AddressInfo).port}/search?q={text}&limit=8`;
  database = await openTestDatabase();
  app = await testApp(database);
  await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]); // else nobody from elsewhere gets in
});
afterAll(async () => {
  await app?.close();
  service.close();
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: collection(point('Storgatan 1, Märsta', 17.855123, 59.621456)) };
});

const set = async (...args: string[]): Promise<string> => {
  const lines: string[] = [];
  await geocoderCommand(database, ['sigtuna', ...args], (told) => lines.push(told), place);
  return lines.join('\n');
};
const BUSY_MS = 300;
const look = async (text: string): Promise<{ status: number; body: GeocodeFound & Problem }> => {
  const marked = { 'user-agent': 'marked-agent', 'accept-language': 'sv', cookie: 'marked=1' };
  const headers = { host: 'localhost:3000', origin: 'http://localhost:3000', ...marked };
  const url = '/api/sigtuna/flags/geocode';
  const { statusCode, json } = await app.inject({
    method: 'POST',
    url,
    headers,
    payload: { text },
    remoteAddress: '2001:db8:77::1',
  });
  const body = json<GeocodeFound & Problem>();
  if (body.code !== 'busy') return { status: statusCode, body };
  await new Promise((resume) => setTimeout(resume, BUSY_MS));
  return look(text);
};
/** As often as it takes: on a machine with a lot else to do five seconds may not be enough. */
const found = async (text: string, tries = 10): Promise<GeocodeFound['found']> => {
  const { status, body } = await look(text);
  if (status === 503 && tries > 1) return found(text, tries - 1);
  expect([status, body.detail]).toEqual([200, undefined]);
  return body.found;
};
const offered = async (): Promise<boolean> => {
  const answer = await app.inject({ url: '/api/sigtuna/flags/form' });
  if (answer.statusCode !== 503) return answer.json<FlagForm>().geocoder;
  await new Promise((resume) => setTimeout(resume, BUSY_MS));
  return offered();
};

test('it is off until whoever runs the machine sets a service, and nothing is sent anywhere', async () => {
  expect(await set()).toContain('nowhere else');
  const { status, body } = await look('Storgatan 1');
  expect([status, body.code]).toEqual([404, 'geocoder_off']);
  expect(asked).toEqual([]);
});

test('the service is sent what was typed and nothing of who typed it; its answer is a cell of 100 m', async () => {
  expect(await set(address, '--nearby')).toContain(address);
  expect(await offered()).toBe(true);
  const [first, ...more] = await found('Storgatan 1 & co');
  expect([first!.name, more]).toEqual(['Storgatan 1, Märsta', []]);
  const { rows } = await database.knex.raw(
    'select floor(st_x(p) / 100) as x, floor(st_y(p) / 100) as y from st_transform(st_setsrid(st_point(17.855123, 59.621456), 4326), 3006) p',
  );
  expect(first!.cell).toEqual(rows[0]);
  expect(asked[0]!.url).toBe('/search?q=Storgatan%201%20%26%20co&limit=8');
  expect(Object.keys(asked[0]!.headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
  expect(JSON.stringify(asked)).not.toMatch(/marked|db8|sv/);
});

test('what lies outside the area, has no name or is no point isn’t offered', async () => {
  answer.body = collection(
    ...[point('Göteborg', 11.97, 57.7), point('', 17.8551, 59.6214), point('NaN', 'x', 59.6214)],
    ...[{ type: 'Feature', properties: null, geometry: null }, point('Kvar\u202e\n<b>', 17.8551, 59.6214)],
  );
  expect((await found('vad som helst')).map(({ name }) => name)).toEqual(['Kvar <b>']);
});

test.each<[string, typeof answer]>([
  ['is out of order', { status: 500, body: 'nej' }],
  ['answers with a page', { status: 200, body: '<html>' }],
  ['answers with something else', { status: 200, body: '{"error":"x"}' }],
  ['sends elsewhere', { status: 302, body: '', location: 'http://169.254.169.254/' }],
  ['sends far too much', { status: 200, body: `"${'x'.repeat(600_000)}"` }],
])('a service that %s is said not to answer, with the way out and without what was typed', async (_, given) => {
  answer = given;
  const { status, body } = await look('Hemliga gatan');
  expect([status, body.code]).toEqual([503, 'geocoder_silent']);
  expect(body.detail).toMatch(/peka på kartan\.$/);
  expect(JSON.stringify(body)).not.toMatch(/Hemliga|127\.0\.0\.1/);
});

test('a service that is no longer there is said not to answer', async () => {
  await set('http://127.0.0.1:9/{text}', '--nearby');
  expect((await look('Storgatan')).body.code).toBe('geocoder_silent');
});

test('without --nearby nothing in the own network is asked, whatever its name', async () => {
  await set('https://localhost/{text}');
  expect((await look('Storgatan')).body.code).toBe('geocoder_silent');
  await set(address, '--nearby');
  await expect(database.knex('flag.setting').update({ geocoder_nearby: false })).rejects.toThrow(
    'setting_geocoder_check',
  );
  expect(asked).toEqual([]);
});

test('all who look together are slowed down before the service is, without anybody being told apart', async () => {
  await set(address, '--nearby');
  const ask = <T>(question: (trx: Knex.Transaction) => Promise<T>): Promise<T> => publicly(database, question);
  const area = await ask((trx) => findFlagArea(trx, 'sigtuna'));
  const stopped = new Geocoder(() => 0);
  const looks = await Promise.allSettled(Array.from({ length: 40 }, () => stopped.find(ask, area, 'Storgatan')));
  const told = looks.map((one) => (one.status === 'rejected' ? one.reason : null));
  const waiting = told.filter((fault) => fault?.code === 'geocoder_wait');
  expect(waiting).toHaveLength(10);
  expect(waiting[0]).toMatchObject({ params: { seconds: 1 } });
  expect(asked.length).toBeLessThanOrEqual(30);
});

test('turned off again it is off, and the log tells who asked where', async () => {
  expect(await set('off')).toContain('nowhere else');
  expect(await offered()).toBe(false);
  const { rows } = await database.knex.raw(
    "select details from staff.audit_entry where act = 'geocoder_set' order by entry_no desc limit 1",
  );
  expect(rows[0].details).toEqual({ address: 'off' });
});

test.each([
  'https://geo.example/',
  'http://geo.example/{text}',
  'ftp://geo.example/{text}',
  'https://a:b@geo.example/{text}',
  'https://{text}.example/',
  'hej {text}',
])('%s is refused in a sentence, and the setting stays', async (wrong) => {
  await expect(set(wrong)).rejects.toMatchObject({ code: 'geocoder_address' });
  expect(await offered()).toBe(false);
});
