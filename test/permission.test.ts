import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RESERVED_SLUGS } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERMISSION_ROWS } from '../apps/api/src/account/permission.ts';
import { rolesPage } from '../apps/api/src/account/roles-page.ts';
import { buildApp } from '../apps/api/src/app.ts';
import { ACTS, type Act, OF_COMMANDS } from '../apps/api/src/audit/acts.ts';
import { readConfig } from '../apps/api/src/config.ts';
import type { Database } from '../apps/api/src/db/database.ts';
import type { RoomApp } from '../apps/api/src/room.ts';

/** The table of permissions against the program that is built from it. It needs no database, so it runs at every landing. */
let app: RoomApp;
beforeAll(async () => {
  // A route without a row in the table throws here.
  app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent' }), database: new Promise<Database>(() => {}) });
});
afterAll(() => app?.server.close());

test('every line of the table is a route, and stands in it once', () => {
  const known = app.admissions.map(({ method, url }) => `${method} ${url}`);
  // The operator's base map has its route only where there is such a map.
  const lines = PERMISSION_ROWS.flatMap(({ routes }) => routes).filter((line) => !line.includes('/basemap/'));
  const isThere = (line: string): boolean =>
    known.some((route) => (line.endsWith('*') ? route.startsWith(line.slice(0, -1)) : route === line));
  expect(lines.filter((line) => !isThere(line))).toEqual([]);
  expect(new Set(lines).size).toBe(lines.length);
});

test('a route whose area is in its address says so in the table', () => {
  for (const { url, row } of app.admissions) {
    const names = url.startsWith('/api/:municipality') || url.startsWith('/tiles/:municipality');
    if (row.where === 'area') expect(url).toContain(':municipality');
    if (names) expect([url, row.where]).toEqual([url, expect.stringMatching(/area|object/)]);
  }
});

test('a route that changes something or takes it out says what it leaves in the log, or why nothing', () => {
  const leaves = ({ method, url }: { method: string; url: string }): boolean =>
    !['GET', 'HEAD'].includes(method) || (method === 'GET' && /\/[\w-]+\.(csv|geojson|gpx|zip|pdf)$/.test(url));
  const silent = app.admissions.filter(leaves).flatMap(({ method, url, row }) => {
    const line = `${method} ${url}`;
    return row.records?.[line]?.length ? [] : [`${line}: name its acts in "records" of ${row.name}`];
  });
  expect(silent).toEqual([]);
  const lines = PERMISSION_ROWS.flatMap(({ routes, records = {} }) =>
    Object.keys(records).filter((line) => !routes.includes(line)),
  );
  expect(lines).toEqual([]);
});

test('the log knows no act that nobody records', () => {
  const ofRoutes = PERMISSION_ROWS.flatMap(({ records = {} }) => Object.values(records).flat());
  const unused = Object.keys(ACTS).filter((act) => !ofRoutes.includes(act as Act) && !OF_COMMANDS.includes(act as Act));
  expect(unused).toEqual([]);
});

test('the description of the api says who may', async () => {
  const { paths, components } = (await app.inject({ url: '/api/openapi.json' })).json();
  expect(Object.keys(components.securitySchemes)).toEqual(['session', 'unit']);
  expect(paths['/api/{municipality}/incidents/export.csv'].get.security).toEqual([
    { session: ['analyst', 'coordinator', 'administrator'] },
  ]);
  expect(paths['/api/health'].get.security).toEqual([]);
  const silent = Object.entries(paths as Record<string, Record<string, { security?: unknown }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).flatMap(([method, route]) => (route.security ? [] : [`${method} ${path}`])),
  );
  expect(silent).toEqual([]);
}, 60_000);

test('no area can be called what an address of the api begins with', () => {
  const firsts = app.admissions.flatMap(({ url }) => /^\/api\/([a-z0-9-]+)/.exec(url)?.[1] ?? []);
  expect(
    [...new Set(firsts)].filter((first) => first !== 'openapi' && !RESERVED_SLUGS.includes(first as never)),
  ).toEqual([]);
});

test('the page asks for permissions that exist', () => {
  const web = resolve(import.meta.dirname, '../apps/web/src');
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const asked = files.flatMap((name) => {
    const text = readFileSync(join(web, name), 'utf8');
    return [...text.matchAll(/\b(?:may|useMay\(\))\('(\w+)'|'(\w+)' in (?:may|all)\b|\bmay\.(\w+_\w+)/g)].map(
      (match) => match.slice(1).find(Boolean)!,
    );
  });
  const known = PERMISSION_ROWS.map(({ name }) => name as string);
  expect(new Set(asked).size).toBeGreaterThan(5);
  expect(asked.filter((name) => !known.includes(name))).toEqual([]);
});

test('docs/roles.md is the table (npx vitest --project unit test/permission.test.ts -u writes it)', async () => {
  const file = resolve(import.meta.dirname, '../docs/roles.md');
  await expect(rolesPage()).toMatchFileSnapshot(file);
});
