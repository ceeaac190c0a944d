import { AreaCells, AreaTable, type Import } from '@lagesbild/contract';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testDesk } from '../import/desk.testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let drop: ReturnType<typeof testDesk>;
beforeEach(async () => {
  await app?.close();
  database = await openTestDatabase();
  drop = testDesk(database);
  app = await testApp(database);
});
afterAll(async () => {
  await drop?.desk.close();
  await app?.close();
});

const get = (path: string) => app.inject({ url: `/api/sigtuna/${path}`, headers: { 'accept-language': 'en' } });
const tables = async (): Promise<AreaTable[]> => AreaTable.array().parse((await get('area-counts')).json());
const cells = async (id: number, category: string, words = category): Promise<string[]> => {
  const query = new URLSearchParams({ category, source_category: words });
  const found = AreaCells.parse((await get(`area-counts/${id}?${query}`)).json());
  return found.cells.map(({ area_code, period_from, n }) => `${area_code} ${period_from} ${n ?? 'withheld'}`).sort();
};
const source: Import['source'] = { slug: 'bra', name: 'Brå', kind: 'open', licence: null };
const text = [
  'Region;Brott;2023;2024',
  'Sigtuna;Misshandel;1\u00a0204;..',
  'Knivsta;Misshandel;90;0',
  'Sigtuna;Lönnkrögeri;3;<4',
].join('\n');

test('a table that came in is listed with what it counts, and its figures by category', async () => {
  expect(await tables()).toEqual([]);
  await drop.take(text, { source }, 'bra.csv');
  const [table] = await tables();
  expect(table).toMatchObject({
    name: 'Brå',
    areas: [
      { code: 'knivsta', name: 'Knivsta' },
      { code: 'sigtuna', name: 'Sigtuna' },
    ],
    periods: [
      { from: '2023-01-01', to: '2023-12-31' },
      { from: '2024-01-01', to: '2024-12-31' },
    ],
    cells: 6,
    withheld: 2,
  });
  expect(table!.categories.map(({ source_category }) => source_category)).toEqual(['Misshandel', 'Lönnkrögeri']);
  const { category } = table!.categories[0]!;
  expect(await cells(table!.source_id, category, 'Misshandel')).toEqual([
    'knivsta 2023-01-01 90',
    'knivsta 2024-01-01 0',
    'sigtuna 2023-01-01 1204',
    'sigtuna 2024-01-01 withheld',
  ]);
  expect(await cells(table!.source_id, category, 'something else')).toEqual([]);
  expect(await cells(99, category)).toEqual([]);
});

test('a table that is taken out comes in again as it was, elsewhere', async () => {
  await drop.take(text, { source }, 'bra.csv');
  const [first] = await tables();
  const file = (await get(`area-counts/${first!.source_id}/export.csv`)).body;
  expect(file.split('\r\n').slice(0, 2)).toEqual([
    '\ufeffarea_code,area_name,period,category,counting_unit,count',
    'knivsta,Knivsta,2023,Misshandel,offence,90',
  ]);
  await drop.take(file, { source: { ...source!, slug: 'elsewhere', name: 'Elsewhere' } }, 'export.csv');
  const [, second] = await tables();
  expect({ ...second, source_id: 0, name: '' }).toEqual({ ...first, source_id: 0, name: '' });
  for (const { category, source_category } of first!.categories)
    expect(await cells(second!.source_id, category, source_category)).toEqual(
      await cells(first!.source_id, category, source_category),
    );
  expect((await get('area-counts/99/export.csv')).json()).toMatchObject({ status: 404, code: 'table_unknown' });
});

test('a source that is hidden shows no table, and an import that is undone leaves none', async () => {
  const job = await drop.take(text, { source }, 'bra.csv');
  await database.knex.raw('update staff.source set enabled = false');
  expect(await tables()).toEqual([]);
  await database.knex.raw('update staff.source set enabled = true');
  await drop.desk.undo('sigtuna', job.id);
  expect(await tables()).toEqual([]);
});

test('incidents leave as counts that another installation reads, equal to the tally, zeros and all', async () => {
  const { municipality_id, categories } = await sigtunaOf(database);
  await addIncidents(database, municipality_id, makeIncidents(2000, seeded(7), categories.slice(0, 5)));
  await app.close();
  app = await testApp(database);
  const file = (await get('incidents/area-counts.csv?period=quarter&discovery=all')).body;
  const rows = file
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const sum = (area: string): number =>
    rows.filter(([code]) => code === area).reduce((n, row) => n + Number(row[5]), 0);
  const tally = (await get('incidents/tally?discovery=all')).json();
  expect(sum('0191')).toBe(tally.n);
  for (const place of ['valsta-centrum', 'marsta-centrum']) expect(sum(place)).toBe(tally.places[place]);
  expect(rows.some((row) => row[5] === '0')).toBe(true);
  expect(new Set(rows.map((row) => `${row[0]}|${row[2]}|${row[3]}`)).size, 'no cell twice').toBe(rows.length);
  // The last quarter ends where the data does.
  expect(rows.at(-1)![2]).toMatch(/^(\d{4}Q[1-4]|\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d)$/);

  const job = await drop.take(file, { source: { ...source!, slug: 'police', name: 'Police laptop' } }, 'export.csv');
  expect(job).toMatchObject({ state: 'done', counts: { added: rows.length, rejected: 0 } });
  const [table] = await tables();
  const code = rows[0]![3]!;
  expect(table!.categories.map(({ category }) => category).sort()).toEqual(
    [...new Set(rows.map((row) => row[3]))].sort(),
  );
  expect(await cells(table!.source_id, code)).toHaveLength(rows.filter((row) => row[3] === code).length);

  const few = (await get('incidents/area-counts.csv?least=5&discovery=all')).body;
  expect(few).toMatch(/,\.\.\r\n/);
  expect(few).not.toMatch(/,[1-4]\r\n/);
  expect((await get('incidents/area-counts.csv?from=1990-01-01&to=1990-02-01')).json()).toMatchObject({
    code: 'nothing_to_count',
    status: 422,
  });
  expect((await get('incidents/area-counts.csv?place=atlantis')).json()).toMatchObject({ code: 'place_unknown' });
});
