import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { csvOf, testDesk, visible } from './desk.testing.ts';
import { listImports } from './history.ts';
import { importInWords } from './in-words.ts';

let database: Database;
let drop: ReturnType<typeof testDesk>;
beforeEach(async () => {
  database = await openTestDatabase();
  drop = testDesk(database);
});
afterAll(() => drop?.desk.close());

const rows = (n: number, at = '21:15') =>
  Array.from({ length: n }, (_, i) => ({
    id: `K${i}`,
    at: `2026-03-${String(1 + (i % 28)).padStart(2, '0')} ${at}`,
    lon: 17.84 + i / 1000,
    lat: 59.61 + i / 2000,
  }));
const source = { slug: 'kommunen', name: 'Kommunen', kind: 'municipal' as const, licence: null };
const hours = async (): Promise<string[]> =>
  (
    await database.knex.raw(`
      select to_char(occurred_from at time zone 'Europe/Stockholm', 'HH24') as hour, count(*)::integer as n
      from staff.visible_incident group by 1 order by 1`)
  ).rows.map(({ hour, n }: { hour: string; n: number }) => `${n} at ${hour}`);

describe('a file of incidents', () => {
  test('goes in whole, and the same file again adds nothing', async () => {
    const first = await drop.take(csvOf(rows(20)));
    expect(drop.troubles).toEqual([]);
    expect(first).toMatchObject({ state: 'done', municipality: 'sigtuna', counts: { added: 20, rejected: 0 } });
    const second = await drop.take(csvOf(rows(20)));
    expect(second).toMatchObject({ state: 'done', counts: { added: 0, updated: 0, unchanged: 20 } });
    expect(await visible(database)).toBe(20);
    expect(importInWords('sv', second).sentence).toBe('Alla 20 rader fanns redan: inget lades till.');
  });

  test('raises the data version once, and only when it is done', async () => {
    const version = async () => (await database.knex.raw('select version from staff.data_version')).rows[0].version;
    const before = Number(await version());
    await drop.take(csvOf(rows(3)));
    expect(Number(await version())).toBe(before + 1);
    const refused = await drop.desk.add(drop.put('id;tid;brott;longitud;latitud\n1;2026-13-01;Stöld;17.85;59.62\n'));
    await drop.desk.settled(refused);
    expect(Number(await version())).toBe(before + 1);
  });

  test('that has changed updates the rows that have, and adds the new ones', async () => {
    await drop.take(csvOf(rows(10)), { source });
    const changed = [...rows(8), ...rows(12, '03:00').slice(8)];
    const second = await drop.take(csvOf(changed), { source });
    expect(second.counts).toMatchObject({ added: 2, updated: 2, unchanged: 8 });
    expect(await hours()).toEqual(['4 at 03', '8 at 21']);
  });

  test('keeps rows that share an id, and rows without any, and knows them again', async () => {
    const repeated = [...rows(3), ...rows(3), { id: '' }, { id: '' }, { id: '', at: '2026-01-01 10:00' }];
    const first = await drop.take(csvOf(repeated), { source });
    expect(first.counts).toMatchObject({ added: 9, rejected: 0 });
    const second = await drop.take(csvOf(repeated), { source });
    expect(second.counts).toMatchObject({ added: 0, unchanged: 9 });
    expect(await visible(database)).toBe(9);
  });

  test('keeps no report number, no free text and no personal number', async () => {
    const text =
      'diarienummer;tid;brott;longitud;latitud\n0191-K4711-26;2026-03-02 21:15;Rån av 19121212-1212;17.85;59.62\n' +
      '0191-K4712-26;850709-9805;Stöld;17.85;59.62\n';
    const job = await drop.desk.add(drop.put(text), { source });
    await drop.desk.settled(job);
    await drop.desk.decide(job, {
      mapping: {
        ...job.mapping!,
        columns: { report: 'diarienummer', occurred_from: 'tid', category: 'brott', x: 'longitud', y: 'latitud' },
      },
    });
    await drop.desk.settled(job);
    drop.desk.run(job);
    await drop.desk.settled(job);
    expect(job).toMatchObject({ state: 'done', counts: { added: 1, rejected: 1 } });
    const stored = JSON.stringify(
      (await database.knex.raw('select i.*, null as x from staff.incident i')).rows.concat(
        (await database.knex.raw('select * from staff.import_rejection')).rows,
      ),
    );
    expect(stored).not.toMatch(/4711|4712|1212-1212|850709/);
    expect(stored).toContain('••••••-••••');
    expect(stored).toMatch(/"report":"[0-9a-f]{32}"/);
  });

  test('of which nothing can be used changes nothing and says why', async () => {
    const before = await listImports(database.knex, 'sv', 1);
    const job = await drop.desk.add(
      drop.put('id;tid;brott;longitud;latitud\n1;2026-13-01;Stöld;17.85;59.62\n2;2026-14-02;Stöld;17.85;59.62\n'),
    );
    await drop.desk.settled(job);
    expect(job.state).toBe('waiting');
    expect(() => drop.desk.run(job)).toThrow(/No row/);
    expect(await listImports(database.knex, 'sv', 1)).toEqual(before);
    const empty = await drop.desk.add(drop.put(''));
    await drop.desk.settled(empty);
    expect(empty.state).toBe('failed');
    expect(importInWords('sv', empty).problem).toBe('Filen handelser.csv är tom.');
  });

  test('from the police is loaded but stays hidden', async () => {
    const police = await drop.take(csvOf(rows(5)), { source: { ...source, slug: 'polisen', kind: 'police' } });
    expect(police).toMatchObject({ state: 'done', counts: { added: 5 } });
    expect(await visible(database)).toBe(0);
    expect(importInWords('en', police).sentence).toContain(
      'is shown when legal basis, controller and secrecy ground are recorded',
    );
    const again = await drop.take(csvOf(rows(5)), { source: { ...source, slug: 'polisen', kind: 'police' } });
    expect(again.counts).toMatchObject({ added: 0, unchanged: 5 });
  });

  test('can be cancelled while it waits and while it runs, and leaves nothing', async () => {
    const waiting = await drop.desk.add(drop.put(csvOf(rows(5))));
    await drop.desk.settled(waiting);
    await drop.desk.cancel(waiting);
    expect(waiting.state).toBe('cancelled');
    const many = Array.from({ length: 40_000 }, (_, i) => ({ id: `M${i}`, lon: 17.8 + i / 1e6 }));
    const running = await drop.desk.add(drop.put(csvOf(many)));
    await drop.desk.settled(running);
    drop.desk.run(running);
    const moved = new Promise<void>((resolve) => {
      drop.desk.watch(running, () => running.counts.rows_read > 4000 && resolve());
    });
    await moved;
    await drop.desk.cancel(running);
    expect(running.state).toBe('cancelled');
    await drop.desk.idle();
    const { rows: left } = await database.knex.raw('select count(*)::integer as n from staff.incident');
    expect(left[0].n).toBe(0);
    const again = await drop.take(csvOf(rows(5)));
    expect(again.counts.added).toBe(5);
  });

  test('whose coordinates are crowded is coarsened or left out as decided', async () => {
    const crowd = Array.from({ length: 60 }, (_, i) => ({ id: `C${i}`, lon: 17.8501, lat: 59.6201 }));
    const job = await drop.desk.add(drop.put(csvOf([...rows(20), ...crowd])), { source });
    await drop.desk.settled(job);
    const key = job.surveyed!.survey!.crowded[0]!.key;
    expect(importInWords('sv', job).questions.map(({ about }) => about)).toContain('crowded');
    await drop.desk.decide(job, { mapping: { ...job.mapping!, crowded: { [key]: 'coarsen' } } });
    await drop.desk.settled(job);
    drop.desk.run(job);
    await drop.desk.settled(job);
    const { rows: precisions } = await database.knex.raw(
      'select precision, count(*)::integer as n from staff.visible_incident group by 1 order by 1',
    );
    expect(precisions).toEqual([
      { precision: 'area', n: 60 },
      { precision: 'point', n: 20 },
    ]);
    const kept = await drop.desk.add(drop.put(csvOf([...rows(20), ...crowd, { id: 'new' }]), 'april.csv'), {});
    await drop.desk.settled(kept);
    expect(kept.mapping?.crowded, 'the decision is kept with the source').toEqual({ [key]: 'coarsen' });
    expect(importInWords('sv', kept).questions).toEqual([]);
  });
});

