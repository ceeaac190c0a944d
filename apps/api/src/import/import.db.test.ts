import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { csvOf, testDesk, visible } from './desk.testing.ts';

let database: Database;
let drop: ReturnType<typeof testDesk>;
beforeAll(async () => {
  database = await openTestDatabase();
  drop = testDesk(database);
});
afterAll(() => drop.desk.close());

const twenty = Array.from({ length: 20 }, (_, i) => ({
  id: `K${i}`,
  at: `2026-03-${String(1 + i).padStart(2, '0')} 21:15`,
  lon: 17.84 + i / 1000,
  lat: 59.61 + i / 2000,
}));

describe('a file of incidents', () => {
  test('goes in whole, and the same file again adds nothing', async () => {
    const first = await drop.take(csvOf(twenty));
    expect(drop.troubles).toEqual([]);
    expect(first).toMatchObject({ state: 'done', municipality: 'sigtuna', counts: { added: 20, rejected: 0 } });
    expect(await visible(database)).toBe(20);
    const second = await drop.take(csvOf(twenty));
    expect(second).toMatchObject({ state: 'done', counts: { added: 0, updated: 0, unchanged: 20 } });
    expect(await visible(database)).toBe(20);
  });
});
