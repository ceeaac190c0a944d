import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addOtherArea, personWith } from '../account/testing.ts';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { FlagDesk } from '../flag/desk.ts';
import { logOptions } from '../log.ts';
import type { RoomApp } from '../room.ts';
import { type Answer, GeoReportClient } from './client.testing.ts';
import { open311Room } from './routes.ts';

let database: Database;
let app: RoomApp;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await buildApp({
    config: readConfig({ DATA_DIR: testFolder(), LOG_LEVEL: 'silent', FLAG_FLOOD: '10000' }),
    database,
  });
  await personWith(database, [{ role: 'administrator', municipality: null }]);
});
afterAll(() => app?.close());
beforeEach(() => database.knex.raw('truncate flag.flag, flag.kept_answer cascade'));

/** What the municipality says it does at a named place, approved. */
const publish = (text: string): Promise<unknown> =>
  database.knex.raw(
    `with made as (
       insert into staff.action (municipality_id, action_id, title, place, status, rests_on)
       select municipality_id, gen_random_uuid(), 'Inomhus', 'valsta-centrum', 'under_way', 'other'
       from staff.municipality where slug = 'sigtuna' returning municipality_id, action_id)
     insert into staff.action_publication (municipality_id, action_id, place, status, public_text, version)
     select municipality_id, action_id, 'valsta-centrum', 'under_way', jsonb_build_object('sv', cast(:text as text)), 1 from made`,
    { text },
  );

type Rows = Record<string, string>[];
const rowsOf = ({ body }: Answer): Rows => body as Rows;

/** By the station of Märsta, and everything that other systems send along. */
const SENT = {
  ...{ service_code: 'dark', lat: '59.62796', long: '17.86098', 'attribute[times]': 'evening' },
  ...{ email: 'kim@example.org', first_name: 'Kimsdotter', last_name: 'Marker', phone: '+46701234567' },
  ...{ device_id: 'device-marker-1', account_id: 'account-marker', api_key: 'xyz' },
  ...{ description: 'Jag heter Marker och bor på Markervägen 7', address_string: 'Markervägen 7' },
  media_url: 'https://example.org/marker.jpg',
};

describe.each(['xml', 'json'] as const)('a client of GeoReport v2, in %s', (format) => {
  let client: GeoReportClient;
  beforeAll(() => {
    client = new GeoReportClient(app, format);
  });

  test('finds the way by the discovery document', async () => {
    const { status, body } = await client.discovery();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      endpoints: [{ specification: 'http://wiki.open311.org/GeoReport_v2', formats: ['text/xml', 'application/json'] }],
    });
  });

  test('is told of a service for each reason, in its language', async () => {
    const services = rowsOf(await client.services());
    const { rows } = await database.knex.raw("select code from flag.choice where kind = 'reason' and active");
    expect(services.map(({ service_code }) => service_code).sort()).toEqual(
      rows.map(({ code }: { code: string }) => code).sort(),
    );
    expect(services.find(({ service_code }) => service_code === 'dark')).toMatchObject({
      ...{
        service_name: 'dark',
        description: 'A place feels unsafe',
        group: 'Environment and light',
        metadata: 'true',
      },
    });
    const swedish = rowsOf(await new GeoReportClient(app, format, 'sv').services('sigtuna'));
    expect(swedish.map(({ service_name }) => service_name)).toContain('mörkt');
    for (const { service_name, service_code } of swedish) expect(service_name, service_code).not.toContain('_');
  });

  test('is told what a service asks', async () => {
    const { body } = await client.definition('dark');
    const { attributes } = body as { attributes: { code: string; required: string; values: Rows }[] };
    expect(attributes.map(({ code }) => code)).toEqual(['times', 'days', 'often', 'strength', 'helps']);
    expect(attributes.every(({ required }) => required === 'false')).toBe(true);
    expect(attributes[0]?.values[2]).toEqual({ key: 'evening', name: 'evening' });
  });

  test('tells about a place, gets a token, and reads by it what became of it: no coordinates, no time', async () => {
    const sent = await client.send(SENT);
    expect(sent.status).toBe(201);
    const [{ token } = {}] = rowsOf(sent) as { token?: string }[];
    expect(token).toMatch(/^[a-z]+(-[a-z]+){5}$/);
    expect(rowsOf(await client.token(token!))).toEqual([{ service_request_id: token, token }]);
    const [request] = rowsOf(await client.request(token!));
    expect(request).toMatchObject({
      ...{ service_request_id: token, status: 'open', status_notes: 'Received.', service_code: 'dark' },
      ...{ address: 'Sigtuna', lat: '', long: '', requested_datetime: '', updated_datetime: '', description: '' },
    });
    await database.knex.raw("update flag.flag set state = 'done', answer = ?", [
      JSON.stringify({ sv: 'Lampan är lagad.' }),
    ]);
    expect(rowsOf(await client.request(token!))[0]).toMatchObject({
      status: 'closed',
      status_notes: 'Lampan är lagad.',
    });
  });

  test('reads why a request was rejected, and whom to call', async () => {
    const [{ token } = {}] = rowsOf(await client.send(SENT));
    await database.knex('flag.flag').update({ fate: 'rejected', state: 'read', because: 'emergency' });
    expect(rowsOf(await client.request(token!))[0]).toMatchObject({
      status: 'closed',
      status_notes: expect.stringContaining('Call 112'),
    });
  });

  test('sees in the list what is answered in public, and nothing of what somebody told', async () => {
    const sent = await client.send(SENT);
    const [{ token } = {}] = rowsOf(sent);
    expect(await client.requests()).toMatchObject({ status: 200, body: '' });
    await publish('Vi lagar belysningen.');
    const told = rowsOf(await client.requests());
    expect(told).toMatchObject([
      { status: 'open', status_notes: 'Vi lagar belysningen.', service_code: 'answered', address: 'Valsta centrum' },
    ]);
    const [{ service_request_id } = {}] = told;
    expect(rowsOf(await client.request(service_request_id!))).toEqual(told);
    expect(service_request_id).not.toBe(token);
    await database.knex.raw('delete from staff.action');
    expect((await client.request(service_request_id!)).status).toBe(404);
  });

  test.each([
    [{ service_code: 'missing' }, 404, 'service_code is missing: give one of'],
    [{ lat: '58.5', long: '17.86' }, 400, 'The place 58.5, 17.86 isn’t in Sigtuna'],
    [{ lat: '-89.9', long: '179.9' }, 400, 'isn’t in Sigtuna'],
    [{ lat: '', long: '' }, 400, 'send both as degrees in WGS 84'],
    [{ lat: 'NaN', long: '1e5' }, 400, 'lat is NaN and long 1e5'],
    [{ lat: '91', long: '17.8' }, 400, 'lat is 91'],
    [{ 'attribute[times]': 'noon' }, 400, 'attribute[times] is noon: give one of morning, day, evening, night'],
    [{ jurisdiction_id: 'nowhere' }, 404, 'nowhere'],
  ])('is refused %j with one sentence, and nothing is stored', async (changed, status, sentence) => {
    const answer = await client.send({ ...SENT, ...changed });
    expect([answer.status, rowsOf(answer)]).toEqual([
      status,
      [{ code: String(status), description: expect.stringContaining(sentence) }],
    ]);
    expect(await database.knex('flag.flag').pluck('flag_id')).toEqual([]);
  });

  test('has to say which area it means where there are several', async () => {
    await addOtherArea(database);
    try {
      const { status, body } = await client.services();
      expect([status, (body as Rows)[0]?.description]).toEqual([
        400,
        'jurisdiction_id is missing: give one of knivsta, sigtuna.',
      ]);
      expect((await client.services('sigtuna')).status).toBe(200);
    } finally {
      await database.knex.raw("delete from staff.municipality where slug = 'knivsta'");
    }
  });

  test('that guesses a token is told the same as one with a wrong secret', async () => {
    const [{ token } = {}] = rowsOf(await client.send(SENT)) as { token?: string }[];
    const words = token!.split('-');
    const wrong = [...words.slice(0, 3), ...words.slice(3).reverse()].join('-');
    const answers = await Promise.all([
      client.request(wrong),
      client.request('bali-bali-bali-bali-bali-bali'),
      client.token('x'),
    ]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
  });
});

