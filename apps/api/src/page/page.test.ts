import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { RoomApp } from '../room.ts';
import { LanguageFolder } from './language-folder.ts';

const script = 'console.log("Lägesbild");\n'.repeat(200);
const folder = mkdtempSync(join(tmpdir(), 'lb-page-'));
let app: RoomApp;
const troubles: string[] = [];

beforeAll(async () => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/staff.html'), '<!doctype html><title>Staff</title>');
  writeFileSync(join(folder, 'dist/plats.html'), '<!doctype html><title>Platser</title>');
  writeFileSync(join(folder, 'dist/plats-offline.js'), 'const FILES = [];');
  writeFileSync(join(folder, 'dist/plats.webmanifest'), '{}');
  mkdirSync(join(folder, 'languages'));
  const kurdish = { language: 'ku', name: 'Kurdî', dir: 'ltr', reviewed_by: 'Rojda', text: { title: 'Cih' } };
  writeFileSync(join(folder, 'languages/ku.json'), JSON.stringify(kurdish));
  writeFileSync(join(folder, 'languages/de.json'), JSON.stringify(kurdish));
  writeFileSync(join(folder, 'languages/nl.json'), '{');
  writeFileSync(join(folder, 'languages/notes.txt'), 'secret');
  writeFileSync(join(folder, 'dist/public.html'), '<!doctype html><title>Public</title>');
  writeFileSync(join(folder, 'dist/.env'), 'secret');
  writeFileSync(join(folder, 'dist/sketch.json'), '{}');
  writeFileSync(join(folder, 'dist/assets/staff-D4kq9x_Z.js'), script);
  app = await buildApp({
    config: readConfig({
      LOG_LEVEL: 'silent',
      RESIDENT_LANGUAGES_DIR: join(folder, 'languages'),
      RESIDENT_LEAVE_URL: 'https://www.smhi.se',
    }),
    database: new Promise<Database>(() => {}),
    web_folder: join(folder, 'dist'),
    onTrouble: (sentence) => troubles.push(sentence),
  });
});
afterAll(() => {
  app?.server.close();
  rmSync(folder, { recursive: true });
});

test.each([
  '/',
  '/login',
  '/sigtuna/karta',
  '/avon/karta?from=2021-01-01',
  '/sigtuna/installningar',
  '/sigtuna/installningar/konton',
])('%s is the staff page, asked about each time', async (url) => {
  const response = await app.inject({ url });
  expect([response.statusCode, response.body]).toEqual([200, '<!doctype html><title>Staff</title>']);
  expect(response.headers['cache-control']).toBe('no-cache');
  const again = await app.inject({ url, headers: { 'if-none-match': response.headers.etag as string } });
  expect(again.statusCode).toBe(304);
});

test('every page that the web app draws within an area has its address here', async () => {
  const router = readFileSync(new URL('../../../web/src/app.tsx', import.meta.url), 'utf8');
  const within = (parent: string): string[] =>
    [...router.matchAll(new RegExp(`=> ${parent},\\s+path: '(/[^']+)'`, 'g'))].map(([, path]) => path!);
  const workspaces = within('area').filter((path) => path !== '/');
  const settings = within('settings').filter((path) => path !== '/');
  expect(workspaces).toContain('/installningar');
  expect(settings).toContain('/kallor');
  for (const path of [...workspaces, ...settings.map((part) => `/installningar${part}`)]) {
    const { statusCode, body } = await app.inject({ url: `/sigtuna${path}` });
    expect([path, statusCode, body]).toEqual([path, 200, '<!doctype html><title>Staff</title>']);
  }
});

test.each(['/sigtuna/plats', '/avon/plats/kvitto'])(
  '%s is the page of residents, where nobody signs in',
  async (url) => {
    const { statusCode, body } = await app.inject({ url });
    expect([statusCode, body]).toEqual([200, '<!doctype html><title>Platser</title>']);
  },
);

test('what a browser keeps of the page of residents lies beside it, asked about each time', async () => {
  for (const [file, type] of [
    ['plats-offline.js', 'text/javascript; charset=utf-8'],
    ['plats.webmanifest', 'application/manifest+json'],
  ]) {
    const { statusCode, headers } = await app.inject({ url: `/sigtuna/${file}` });
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, type, 'no-cache']);
    expect((await app.inject({ url: `/Sigtuna/${file}` })).statusCode).toBe(404);
  }
});

