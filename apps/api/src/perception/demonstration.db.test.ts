import type { ANSWERS, PerceptionReports } from '@lagesbild/contract';
import { perceptionReports } from '@lagesbild/incidents';
import proj4 from 'proj4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testDesk } from '../import/desk.testing.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import { FELT_MORE } from '../municipality/demonstration/perception.ts';
import type { RoomApp } from '../room.ts';

type Gaps = z.infer<(typeof ANSWERS)['gap-map']>;
type Silence = z.infer<(typeof ANSWERS)['silence']>;
const [BOTH, FELT, RECORDED] = [1, 2, 3];
const DAY = '2026-11-20';

let database: Database;
let app: RoomApp;
let desk: ReturnType<typeof testDesk>['desk'];
let proj4text: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await sigtunaOf(database);
  ({ desk } = testDesk(database));
  const job = await desk.demonstrate('sigtuna', DAY);
  await desk.settled(job);
  expect(job.state).toBe('done');
  const { rows } = await database.knex.raw<{ rows: { proj4: string }[] }>(
    'select trim(proj4text) as proj4 from public.spatial_ref_sys where srid = 3006',
  );
  proj4text = rows[0]!.proj4;
  app = await testApp(database);
}, 120_000);
afterAll(async () => {
  await app?.close();
  await desk?.close();
});

const get = async <T>(path: string): Promise<T> =>
  (await app.inject({ url: `/api/sigtuna/${path}`, headers: { host: 'localhost:3000' } })).json<T>();
const cellAt = ({ raster: { west_m, south_m, cell_m, columns } }: Gaps, lon: number, lat: number): number => {
  const [x, y] = proj4('EPSG:4326', proj4text).forward([lon, lat]);
  return Math.floor((y! - south_m) / cell_m) * columns + Math.floor((x! - west_m) / cell_m);
};

test('has reports of every channel, labelled, of two years, some of them safe', async () => {
  const said = await get<PerceptionReports>('perception');
  expect(said.demonstration).toBe(true);
  const { channel, safe, count } = perceptionReports(said);
  expect(count).toBeGreaterThan(1200);
  expect(new Set(channel)).toEqual(new Set([0, 1, 2, 3]));
  expect(safe.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(100);
  expect(await get('surveys')).toMatchObject([{ demonstration: true }, { demonstration: true }]);
});

test('has gaps that the gap map finds where they were planted, of both kinds, and next to none elsewhere', async () => {
  const gaps = await get<Gaps>('analysis/gap-map');
  for (const [lon, lat] of FELT_MORE) {
    const cell = cellAt(gaps, lon, lat);
    expect([lon, gaps.classes[cell], gaps.voices[cell]! > 15]).toEqual([lon, FELT, true]);
  }
  expect(gaps.places.find(({ slug }) => slug === 'marsta-centrum')?.class).toBe(RECORDED);
  const of = (kind: number): number => gaps.gaps.filter((gap) => gap.class === kind).length;
  expect(of(FELT)).toBeGreaterThanOrEqual(FELT_MORE.length);
  expect(of(RECORDED)).toBeGreaterThan(0);
  expect(of(FELT)).toBeLessThan(12);
  expect(of(BOTH)).toBeGreaterThan(0);
  expect(gaps.felt.repeated).toBeGreaterThanOrEqual(25); // the class that flagged in one lesson
});

test('has less reported in Valsta than elsewhere, by what people say', async () => {
  const { places } = await get<Silence>('analysis/silence');
  const share = (slug: string): number => places.find((place) => place.slug === slug)!.share!;
  expect(share('valsta-centrum')).toBeGreaterThan(share('marsta'));
});

test('is the same again on the same day, and gone when it is taken back', async () => {
  const before = await get<Gaps>('analysis/gap-map');
  expect((await get<Gaps>('analysis/gap-map')).gaps).toEqual(before.gaps);
  const { rows } = await database.knex.raw<{ rows: { public_id: string }[] }>('select public_id from staff.import');
  await desk.undo('sigtuna', rows[0]!.public_id);
  expect((await get<PerceptionReports>('perception')).x).toEqual([]);
  expect(await get('surveys')).toEqual([]);
});
