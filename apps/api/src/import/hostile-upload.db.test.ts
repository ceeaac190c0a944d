import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Import, type Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';
import { csvOf } from './desk.testing.ts';
import { workbookFixture, zipFixture } from './reading/zip-fixture.ts';

/** Everything by the road a stranger has: a request to the listening program. */
let database: Database;
let app: RoomApp;
let data_dir: string;
let origin: string;

beforeAll(async () => {
  database = await openTestDatabase();
  data_dir = testFolder();
  app = await buildApp({ config: { ...readConfig({ DATA_DIR: data_dir, LOG_LEVEL: 'silent' }), port: 0 }, database });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

const send = async (content: string | Buffer, name: string): Promise<Import> => {
  const body = new FormData();
  body.append('file', new Blob([content as never]), name);
  const sent = await fetch(`${origin}/api/imports`, { method: 'POST', body, headers: { 'accept-language': 'en' } });
  expect(sent.status).toBe(202);
  let found = Import.parse(await sent.json());
  while (found.state === 'reading') {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const answer = await fetch(`${origin}/api/imports/${found.import_id}`, { headers: { 'accept-language': 'en' } });
    found = Import.parse(await answer.json());
  }
  return found;
};
/** What must be as it was, and the program still answering. */
const untouched = async (): Promise<void> => {
  const { rows } = await database.knex.raw(`select
    (select count(*) from staff.import)::integer as imports, (select count(*) from staff.incident)::integer as incidents,
    (select count(*) from staff.area_count)::integer as counts, (select count(*) from staff.source)::integer as sources`);
  expect(rows[0]).toEqual({ imports: 0, incidents: 0, counts: 0, sources: 0 });
  const folder = join(data_dir, 'uploads');
  await expect.poll(() => (existsSync(folder) ? readdirSync(folder) : [])).toEqual([]);
  expect((await fetch(`${origin}/api/health`)).status).toBe(200);
};

const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const REFUSED: [string, string, string | Buffer, RegExp][] = [
  ['an empty file', 'a.csv', '', /^The file a\.csv is empty\.$/],
  ['a header only', 'a.csv', 'id,datum,lon,lat\n', /header but no rows/],
  ['a line of 100 MB', 'a.csv', `id,datum,lon,lat\n${'x'.repeat(100 * 1024 ** 2)}`, /^Row \d+ is longer than/],
  [
    'an unclosed quote',
    'a.csv',
    `id,datum,lon,lat\n1,"2026-01-01,17,59\n${'2,3,4,5\n'.repeat(300_000)}`,
    /row 2 is never closed/,
  ],
  ['NUL all through', 'a.csv', Buffer.alloc(5000), /no table of text/],
  [
    'a gzip that grows a thousand times',
    'a.csv.gz',
    gzipSync(Buffer.alloc(40 * 1024 ** 2, 'a,b\n')),
    /grows more than 200 times/,
  ],
  [
    'a gzip cut off',
    'a.csv.gz',
    gzipSync(csvOf(Array.from({ length: 9000 }, (_, i) => ({ id: `K${i}` })))).subarray(0, 900),
    /damaged or cut off/,
  ],
  [
    'a zip that climbs out',
    'a.xlsx',
    workbookFixture(ROW, { extra: [{ name: '../../etc/x.xml', content: '' }] }),
    /forbidden path/,
  ],
  [
    'a zip with a link',
    'a.xlsx',
    workbookFixture(ROW, { extra: [{ name: 'xl/a.xml', content: '/etc/passwd', mode: 0o120777 }] }),
    /forbidden path/,
  ],
  [
    'a zip entry that claims 4 GB',
    'a.xlsx',
    workbookFixture(ROW, { extra: [{ name: 'xl/a.xml', content: '', claimed: 4_000_000_000 }] }),
    /unpacked; the limit is/,
  ],
  ['a zip of files', 'a.zip', zipFixture([{ name: 'a.csv', content: 'a,b\n1,2' }]), /archive of several files/],
  ['a picture called a table', 'a.csv', Buffer.from('89504e470d0a1a0a', 'hex'), /no table of text/],
  ['JSON nested 20,000 deep', 'a.json', '['.repeat(20_000), /not valid JSON/],
  ['lines of a private key', 'a.csv', '-----BEGIN-----\nMIIEvQ\nIBADAN\n', /single column/],
];

test.each(REFUSED)('%s is refused in one sentence, and nothing is changed', async (_, name, content, said) => {
  const found = await send(content, name);
  expect(found.state).toBe('failed');
  expect(found.problem).toMatch(said);
  expect(found.problem!.split(/\. /).length).toBeLessThanOrEqual(2);
  await untouched();
});

test('an upload that claims 10 GB is refused before it is sent', async () => {
  const answer = await new Promise<{ status: number; problem: Problem }>((resolve, reject) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 10 * 1024 ** 3 };
    const asking = request(`${origin}/api/imports`, { method: 'POST', headers }, (response) => {
      let text = '';
      response
        .on('data', (part) => (text += part))
        .on('end', () => {
          resolve({ status: response.statusCode!, problem: JSON.parse(text) });
          asking.destroy();
        });
    });
    asking.on('error', reject);
    asking.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,datum\r\n');
  });
  expect([answer.status, answer.problem.code]).toEqual([413, 'upload_too_big']);
  await untouched();
});

test('an upload cut off half way leaves nothing', async () => {
  await new Promise<void>((resolve) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 5_000_000 };
    const asking = request(`${origin}/api/imports`, { method: 'POST', headers });
    asking.on('error', () => {}).on('close', () => resolve());
    asking.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
    asking.write('1,2,3\r\n'.repeat(350_000));
    setTimeout(() => asking.destroy(), 300);
  });
  await untouched();
});

test('strange tables cost rows at most: formulas, doubled headers, semicolons and Windows letters stay text', async () => {
  const text =
    'id;Tid;Tid;Brott;Öst;Nord\r\n1;2026-03-02 21:15;x;=cmd|calc;17,85;59,62\r\n2;2026-03-02 21:15;x;Skadegörelse;17,85;59,62\r\n' +
    '3;2026-03-02 21:15;x;\0;17,85;59,62\r\n4;\u00a0=1+1;x;Stöld;17,85;59,62\r\n';
  const found = await send(Buffer.from(text, 'latin1'), '../../../etc/=passwd.csv');
  expect(found).toMatchObject({ state: 'waiting', file_name: '=passwd.csv', municipality: 'sigtuna' });
  expect(found.preview).toMatchObject({ usable: 2, headers: ['id', 'Tid', 'Tid (2)', 'Brott', 'Öst', 'Nord'] });
  expect(found.mapping).toMatchObject({ encoding: 'windows-1252', delimiter: ';', decimal: ',' });
  await fetch(`${origin}/api/imports/${found.import_id}/cancel`, { method: 'POST' });
  await untouched();
});
