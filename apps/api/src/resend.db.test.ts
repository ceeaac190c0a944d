import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Import, MadeLink, Organisation, Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from './account/testing.ts';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { openTestDatabase, testFolder } from './db/testing.ts';
import type { RoomApp } from './room.ts';

let database: Database;
let app: RoomApp;
let data_dir: string;
let chief: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  data_dir = testFolder();
  app = await buildApp({ config: readConfig({ DATA_DIR: data_dir, LOG_LEVEL: 'silent' }), database });
});
afterAll(() => app?.close());
beforeEach(async () => {
  await database.knex.raw('truncate staff.account, staff.organisation, staff.kept_answer cascade');
  chief = await personWith(database, [{ role: 'administrator', municipality: null }]);
});

const post = (url: string, payload: object | undefined, key: string, by = chief) =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...by.headers, 'idempotency-key': key },
    ...(payload === undefined ? {} : { payload }),
  });
const add = (name: string, key: string, by = chief) => post('/api/organisations', { kind: 'police', name }, key, by);
const named = async (name: string): Promise<number> =>
  Number((await database.knex('staff.organisation').where({ name }).count())[0]!.count);
const codeOf = (answer: { json: <T>() => T }): string => answer.json<Problem>().code;

describe('a request that is sent again', () => {
  test('is done once and answered as the first time', async () => {
    const key = randomUUID();
    const [first, again] = [await add('Polisen', key), await add('Polisen', key.toUpperCase())];
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json<Organisation>()).toEqual(first.json<Organisation>());
    expect(await named('Polisen')).toBe(1);
    expect(codeOf(await add('Polisen', randomUUID()))).toBe('organisation_taken');
  });

  test('with another content is refused, and nothing comes of it', async () => {
    const key = randomUUID();
    await add('Polisen', key);
    const other = await add('Brandkåren', key);
    expect([other.statusCode, codeOf(other)]).toEqual([422, 'resend_other']);
    expect(await named('Brandkåren')).toBe(0);
  });

  test('while the first is still under way is told to come back', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 4 }, () => add('Polisen', key)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409)!;
    expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['resend_under_way', '1']);
    expect((await add('Polisen', key)).statusCode).toBe(201);
    expect(await named('Polisen')).toBe(1);
  });

  test('by somebody else is another request', async () => {
    const key = randomUUID();
    const other = await personWith(database, [{ role: 'administrator', municipality: null }]);
    await add('Polisen', key);
    expect(codeOf(await add('Polisen', key, other))).toBe('organisation_taken');
  });

  test('after a refusal is a new one: it may be mended', async () => {
    const key = randomUUID();
    await add('Polisen', randomUUID());
    expect(codeOf(await add('Polisen', key))).toBe('organisation_taken');
    expect((await add('Polisen Norr', key)).statusCode).toBe(201);
  });

  test.each(['1', 'x'.repeat(300), `${randomUUID()}x`])('needs a UUID for a key, not %s', async (key) => {
    expect(codeOf(await add('Polisen', key))).toBe('resend_key_unusable');
    expect(await named('Polisen')).toBe(0);
  });
});

test('the key and the work are there together, or neither is', async () => {
  await database.knex.raw('alter table staff.kept_answer add constraint none check (false)');
  try {
    expect((await add('Polisen', randomUUID())).statusCode).toBe(500);
    expect(await named('Polisen')).toBe(0);
  } finally {
    await database.knex.raw('alter table staff.kept_answer drop constraint none');
  }
});

test('an invitation sent again gives the same link, which the database can’t tell', async () => {
  const key = randomUUID();
  const [organisation_id] = await database.knex('staff.organisation').pluck('organisation_id');
  const cilla = { login: 'cilla@sigtuna.se', name: 'Cilla', organisation_id, roles: [] };
  const [first, again] = [await post('/api/accounts', cilla, key), await post('/api/accounts', cilla, key)];
  const { link } = first.json<{ link: MadeLink }>();
  expect(again.json<{ link: MadeLink }>().link).toEqual(link);
  const [row] = await database.knex('staff.kept_answer');
  const kept = JSON.stringify(row);
  expect(row.status).toBe(201);
  for (const secret of [link.url.split('#')[1]!, key, 'cilla']) {
    expect(kept).not.toContain(secret);
    expect(Buffer.from(row.answer, 'base64').toString('latin1')).not.toContain(secret);
  }
});

test('what is older than yesterday is forgotten with the next one', async () => {
  await add('Polisen', randomUUID());
  await database.knex('staff.kept_answer').update({ kept_on: database.knex.raw('current_date - 2') });
  await add('Brandkåren', randomUUID());
  expect(await database.knex('staff.kept_answer').count()).toEqual([{ count: '1' }]);
});

describe('a file that is sent again', () => {
  const file = (text: string): { payload: string; headers: Record<string, string> } => {
    const boundary = `b${randomUUID()}`;
    const head = 'content-disposition: form-data; name="file"; filename="h.csv"\r\ncontent-type: text/csv';
    return {
      payload: `--${boundary}\r\n${head}\r\n\r\n${text}\r\n--${boundary}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    };
  };
  const send = (text: string, key: string) => {
    const { payload, headers } = file(text);
    const url = '/api/imports';
    return app.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...chief.headers, ...headers, 'idempotency-key': key },
    });
  };
  const uploads = (): number => readdirSync(join(data_dir, 'uploads')).length;
  const ROWS = 'id;tid;brott;lon;lat\n1;2026-03-02 21:10;Stöld;17.84;59.62\n';

  test('is one import, and one file on the disk', async () => {
    const key = randomUUID();
    const [first, again] = [await send(ROWS, key), await send(ROWS, key)];
    expect([first.statusCode, again.statusCode]).toEqual([202, 202]);
    expect(again.json<Import>().import_id).toBe(first.json<Import>().import_id);
    expect(uploads()).toBe(1);
    const other = await send(`${ROWS}2;2026-03-02 21:10;Stöld;17.84;59.62\n`, key);
    expect([other.statusCode, codeOf(other)]).toEqual([422, 'resend_other']);
    expect(uploads()).toBe(1);
    await post(`/api/imports/${first.json<Import>().import_id}/cancel`, undefined, randomUUID());
  });
});