describe('a file that lies elsewhere', () => {
  const bristol = () =>
    csvOf(Array.from({ length: 30 }, (_, i) => ({ id: `B${i}`, lon: -2.58 + i / 500, lat: 51.45 + i / 900 })));

  test('opens an area of its own, with categories, when it is done and not before', async () => {
    const job = await drop.desk.add(drop.put(bristol(), 'bristol.csv'));
    await drop.desk.settled(job);
    expect(job.new_area).toMatchObject({ time_zone: 'Europe/London', srid: 32630 });
    const areas = async () => (await database.knex.raw('select slug from staff.municipality order by 1')).rows.length;
    expect(await areas()).toBe(1);
    await drop.desk.decide(job, { new_area: { ...job.new_area!, slug: 'bristol', names: { sv: 'Bristol' } } });
    await drop.desk.settled(job);
    drop.desk.run(job);
    await drop.desk.settled(job);
    expect(drop.troubles).toEqual([]);
    expect(job).toMatchObject({ state: 'done', municipality: 'bristol', counts: { added: 30 } });
    expect(await areas()).toBe(2);
    const { rows: categories } = await database.knex.raw(
      `select count(*)::integer as n from staff.offence_category c join staff.municipality m using (municipality_id) where m.slug = 'bristol'`,
    );
    expect(categories[0].n).toBeGreaterThan(30);
    const again = await drop.take(bristol(), {}, 'bristol.csv');
    expect(again).toMatchObject({ municipality: 'bristol', counts: { added: 0, unchanged: 30 } });
  });

  test('leaves no area behind when it is cancelled', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ id: `B${i}`, lon: -2.58 + i / 1e6, lat: 51.45 }));
    const job = await drop.desk.add(drop.put(csvOf(many), 'bristol.csv'));
    await drop.desk.settled(job);
    drop.desk.run(job);
    await drop.desk.cancel(job);
    await drop.desk.idle();
    const { rows: left } = await database.knex.raw(`select
      (select count(*) from staff.municipality)::integer as areas, (select count(*) from staff.source)::integer as sources,
      (select count(*) from staff.import)::integer as imports, (select count(*) from staff.incident)::integer as incidents`);
    expect(left[0]).toEqual({ areas: 1, sources: 0, imports: 0, incidents: 0 });
  });
});

