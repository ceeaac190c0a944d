import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Import, Problem } from '@lagesbild/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';
import { csvOf } from './desk.testing.ts';

let database: Database;
let app: RoomApp;
let data_dir: string;
let origin: string;

beforeEach(async () => {
  database = await openTestDatabase();
  data_dir = testFolder();
  const config = { ...readConfig({ DATA_DIR: data_dir, LOG_LEVEL: 'silent' }), port: 0 };
  app = await buildApp({ config, database });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

const uploads = (): string[] => {
  const folder = join(data_dir, 'uploads');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const ask = async (
  method: string,
  path: string,
  body?: unknown,
  language = 'sv',
): Promise<{ status: number; body: unknown }> => {
  const headers: Record<string, string> = { 'accept-language': language };
  if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json';
  const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
  const response = await fetch(`${origin}${path}`, { method, headers, body: sent });
  const text = await response.text();
  return {
    status: response.status,
    body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
  };
};
const form = (text: string | Buffer, name = 'handelser.csv', field = 'file'): FormData => {
  const data = new FormData();
  data.append(field, new Blob([text as never]), name);
  return data;
};
const upload = async (text: string, name?: string): Promise<Import> => {
  const { status, body } = await ask('POST', '/api/imports', form(text, name));
  expect(status, JSON.stringify(body)).toBe(202);
  return Import.parse(body);
};
const until = async (id: string, ...states: string[]): Promise<Import> => {
  for (;;) {
    const found = Import.parse((await ask('GET', `/api/imports/${id}`)).body);
    if (states.includes(found.state)) return found;
    if (/failed|cancelled/.test(found.state)) throw new Error(`the import ${found.state}: ${found.problem}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
const load = async (text: string, name?: string): Promise<Import> => {
  const { import_id } = await upload(text, name);
  await until(import_id, 'waiting');
  expect((await ask('POST', `/api/imports/${import_id}/run`)).status).toBe(202);
  return until(import_id, 'done', 'failed');
};

const five = csvOf(Array.from({ length: 5 }, (_, i) => ({ id: `K${i}`, lon: 17.84 + i / 1000 })));
const mixed = `${five}\n=cmd|' /C calc'!A0;inte en tid;Stöld;17.85;59.62\nK9;2026-03-02 21:15;Stöld;;\n`;

describe('a file through the api', () => {
  test('is received, guessed at, settled, loaded, listed and taken back', async () => {
    const received = await upload(mixed);
    expect(received.state).toMatch(/reading|waiting/);
    expect(uploads()).toHaveLength(1);
    expect(statSync(join(data_dir, 'uploads', uploads()[0]!)).mode & 0o777).toBe(0o600);
    const waiting = await until(received.import_id, 'waiting');
    expect(waiting).toMatchObject({
      municipality: 'sigtuna',
      sentence: '5 av 7 rader går att läsa in. 1 saknar koordinater. 1 avvisades av andra skäl.',
    });
    expect(waiting.preview?.rows[0]).toMatchObject({ category: 'assault_outdoors', lon: 17.84 });
    expect(waiting.preview?.points).toHaveLength(5);

    const source = { slug: 'kommunen', name: 'Kommunen', kind: 'municipal', licence: null };
    const patched = await ask('PATCH', `/api/imports/${received.import_id}`, { source });
    expect(patched.status).toBe(200);
    await until(received.import_id, 'waiting');
    expect((await ask('POST', `/api/imports/${received.import_id}/run`)).status).toBe(202);
    const done = await until(received.import_id, 'done');
    expect(done.sentence).toBe('5 av 7 rader lästes in. 1 saknar koordinater. 1 avvisades av andra skäl.');
    expect(done.rejected_by_reason).toMatchObject({ 'Koordinater saknas.': 1 });
    expect(uploads(), 'the file is deleted').toEqual([]);

    const english = Import.parse((await ask('GET', `/api/imports/${received.import_id}`, undefined, 'en')).body);
    expect(english.sentence).toBe('5 of 7 rows taken. 1 without coordinates. 1 refused for other reasons.');
    const listed = (await ask('GET', '/api/sigtuna/imports')).body as Import[];
    expect(listed).toMatchObject([{ import_id: received.import_id, state: 'done', sentence: done.sentence, source }]);

    const csv = String((await ask('GET', `/api/imports/${received.import_id}/rejections.csv`)).body);
    expect(csv.split('\r\n')).toEqual([
      'rad,kolumn,värde,skäl',
      expect.stringMatching(/^7,tid,inte en tid,/),
      expect.stringMatching(/^8,.*,Koordinater saknas\.$/),
      '',
    ]);

    const undone = await ask('DELETE', `/api/sigtuna/imports/${received.import_id}`);
    expect(undone.body).toMatchObject({ state: 'undone' });
    const { rows } = await database.knex.raw('select count(*)::integer as n from staff.visible_incident');
    expect(rows[0].n).toBe(0);
  });

  test('says what of it a view does not count or draw unless it is asked, also when the rows were here', async () => {
    const text = csvOf([{ id: 'A' }, { id: 'B', category: 'Narkotika, innehav och bruk' }, { id: 'C' }]);
    const precise = text
      .split('\n')
      .map((line, i) => `${line};${['noggrannhet', 'punkt', 'punkt', 'kommun'][i]}`)
      .join('\n');
    for (const state of ['new', 'the same again']) {
      const done = await load(precise);
      expect(done.problem, state).toBeNull();
      expect(done.left_out, state).toEqual({ discovery: 1, coarse: 1 });
    }
    const [listed] = (await ask('GET', '/api/sigtuna/imports')).body as Import[];
    expect(listed?.left_out, 'not known any more').toBeNull();
  });

  test('says how far it is, in order, and the stream ends with the import', async () => {
    const many = csvOf(Array.from({ length: 30_000 }, (_, i) => ({ id: `M${i}`, lon: 17.8 + i / 1e6 })));
    const { import_id } = await upload(many);
    await until(import_id, 'waiting');
    const events = await fetch(`${origin}/api/imports/${import_id}/progress`);
    expect(events.headers.get('content-type')).toMatch('text/event-stream');
    await ask('POST', `/api/imports/${import_id}/run`);
    const said = (await events.text())
      .split('\n\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => Import.parse(JSON.parse(line.slice(6))));
    expect(said[0]?.state).toBe('waiting');
    expect(said.at(-1)).toMatchObject({ state: 'done', progress: { taken: 30_000 } });
    const read = said.filter(({ state }) => state !== 'waiting').map(({ progress }) => progress.rows_read);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect(said.length).toBeGreaterThan(2);
  });

  test('can be cancelled, and then is gone from the disk', async () => {
    const { import_id } = await upload(five);
    await until(import_id, 'waiting');
    expect((await ask('POST', `/api/imports/${import_id}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    expect(uploads()).toEqual([]);
    expect((await ask('POST', `/api/imports/${import_id}/run`)).status).toBe(409);
  });

  test('of 3 MB gets past the limit of other bodies', async () => {
    const wide = csvOf(
      Array.from({ length: 50_000 }, (_, i) => ({ id: `K${i}`, category: 'Stöld ur eller från fordon' })),
    );
    expect(wide.length).toBeGreaterThan(3e6);
    const { import_id } = await upload(wide);
    await ask('POST', `/api/imports/${import_id}/cancel`);
  });
});

describe('what is refused', () => {
  const problemOf = async (...call: Parameters<typeof ask>): Promise<[number, string]> => {
    const { status, body } = await ask(...call);
    const problem = Problem.parse(body);
    expect(problem.detail.length).toBeGreaterThan(10);
    return [status, problem.code];
  };

  test('uploads without a file, to an unknown area, or as something else', async () => {
    expect(await problemOf('POST', '/api/imports', form(five, 'x.csv', 'other'))).toEqual([400, 'upload_missing']);
    expect(await problemOf('POST', '/api/imports', new FormData())).toEqual([400, 'upload_missing']);
    expect(await problemOf('POST', '/api/imports?area=atlantis', form(five))).toEqual([404, 'municipality_unknown']);
    expect((await ask('POST', '/api/imports', { file: 'x' })).status).toBeGreaterThanOrEqual(400);
    expect(uploads()).toEqual([]);
  });

  test('a name that is a path stays a name', async () => {
    const { import_id, file_name } = await upload(five, '../../../etc/passwd\u202e.csv');
    expect(file_name).not.toMatch(/[/\u202e]/);
    await ask('POST', `/api/imports/${import_id}/cancel`);
    const left = readdirSync(data_dir).sort();
    expect(left.filter((name) => name !== 'uploads' && name !== 'import.key')).toEqual([]);
  });

  test('files that are no table end in a sentence, and leave nothing', async () => {
    const hostile: [string, string | Buffer][] = [
      ['bomb.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])],
      ['picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
      ['quote.csv', 'id,tid,lon,lat\n"1,2026-01-01,17.8,59.6\n'],
      ['nul.csv', Buffer.alloc(5000)],
      ['deep.json', '['.repeat(20_000)],
    ];
    for (const [name, content] of hostile) {
      const sent = await ask('POST', '/api/imports', form(content, name));
      expect(sent.status, name).toBe(202);
      const failed = await until(Import.parse(sent.body).import_id, 'failed', 'waiting');
      expect(failed.state, name).toBe('failed');
      expect(failed.problem?.length, name).toBeGreaterThan(10);
    }
    expect(uploads()).toEqual([]);
  });

  test('imports and sources that are not here, and decisions that can’t hold', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await problemOf('GET', `/api/imports/${nobody}`)).toEqual([404, 'import_unknown']);
    expect(await problemOf('GET', `/api/imports/${nobody}/rejections.csv`)).toEqual([404, 'import_unknown']);
    expect(await problemOf('POST', `/api/imports/${nobody}/run`)).toEqual([404, 'import_unknown']);
    expect(await problemOf('DELETE', `/api/sigtuna/imports/${nobody}`)).toEqual([404, 'import_unknown']);
    expect(await problemOf('GET', '/api/imports/1')).toEqual([400, 'invalid_input']);
    expect(await problemOf('PATCH', '/api/sigtuna/sources/99', { enabled: false })).toEqual([404, 'source_unknown']);
    expect(await problemOf('POST', '/api/demonstration', { municipality: 'atlantis' })).toEqual([
      404,
      'municipality_unknown',
    ]);
    const { import_id } = await upload(five);
    const waiting = await until(import_id, 'waiting');
    expect(await problemOf('PATCH', `/api/imports/${import_id}`, { municipality: 'atlantis' })).toEqual([
      404,
      'municipality_unknown',
    ]);
    const mapping = { ...waiting.mapping, srid: 999999 };
    expect((await ask('PATCH', `/api/imports/${import_id}`, { mapping })).status).toBe(200);
    expect((await until(import_id, 'waiting')).problem).toMatch('EPSG:999999');
    expect((await ask('POST', `/api/imports/${import_id}/run`)).status).toBe(400);
    expect((await ask('PATCH', `/api/imports/${import_id}`, { mapping: waiting.mapping })).status).toBe(200);
    expect((await until(import_id, 'waiting')).problem).toBeNull();
    const done = await load(five);
    expect((await ask('DELETE', `/api/sigtuna/imports/${done.import_id}`)).status).toBe(200);
    expect(await problemOf('DELETE', `/api/sigtuna/imports/${done.import_id}`)).toEqual([409, 'import_not_done']);
  });
});

test('The demonstration is loaded as a source of its own, once.', async () => {
  const first = await ask('POST', '/api/demonstration', { municipality: 'sigtuna' });
  expect(first.status).toBe(202);
  const done = await until(Import.parse(first.body).import_id, 'done', 'failed');
  expect(done).toMatchObject({ state: 'done', source: { kind: 'demonstration' } });
  expect(done.progress.added).toBeGreaterThan(20_000);
  const again = await ask('POST', '/api/demonstration', { municipality: 'sigtuna' });
  const second = await until(Import.parse(again.body).import_id, 'done', 'failed');
  expect(second.progress).toMatchObject({ added: 0, updated: 0, unchanged: done.progress.added });
}, 60_000);
