import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FoundPopulation, KnownPopulation, Problem } from '@lagesbild/contract';
import { zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { CommandPlace } from '../command.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import type { ProblemError } from '../errors.ts';
import { addDemonstrationReports, removeDemonstrationReports } from '../import/demonstration-reports.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { sentence } from '../sentence.ts';
import { populationCommand } from './command.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
const folder = mkdtempSync(join(tmpdir(), 'lb-population-'));
const place: CommandPlace = {
  ...{ cwd: folder, config: readConfig({}), language: 'en' },
  signal: new AbortController().signal,
};
beforeAll(async () => {
  database = await openTestDatabase();
  anna = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());

/** SWEREF 99 TM: in Märsta. */
const [EAST, NORTH] = [660_000, 6_611_000];
const ELSEWHERE = '3190006399000';
const id = (east: number, north: number): string => `${EAST + east}${NORTH + north}`;

const known = async (): Promise<KnownPopulation['population']> =>
  (await app.inject({ url: '/api/sigtuna/population', headers: anna.headers })).json<KnownPopulation>().population;
const load = async (content: string | Uint8Array, ...more: string[]): Promise<string[]> => {
  writeFileSync(join(folder, 'rutor.dat'), content);
  const lines: string[] = [];
  await populationCommand(database, ['sigtuna', 'rutor.dat', ...more], (line) => lines.push(line), place);
  return lines;
};
const squaresAfter = async (content: string | Uint8Array): Promise<number[]> => {
  await load(content, '--yes');
  return (await known())!.squares;
};
const csv = (...rows: string[]): string => `rutid_scb,rutstorl,beftotalt\n${rows.join('\n')}\n`;
const refusal = async (content: string | Uint8Array): Promise<string> => {
  const fault = (await load(content, '--yes').catch((error: unknown) => error)) as ProblemError;
  return sentence('en', fault.code, fault.params);
};

test('nothing is known before a file is loaded, and a file changes nothing before somebody says so', async () => {
  expect(await known()).toBeNull();
  const told = await load(csv(`${id(0, 0)},250,120`, `${id(250, 0)},250,31`, `${ELSEWHERE},250,9`));
  expect(told).toEqual([
    'The file has 2 squares (250 m) in sigtuna with 151 residents, SCB, day unknown.',
    'One square of the file lie outside the area and are left out.',
    'Nothing has been changed. Add --yes to load it.',
  ]);
  expect(await known()).toBeNull();
});

test('a file as SCB’s service gives it is loaded whole, with its day; another takes its place, and the difference is said', async () => {
  const head = 'rutid_inspire,rutid_scb,rutstorl,beftotalt,man,kvinna,referenstid';
  const row = `SE_CRS3006RES1000mN${NORTH}E${EAST},${id(0, 0)},1000,702,350,354,20251231`;
  await load(`${head}\n${row}\n`, '--yes');
  expect(await known()).toMatchObject({
    ...{ source: 'SCB', counted_on: '2025-12-31', demonstration: false, srid: 3006 },
    squares: [EAST, NORTH, 1000, 702],
  });
  const told = await load(csv(`${id(0, 0)},250,120`), '--yes', '--source', 'Kommunen', '--date', '2026-03-01');
  expect(told).toEqual([
    'The file has one square (250 m) in sigtuna with 120 residents, Kommunen, 2026-03-01.',
    'It takes the place of one square (1000 m) with 702 residents, SCB, 2025-12-31.',
    'sigtuna now has one square with 120 residents.',
  ]);
  const { rows } = await database.knex.raw('select act, details from staff.audit_entry order by entry_no desc limit 1');
  expect(rows[0]).toEqual({
    act: 'population_loaded',
    details: { source: 'Kommunen', squares: 1, residents: 120 },
  });
});

describe('squares are read from', () => {
  const ring = (east: number, side: number): number[][] => {
    const [west, south] = [EAST + east, NORTH];
    return [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]; // biome-ignore format: a ring
  };

  test('CSV with east and north of corners or middles, in either order, with a comma or semicolon', async () => {
    const corner = [EAST, NORTH, 250, 40];
    expect(await squaresAfter(`E;N;Antal\n${EAST};${NORTH};40\n${EAST + 250};${NORTH};1 020\n`)).toEqual([
      ...corner,
      ...[EAST + 250, NORTH, 250, 1020],
    ]);
    expect(await squaresAfter(`x,y,pop\n${NORTH + 125},${EAST + 125},40\n${NORTH + 125},${EAST + 375},7\n`)).toEqual([
      ...corner,
      ...[EAST + 250, NORTH, 250, 7],
    ]);
  });

  test('GeoJSON in metres, by names or by shapes', async () => {
    const feature = (properties: object, east: number) => ({
      ...{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring(east, 250)] } },
    });
    const file = (...features: object[]) =>
      JSON.stringify({
        ...{ type: 'FeatureCollection', features },
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } },
      });
    expect(await squaresAfter(file(feature({ Pop: 12 }, 0), feature({ Pop: 3 }, 250)))).toEqual([
      ...[EAST, NORTH, 250, 12],
      ...[EAST + 250, NORTH, 250, 3],
    ]);
    const named = { rutid_inspire: `CRS3006RES250mN${NORTH}E${EAST}`, totalt: 5 };
    expect(await squaresAfter(file({ type: 'Feature', properties: named, geometry: null }))).toEqual([
      ...[EAST, NORTH, 250, 5],
    ]);
  });

  test('a GeoPackage, alone or in a zip, by names or by the extent of shapes', async () => {
    const { Database } = await initSqlJs();
    const made = (columns: string, value: string): Uint8Array => {
      const file = new Database();
      const [west, south] = [EAST, NORTH];
      const head = Buffer.alloc(45);
      head.write('GP');
      head[3] = 0b11; // little-endian, with an envelope
      for (const [n, at] of [west, west + 1000, south, south + 1000].entries()) head.writeDoubleLE(at, 8 + 8 * n);
      file.run(
        `create table gpkg_spatial_ref_sys (srs_id integer, organization text, organization_coordsys_id integer);
         insert into gpkg_spatial_ref_sys values (3006, 'EPSG', 3006);
         create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer);
         insert into gpkg_geometry_columns values ('rutor', 'sp_geometry', 3006);
         create table rutor (sp_geometry blob, ${columns})`,
      );
      file.run(`insert into rutor values (?, ${value})`, [head]);
      return file.export();
    };
    expect(
      await squaresAfter(made('rutid_scb text, rutstorl integer, beftotalt integer', `'${id(0, 0)}', 1000, 31`)),
    ).toEqual([EAST, NORTH, 1000, 31]);
    const zip = zipSync({ 'befolkning.gpkg': made('pop integer', '12') });
    expect(await squaresAfter(zip)).toEqual([EAST, NORTH, 1000, 12]);
  });

  test('a zipped shapefile, by its table and its shapes', async () => {
    const points = ring(0, 250);
    const bytes = 48 + points.length * 16;
    const shp = Buffer.alloc(108 + bytes);
    shp.writeInt32BE(9994, 0);
    shp.writeInt32BE(bytes / 2, 104);
    shp.writeInt32LE(5, 108);
    shp.writeInt32LE(1, 144);
    shp.writeInt32LE(points.length, 148);
    points.flat().forEach((value, i) => {
      shp.writeDoubleLE(value, 156 + 8 * i);
    });
    const dbf = Buffer.alloc(32 + 32 + 1 + 7, ' ');
    dbf.writeUInt32LE(1, 4);
    dbf.writeUInt16LE(65, 8);
    dbf.writeUInt16LE(7, 10);
    dbf.fill(0, 32, 64);
    dbf.write('POP', 32);
    dbf.write('N', 43);
    dbf[48] = 6;
    dbf[64] = 0x0d;
    dbf.write('    77', 66);
    expect(await squaresAfter(zipSync({ 'r.shp': shp, 'r.dbf': dbf }))).toEqual([EAST, NORTH, 250, 77]);
  });
});

