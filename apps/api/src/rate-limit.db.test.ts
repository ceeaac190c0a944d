import type { Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from './account/testing.ts';
import type { Database } from './db/database.ts';
import { openTestDatabase } from './db/testing.ts';
import { testApp } from './incident/testing.ts';
import { RATES } from './rate-limit.ts';
import type { RoomApp } from './room.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let bo: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await testApp(database);
  anna = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  bo = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
});
afterAll(() => app?.close());

const link = (headers: Record<string, string>, remoteAddress: string) =>
  app.inject({ method: 'POST', url: '/api/link', headers, remoteAddress, payload: { token: 'x'.repeat(43) } });

test('a network of strangers that asks too much is told how long to wait; others, and those signed in there, go on', async () => {
  const stranger = { host: 'localhost:3000' };
  let asked = 0;
  let last = await link(stranger, '192.0.2.1');
  // As many more as come back while it is asked, on the slowest machine.
  while (last.statusCode !== 429 && asked++ < 20 * RATES.nobody.write.burst) last = await link(stranger, '192.0.2.1');
  expect(asked).toBeGreaterThanOrEqual(RATES.nobody.write.burst - 1);
  expect([last.statusCode, last.json<Problem>().code]).toEqual([429, 'rate_limited']);
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  expect(last.json<Problem>().detail).not.toContain('192.0.2.1');
  expect((await link(stranger, '192.0.2.2')).json<Problem>().code).toBe('link_over');
  expect((await link(anna.headers, '192.0.2.1')).json<Problem>().code).toBe('link_over');
  const read = { url: '/api/sigtuna', headers: anna.headers, remoteAddress: '192.0.2.1' };
  expect((await app.inject(read)).statusCode).toBe(200);
});

test('an account that asks too much waits alone, wherever it asks from; health and the pages are never counted', async () => {
  const write = (by: TestPerson, i: number) =>
    app.inject({
      method: 'PATCH',
      url: '/api/account',
      headers: by.headers,
      remoteAddress: `198.51.100.${i % 250}`,
      payload: { name: 'Prov Person' },
    });
  const statuses: number[] = [];
  for (let i = 0; statuses.at(-1) !== 429 && i < 20 * RATES.signed_in.write.burst; i++)
    statuses.push((await write(anna, i)).statusCode);
  expect(statuses.slice(0, RATES.signed_in.write.burst - 1)).not.toContain(429);
  expect(statuses.at(-1)).toBe(429);
  expect((await write(bo, 1)).statusCode).toBe(200);
  expect((await app.inject({ url: '/api/health', headers: anna.headers })).statusCode).toBe(200);
  expect((await app.inject({ url: '/api/docs', headers: anna.headers })).statusCode).toBe(200);
});
