import type { PermitArea, Visit, WeekPlan, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import { generatePresence } from '../municipality/demonstration/presence.ts';
import type { RoomApp } from '../room.ts';
import { addDemonstrationPresence, removeDemonstrationPresence } from './demonstration-presence.ts';

const DAY = '2026-11-27';
const MONDAY = '2026-11-16';

let database: Database;
let app: RoomApp;
let municipality_id: number;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id } = await sigtunaOf(database));
  app = await testApp(database);
  await addDemonstrationPresence(database, municipality_id, DAY);
});
afterAll(() => app?.close());

async function ask<T>(
  path: string,
  change: { method: 'PUT'; payload: object } | { method: 'GET' } = { method: 'GET' },
) {
  const headers = { host: 'localhost:3000', origin: 'http://localhost:3000' };
  const answer = await app.inject({ ...change, url: `/api/sigtuna/${path}`, headers });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<T>();
}
const counts = async () => ({
  plans: (await ask<unknown[]>('zone-plans')).length,
  units: (await ask<unknown[]>('units')).length,
  permits: (await ask<unknown[]>('permit-areas')).length,
  visits: (await ask<unknown[]>('visits?from=2026-01-01&to=2027-01-01')).length,
});

test('is a published plan with units, a permit and weeks that were planned and delivered, as it was made up', async () => {
  const made = generatePresence(DAY);
  const [entry] = await ask<ZonePlanEntry[]>('zone-plans');
  expect(entry).toMatchObject({
    demonstration: true,
    published_version: 1,
    newest: { saved_by: 'Demonstration/coordinator' },
  });
  const plan = await ask<ZonePlan>(`zone-plans/${entry!.plan_id}`);
  expect(plan.zones).toEqual(made.zones);
  const [permit] = await ask<PermitArea[]>('permit-areas');
  expect(permit).toEqual({ ...made.permit, version: 1 });
  const visits = await ask<Visit[]>('visits?from=2026-01-01&to=2027-01-01');
  expect(visits).toHaveLength(made.visits.length);
  expect(await counts()).toMatchObject({ plans: 1, units: 5, permits: 1 });
});

test('is a week that the api would take: nothing in it is refused, ordningsvakter inside their permit, and nothing collides', async () => {
  const path = `visit-plans/${generatePresence(DAY).plan.plan_id}?week=${MONDAY}`;
  const { lines, version, findings, delivery } = await ask<WeekPlan>(path);
  expect([version, findings]).toEqual([1, []]);
  const again = await ask<WeekPlan>(path, { method: 'PUT', payload: { version, lines } });
  expect([again.version, again.lines]).toEqual([2, lines]);
  expect(delivery).toHaveLength(6);
  for (const zone of delivery) expect(zone.planned_visits).toBeGreaterThan(0);
});

test('is replaced by the next one, and goes with all that hangs on it', async () => {
  const before = await counts();
  await addDemonstrationPresence(database, municipality_id, DAY);
  expect(await counts()).toEqual(before);
  await removeDemonstrationPresence(database, municipality_id);
  expect(await counts()).toEqual({ plans: 0, units: 0, permits: 0, visits: 0 });
});