test('a request is a flag like those of the page: its cell, what was chosen, and nothing of who sent it', async () => {
  const client = new GeoReportClient(app, 'json');
  await client.send({ ...SENT, 'attribute[days]': 'weekend', 'attribute[strength]': '3', 'attribute[helps]': 'light' });
  const [flag] = await database.knex('flag.flag').select('*');
  const { rows: cells } = await database.knex.raw(`
    with at as (select st_transform(st_setsrid(st_makepoint(${SENT.long}, ${SENT.lat}), 4326), 3006) as point)
    select cast(floor(st_x(point) / 100) as integer) as cell_x, cast(floor(st_y(point) / 100) as integer) as cell_y from at`);
  expect(flag).toMatchObject({
    ...{ kind: 'feels', feeling: 'unsafe', place: null, ...cells[0], reasons: ['dark'] },
    ...{ weightiest: 'dark', publication_group: 3, times: ['evening'], days: 'weekend', strength: 3, helps: ['light'] },
  });
  for (const table of ['flag', 'moderation', 'note', 'receipt', 'question', 'decision', 'background', 'kept_answer']) {
    const { rows } = await database.knex.raw(`select cast(t as text) as row from flag.${table} t`);
    const text = JSON.stringify(rows);
    expect(text, table).not.toMatch(/marker|kimsdotter|46701234567|59\.6279|17\.8609|example\.org/i);
  }
});

test('what is sent again with the same key is one request, and has one token', async () => {
  const client = new GeoReportClient(app, 'xml');
  const key = { 'idempotency-key': randomUUID() };
  const [first, again] = [await client.send(SENT, key), await client.send(SENT, key)];
  expect(again.text).toBe(first.text);
  expect(await database.knex('flag.flag').count({ n: '*' })).toEqual([{ n: expect.toSatisfy((n) => Number(n) === 1) }]);
});

test('nothing that is sent reaches the log, whether it is taken or refused', async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const noisy: RoomApp = Fastify({
    logger: { ...(logOptions('trace') as object), stream },
  }).withTypeProvider<ZodTypeProvider>();
  noisy.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  const room = { config: readConfig({ DATA_DIR: testFolder() }), database, opened: Promise.resolve(database) };
  await open311Room(noisy, { ...room, desk: new FlagDesk(room, () => {}) });
  const client = new GeoReportClient(noisy, 'xml');
  await client.send(SENT);
  await client.send({ ...SENT, lat: '95' });
  await noisy.close();
  expect(lines.join('\n')).toContain('/open311/v2/requests.:format');
  expect(lines.join('\n')).not.toMatch(/marker|kimsdotter|46701234567|59\.6279|17\.8609/i);
});

test('a form with a picture in it is refused: there is no place for one', async () => {
  const answer = await app.inject({
    ...{ method: 'POST', url: '/open311/v2/requests.xml', payload: '--x--' },
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([415, 'text/xml; charset=utf-8']);
  expect(answer.body).toMatch(/ application\/x-www-form-urlencoded\./);
});