test('small squares in a large one are counted once, whether the large one tells of all or of the rest', async () => {
  const small = [`${id(0, 0)},250,400`, `${id(250, 0)},250,200`];
  expect(await squaresAfter(csv(`${id(0, 0)},1000,650`, ...small))).toEqual([
    ...[EAST, NORTH, 1000, 50],
    ...[EAST, NORTH, 250, 400],
    ...[EAST + 250, NORTH, 250, 200],
  ]);
  expect((await squaresAfter(csv(`${id(0, 0)},1000,50`, ...small))).slice(0, 4)).toEqual([EAST, NORTH, 1000, 50]);
});

test('what can’t be used is refused in a sentence that names the row and the value, and nothing is changed', async () => {
  const before = await squaresAfter(csv(`${id(0, 0)},250,120`));
  const refused: [content: string | Uint8Array, said: RegExp][] = [
    ['', /is empty/],
    [csv(`${id(0, 0)},250,120`, `${id(250, 0)},250,-4`), /Row 3 of rutor\.dat: “-4” is no number of residents/],
    [csv(`${id(0, 0)},250,NaN`), /“NaN” is no number/],
    ['E;N;antal\n660000;6611000;12,5\n', /Row 2 of rutor\.dat: “12,5” is no number/],
    [csv(`${id(0, 0)},250,`), /“–” is no number/],
    [csv(`${id(0, 0)},250,3`, '6.6E+12,250,4'), /“6\.6E\+12” is no square/],
    [csv(`${id(0, 0)},250,3`, `${id(0, 0)},250,4`), /same square as row 2/],
    [csv(`${id(100, 0)},250,3`), /isn’t on a grid of 250 m/],
    [csv(`${id(0, 0)},7,3`), /side is “7” metres/],
    [csv(`${id(0, 0)},1000,3`, `${id(0, 0)},300,3`), /isn’t on a grid|don’t divide each other/],
    [csv(`${ELSEWHERE},1000,3`), /No square of rutor\.dat lies in sigtuna: the first is 319000, 6399000 in EPSG:3006/],
    ['lon,lat,pop\n17.85,59.61,3\n', /no column for rutid_scb/],
    ['x,y,pop\n17.85,59.61,3\n', /17\.85, 59\.61 are degrees/],
    ['x,y,pop\n1618000,6613000,3\n1619000,6613000,3\n', /No square of rutor\.dat lies in sigtuna/], // RT 90
    ['rutid_scb,kvinnor\n6600006611000,3\n', /no column for beftotalt/],
    ['SQLite format 3\0 and nothing more', /can’t be read as squares/],
    ['{"type":"FeatureCollection"', /can’t be read as squares/],
    [zipSync({ 'a.txt': new Uint8Array(3) }), /./],
  ];
  for (const [content, said] of refused) {
    expect(await refusal(content)).toMatch(said);
    expect((await known())!.squares).toEqual(before);
  }
}, 300_000);

