import type { Mapping } from '@lagesbild/contract';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { withCrs } from './crs.ts';
import { testDesk } from './desk.testing.ts';
import { importInWords } from './in-words.ts';

let database: Database;
let drop: ReturnType<typeof testDesk>;
beforeEach(async () => {
  database = await openTestDatabase();
  drop = testDesk(database);
});
afterAll(() => drop?.desk.close());

const mapping = (srid: number): Mapping => ({
  format: 'csv',
  columns: { occurred_from: 'date', x: 'x', y: 'y' },
  decimal: '.',
  date_order: 'ymd',
  time_zone: 'Europe/Stockholm',
  ignore_offset: false,
  srid,
  axes: 'xy',
  precision: 'point',
  counting_unit: 'event',
  categories: {},
  crowded: {},
});

describe('a coordinate system by its EPSG code', () => {
  test.each([
    [2154, 'RGF93', 'm'],
    [2229, 'California zone 5 \\(ftUS\\)', 'us-ft'],
    [3435, 'Illinois East \\(ftUS\\)', 'us-ft'],
    [3301, 'Estonian', 'm'],
    [28992, 'RD New', 'm'],
    [2056, 'LV95', 'm'],
    [31984, 'SIRGAS 2000', 'm'],
    [2193, 'New Zealand', 'm'],
  ])('%i is taken from the register, and comes out where PostGIS has it', async (srid, name, units) => {
    const { crs } = await withCrs(database.knex, mapping(srid));
    expect(crs?.name).toMatch(new RegExp(name));
    expect(crs?.proj4).toMatch(new RegExp(String.raw`\+(units=${units}|proj=utm)\b`));
  });

  test('that rests on tables of measured points is refused by name', async () => {
    await expect(withCrs(database.knex, mapping(26776))).rejects.toThrow(
      /Iowa South \(EPSG:26776\) can’t be converted/,
    );
  });

  test('is never what a client says it is', async () => {
    const crs = { name: 'mine', proj4: '+proj=utm +zone=1' };
    expect((await withCrs(database.knex, { ...mapping(3006), crs })).crs).toBeUndefined();
    expect((await withCrs(database.knex, { ...mapping(3435), crs })).crs?.name).toContain('Illinois');
    expect((await withCrs(database.knex, { ...mapping(1111), crs })).crs).toBeUndefined();
  });
});

test('a file in feet waits for its system; once it is said, it opens an area there, in its time', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `2024-03-0${1 + (i % 9)} 21:15,${1176000 + i * 50},${1899000 + i * 90}`,
  );
  const job = await drop.desk.add(drop.put(['date,x,y', ...rows].join('\n'), 'loop.csv'));
  await drop.desk.settled(job);
  const waiting = importInWords('en', job);
  expect(waiting.problem).toMatch(/^The coordinates are in metres or feet of a system/);
  expect(waiting.questions.find(({ about }) => about === 'srid')?.sentence).toContain('(1176000; 1899000)');
  expect(() => drop.desk.run(job)).toThrow(/metres or feet/);

  await drop.desk.decide(job, { mapping: { ...job.mapping!, srid: 3435 } });
  await drop.desk.settled(job);
  expect(job.new_area).toMatchObject({ time_zone: 'America/Chicago' });
  expect(job.mapping).toMatchObject({ srid: 3435, time_zone: 'America/Chicago' });
  expect(importInWords('en', job).questions.map(({ about }) => about)).not.toContain('srid');
  drop.desk.run(job);
  await drop.desk.settled(job);
  expect(importInWords('en', job).sentence).toBe('All 40 rows taken.');
  const { rows: found } = await database.knex.raw(`
    select st_x(geometry) as lon, st_y(geometry) as lat, occurred_from from staff.visible_incident order by incident_id limit 1`);
  // PostGIS 3.3: st_transform(st_setsrid(st_point(1176000, 1899000), 3435), 4326)
  expect(found[0].lon).toBeCloseTo(-87.629227, 6);
  expect(found[0].lat).toBeCloseTo(41.87822, 6);
  expect(found[0].occurred_from.toISOString()).toBe('2024-03-02T03:15:00.000Z');
});

test('a system that the file itself names is looked up, and needs no question', async () => {
  const features = Array.from({ length: 30 }, (_, i) => ({
    type: 'Feature',
    properties: { date: `2024-03-0${1 + (i % 9)}` },
    geometry: { type: 'Point', coordinates: [6480000 + i * 90, 1840000 + i * 50] },
  }));
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2229' } };
  const job = await drop.desk.add(drop.put(JSON.stringify({ type: 'FeatureCollection', crs, features }), 'la.geojson'));
  await drop.desk.settled(job);
  expect(job.mapping).toMatchObject({ srid: 2229, crs: { name: expect.stringContaining('California') } });
  expect(job.new_area).toMatchObject({ time_zone: 'America/Los_Angeles' });
  expect(job.surveyed?.doubts.map(({ about }) => about)).not.toContain('srid');
});