test('languages of the operator’s folder that can be used are added; each other file is named with the reason', async () => {
  const languages = new LanguageFolder(join(folder, 'languages'));
  expect((await languages.all()).map(({ language, name }) => [language, name])).toEqual([['ku', 'Kurdî']]);
  expect(await languages.find('ku')).toMatchObject({ reviewed_by: 'Rojda', text: { title: 'Cih' } });
  for (const asked of ['nl', 'de', '../dist/sketch', 'ku.json', '']) expect(await languages.find(asked)).toBeNull();
  expect(troubles.map((sentence) => sentence.replace(folder, '')).sort()).toEqual([
    '/languages/de.json is left out: it says that it is "ku". Write it as docs/operations.md says.',
    expect.stringMatching(/^\/languages\/nl\.json is left out: .+ Write it as docs\/operations\.md says\.$/),
  ]);
  const missing: string[] = [];
  expect(await new LanguageFolder(join(folder, 'nowhere')).all((sentence) => missing.push(sentence))).toEqual([]);
  expect(missing).toEqual([expect.stringContaining('only the shipped languages are offered')]);
  expect(await new LanguageFolder(null).all()).toEqual([]);
});

test('an area’s name alone is its public page, which may be framed at one address only', async () => {
  const response = await app.inject({ url: '/sigtuna' });
  expect([response.statusCode, response.body]).toEqual([200, '<!doctype html><title>Public</title>']);
  expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  const framed = await app.inject({ url: '/sigtuna/inbaddad' });
  expect([framed.statusCode, framed.headers['x-frame-options']]).toEqual([200, undefined]);
  expect(framed.headers['content-security-policy']).toContain('frame-ancestors *');
});

test('a file with a hash in its name is packed once and kept for ever', async () => {
  const headers = { 'accept-encoding': 'gzip, br' };
  const response = await app.inject({ url: '/assets/staff-D4kq9x_Z.js', headers });
  expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(response.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(brotliDecompressSync(response.rawPayload).toString()).toBe(script);
  expect((await app.inject({ url: '/sketch.json', headers })).headers['cache-control']).toBe('no-cache');
});

test.each([
  '/unknown/karta/x',
  '/api/karta',
  '/Sigtuna/karta',
  '/sigtuna/ingenting',
  '/staff.html',
  '/.env',
  '/assets',
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets%00.js',
])('%s is nothing, said on a page for people and as a problem for programs', async (url) => {
  const page = await app.inject({ url, headers: { accept: 'text/html', 'accept-language': 'ar' } });
  const problem = await app.inject({ url });
  expect([page.statusCode, problem.statusCode]).toEqual(url === '/api/karta' ? [503, 503] : [404, 404]);
  expect(problem.body).not.toContain('secret"');
  if (url.startsWith('/api')) return;
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).toContain('dir="rtl"');
  expect(problem.json().code).toBe('not_found');
});

test('a page for what isn’t there may load nothing but its own style', async () => {
  const { body, headers } = await app.inject({ url: '/.env', headers: { accept: 'text/html' } });
  const style = /<style>([^<]*)<\/style>/.exec(body)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers['content-security-policy']).toBe(
    `default-src 'none';style-src 'sha256-${hash}';base-uri 'none';form-action 'none';frame-ancestors 'none'`,
  );
});

test('what stands in the address is text on the page', async () => {
  const { body } = await app.inject({ url: '/%3Cimg%20onerror=x%3E', headers: { accept: 'text/html' } });
  expect(body).toContain('/&#60;img onerror=x&#62;');
});

test('a page that isn’t built says how to build it', async () => {
  const bare = await buildApp({
    config: readConfig({ LOG_LEVEL: 'silent' }),
    database: new Promise<Database>(() => {}),
    web_folder: join(folder, 'nowhere'),
  });
  const response = await bare.inject({ url: '/', headers: { accept: 'text/html', 'accept-language': 'en' } });
  expect(response.statusCode).toBe(503);
  expect(response.body).toContain('npm run prepare');
});