test('a file of more rows than a country has squares is refused, and one of a whole country is read', async () => {
  const row = (_: unknown, i: number): string => `${EAST + 1000 * (i % 500)},${NORTH + 1000 * Math.floor(i / 500)},1`;
  const rows = (n: number): string => `E,N,pop\n${Array.from({ length: n }, row).join('\n')}\n`;
  expect(await refusal(rows(250_001))).toMatch(/more than 250,000 rows/);
  expect((await squaresAfter(rows(115_000))).length / 4).toBeGreaterThan(50);
}, 300_000);

test('on the page a file is looked through before it is loaded, by an administrator and nobody else', async () => {
  const put = async (query: string, person = anna) => {
    const form = new FormData();
    form.append('file', new Blob([csv(`${id(0, 0)},250,9`)]), 'rutor_2024.csv');
    const sent = new Response(form);
    return app.inject({
      ...{ method: 'PUT', url: `/api/sigtuna/population?${query}`, payload: Buffer.from(await sent.arrayBuffer()) },
      headers: { ...person.headers, 'content-type': sent.headers.get('content-type')! },
    });
  };
  const before = (await known())!.squares;
  const looked = (await put('check=true&source=SCB&counted_on=2024-12-31')).json<FoundPopulation>();
  expect(looked).toMatchObject({ stored: false, found: { residents: 9, counted_on: '2024-12-31', sides: [250] } });
  expect((await known())!.squares).toEqual(before);
  expect((await put('source=SCB&counted_on=2024-12-31')).json<FoundPopulation>().stored).toBe(true);
  expect(await known()).toMatchObject({ source: 'SCB', counted_on: '2024-12-31', squares: [EAST, NORTH, 250, 9] });
  const bo = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  const refused = await put('', bo);
  expect([refused.statusCode, refused.json<Problem>().code]).toEqual([403, 'not_permitted_there']);
});

test('made-up squares come and go with the demonstration, and never take the place of an area’s own', async () => {
  const { municipality_id } = await sigtunaOf(database);
  const add = () => database.knex.transaction((trx) => addDemonstrationReports(trx, municipality_id, '2026-11-20'));
  const own = (await known())!.squares;
  await add();
  expect(await known()).toMatchObject({ demonstration: false, squares: own });
  await database.knex.raw('delete from staff.population');
  await add();
  expect(await known()).toMatchObject({ demonstration: true, counted_on: '2025-12-31' });
  const told: string[] = [];
  await populationCommand(database, ['sigtuna'], (line) => told.push(line), place);
  expect(told[0]).toMatch(/Invented for the demonstration\.$/);
  await removeDemonstrationReports(database.knex, municipality_id);
  expect(await known()).toBeNull();
});
