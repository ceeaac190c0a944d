import type { Action, Walk, WalkEntry } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import { generateActions } from '../municipality/demonstration/actions.ts';
import { generateWalks } from '../municipality/demonstration/walks.ts';
import type { RoomApp } from '../room.ts';
import { addDemonstrationActions } from './demonstration-actions.ts';
import { addDemonstrationWalks, removeDemonstrationWalks } from './demonstration-walks.ts';

const DAY = '2026-11-27';

let database: Database;
let app: RoomApp;
let municipality_id: number;

const load = () =>
  database.knex.transaction(async (trx) => {
    await addDemonstrationActions(trx, municipality_id, DAY);
    await addDemonstrationWalks(trx, municipality_id, DAY);
  });

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id } = await sigtunaOf(database));
  app = await testApp(database);
  await load();
});
afterAll(() => app?.close());

const get = async <T>(path: string): Promise<T> =>
  (await app.inject({ url: `/api/sigtuna/${path}`, headers: { host: 'localhost:3000' } })).json();

test('walks are there as they were made up, with managers, looks since and the action that something became', async () => {
  const made = generateWalks(DAY);
  const entries = await get<WalkEntry[]>('walks');
  expect(entries.map(({ demonstration }) => demonstration)).toEqual([true, true]);
  const [gone] = made;
  const { observations, ...walk } = await get<Walk>(`walks/${gone!.walk_id}`);
  expect(walk).toMatchObject({ name: gone!.name, place: gone!.place, dates: gone!.dates, route: gone!.route });
  const byId = (a: { observation_id: string }, b: { observation_id: string }): number =>
    a.observation_id < b.observation_id ? -1 : 1;
  const expected = gone!.observations.map(({ made_into, ...one }) => ({ ...one, version: 1, photos: [] }));
  expect(observations.map(({ action_id, ...one }) => one).sort(byId)).toEqual(expected.sort(byId));
  const youth = (await get<Action[]>('actions')).find(({ work }) => work.kind === 'youth_work');
  expect(observations.flatMap(({ action_id }) => action_id ?? [])).toEqual([youth!.action_id]);
});

test('every action has its focus area', async () => {
  const actions = await get<Action[]>('actions');
  const focusOf = (title: string) => actions.find((action) => action.title === title)?.work.focus_area;
  for (const { title, focus_area } of generateActions(DAY))
    expect([title, focusOf(title)]).toEqual([title, focus_area]);
});

test('a next demonstration takes the place of this one, and it goes as a whole', async () => {
  await load();
  expect(await get('walks')).toHaveLength(2);
  await removeDemonstrationWalks(database.knex, municipality_id);
  expect(await get('walks')).toEqual([]);
});