describe('counts by area and period', () => {
  const table = (n: number) =>
    `område;period;brott;antal\nValsta;2026-01;Stöld;${n}\nMärsta;2026-01;Stöld;7\nMärsta;2026-02;Stöld;..\n`;
  const figures = async (): Promise<string[]> =>
    (
      await database.knex.raw(`
        select distinct on (area_name, period_from) concat(area_name, ' ', to_char(period_from, 'YYYY-MM'), ' ', coalesce(n::text, 'withheld')) as cell
        from staff.area_count c join staff.import i using (municipality_id, import_id)
        where i.state = 'done' order by area_name, period_from, import_id desc`)
    ).rows.map(({ cell }: { cell: string }) => cell);

  test('go in as counts, never as points, withheld ones without a number, and the newest holds', async () => {
    const first = await drop.take(table(12), {}, 'bra-tabell.csv');
    expect(drop.troubles).toEqual([]);
    expect(first).toMatchObject({ state: 'done', counts: { added: 3, rejected: 0, withheld: 1 } });
    expect(importInWords('sv', first).sentence).toBe(
      'Alla 3 tal lästes in. 1 redovisas inte av källan och blir inte noll.',
    );
    expect(await visible(database)).toBe(0);
    const second = await drop.take(table(14), {}, 'bra-tabell.csv');
    expect(second.counts).toMatchObject({ added: 0, updated: 1, unchanged: 2 });
    expect(await figures()).toEqual(['Märsta 2026-01 7', 'Märsta 2026-02 withheld', 'Valsta 2026-01 14']);
    const third = await drop.take(table(14), {}, 'bra-tabell.csv');
    expect(importInWords('sv', third).sentence).toContain('Alla 3 tal fanns redan: inget lades till.');
    await drop.desk.undo('sigtuna', third.id);
    await drop.desk.undo('sigtuna', second.id);
    expect(await figures()).toEqual(['Märsta 2026-01 7', 'Märsta 2026-02 withheld', 'Valsta 2026-01 12']);
    const [listed] = (await listImports(database.knex, 'sv', 1)).slice(-1);
    expect(listed?.sentence).toContain('1 redovisas inte av källan');
  });

  test('of a wide table name each unusable cell, and keep categories apart that have no code here', async () => {
    const text = 'Område;Brott;2024;2025\nValsta;Lönnkrögeri;3;ca 5\nValsta;Vattenbrott;4;många\n;;;\nKälla: Brå;;;\n';
    const job = await drop.take(text, {}, 'bra-bred.csv');
    expect(job).toMatchObject({ state: 'done', counts: { added: 2, rejected: 2 } });
    const { rows } = await database.knex.raw(
      'select category, source_category, n from staff.area_count order by source_category',
    );
    expect(rows).toEqual([
      { category: 'unclassified', source_category: 'Lönnkrögeri', n: 3 },
      { category: 'unclassified', source_category: 'Vattenbrott', n: 4 },
    ]);
    const refused = await database.knex.raw('select row_number, field, value from staff.import_rejection order by 1');
    expect(refused.rows).toEqual([
      { row_number: 2, field: '2025', value: 'ca 5' },
      { row_number: 3, field: '2025', value: 'många' },
    ]);
  });
});
