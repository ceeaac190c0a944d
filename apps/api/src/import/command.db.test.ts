import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { languageOf } from '../command.ts';
import { help, runCommand } from '../commands.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { csvOf, visible } from './desk.testing.ts';
import { deskOf } from './desk.ts';

let database: Database;
let cwd: string;
beforeEach(async () => {
  database = await openTestDatabase();
  cwd = testFolder();
});
afterAll(() => deskOf(database, cwd).close());

const type = async (args: string[], language: 'sv' | 'en' = 'en') => {
  const lines: string[] = [];
  const config = readConfig({ DATA_DIR: cwd });
  const place = { cwd, config, language, signal: new AbortController().signal };
  const exit = await runCommand(database, args, (line) => lines.push(line), place);
  return { exit, text: lines.join('\n') };
};
const file = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
const good = () => file('handelser.csv', csvOf([{ id: 'K1' }, { id: 'K2', lon: 17.86 }]));
/** Latitude and longitude of Sigtuna in each other's place. */
const AWAY = { lon: 59.62, lat: 17.85 };
/** Eastings and northings of no system that an area here confirms. */
const metres = () =>
  file('metres.csv', ['date,x,y', ...[1, 2, 3, 4].map((n) => `2024-03-0${n},35${n}123.5,18${n}456.5`)].join('\n'));

describe('import', () => {
  test('without --yes says how a file is understood, and loads nothing', async () => {
    const { exit, text } = await type(['import', good()]);
    expect(exit).toBe(0);
    expect(text).toContain('handelser.csv: 2 of 2 rows can be taken.');
    expect(text).toMatch(/area +sigtuna/);
    expect(text).toContain('Nothing is loaded yet.');
    expect(await visible(database)).toBe(0);
  });

  test('with --yes loads it as recommended, and says the kind of source that was typed', async () => {
    const { exit, text } = await type(['import', good(), '--yes', '--kind', 'open', '--source', 'bra'], 'sv');
    expect(exit).toBe(0);
    expect(text).toMatch(/källa +bra \(open\)/);
    expect(text).toContain('Alla 2 rader lästes in.');
    expect(await visible(database)).toBe(2);
  });

  test('with --yes doesn’t guess what has no recommended answer', async () => {
    const { exit, text } = await type(['import', metres(), '--yes']);
    expect(exit).toBe(1);
    expect(text).toContain('Nothing is loaded: a question above has no recommended answer');
    const { rows } = await database.knex.raw('select count(*)::integer as n from staff.import');
    expect(rows[0].n).toBe(0);
    const told = await type(['import', metres(), '--yes', '--srid', '27700']);
    expect(told).toMatchObject({ exit: 0, text: expect.stringContaining('All 4 rows taken.') });
  });

  test('says that axes were swapped and how they are read, and reads them as they stand when told to', async () => {
    const swapped = file(
      'swapped.csv',
      ['tid,longitud,latitud', ...[1, 2, 3].map((n) => `2026-03-0${n},59.62${n},17.85${n}`)].join('\n'),
    );
    const { text } = await type(['import', swapped], 'sv');
    expect(text).toContain('longitud och latitud var omkastade; longitud läses som nordlig koordinat eller latitud.');
    expect(text).toContain('y=longitud, x=latitud');
    const told = await type(['import', swapped, '--axes', 'xy'], 'sv');
    expect(told.text).toContain('longitud och latitud verkar omkastade, men läses som de står.');
    expect(told.text).toMatch(/nytt område/);
    expect(await type(['import', swapped, '--axes', 'xy', '--yes'])).toMatchObject({ exit: 0 });
    const { rows } = await database.knex.raw('select st_y(geometry) as lat from staff.visible_incident limit 1');
    expect(rows[0].lat).toBeLessThan(18);
  });

  test('says before and after how many rows lie outside the area', async () => {
    const astray = () =>
      file('astray.csv', csvOf([...Array(9)].map((_, i) => ({ id: `K${i}`, ...(i === 8 && AWAY) }))));
    const { exit, text } = await type(['import', astray(), '--area', 'sigtuna', '--yes']);
    expect(exit).toBe(0);
    expect(text.split('1 row lies outside the area and is marked.')).toHaveLength(3);
    expect((await type(['import', good()])).text).not.toContain('outside the area');
  });

  test('leaves rows out that lie after today and says which, or takes them when told to, for that file alone', async () => {
    const year = new Date().getFullYear() + 1;
    const ahead = () => file('ahead.csv', csvOf([{ id: 'K1' }, { id: 'K2', at: `${year}-12-24 15:00` }]));
    const { exit, text } = await type(['import', ahead(), '--yes']);
    expect(exit).toBe(0);
    expect(text).toContain(`1 row lies after today and is left out; the first is row 3 (${year}-12-24 15:00).`);
    expect(text).toContain('1 × It lies after the day of the import.');
    expect(await visible(database)).toBe(1);
    const { rows } = await database.knex.raw('select row_number, reason, field, value from staff.import_rejection');
    expect(rows).toEqual([{ row_number: 3, reason: 'in_future', field: 'tid', value: `${year}-12-24 15:00` }]);
    const taken = await type(['import', ahead(), '--yes', '--future', 'accept']);
    expect(taken.text).toContain('is taken anyway');
    expect(await visible(database)).toBe(2);
    expect((await type(['import', ahead()])).text).toContain('is left out');
  });

  test('touches no file when one of them isn’t there', async () => {
    const files = [good(), 'gone.csv'];
    await expect(type(['import', ...files, '--yes'])).rejects.toThrow(/There is no file .*gone\.csv\./);
    expect(await visible(database)).toBe(0);
  });

  test('names the option it doesn’t know, and the value it can’t use', async () => {
    await expect(type(['import', good(), '--colour', 'red'])).rejects.toThrow('Unknown option: --colour.');
    await expect(type(['import', good(), '--kind', 'secret'])).rejects.toThrow('--kind can’t be secret.');
    await expect(type(['import', good(), '--srid', 'feet'])).rejects.toThrow('--srid can’t be feet.');
    const bare = await type(['import'], 'sv');
    expect(bare).toMatchObject({
      exit: 2,
      text: expect.stringMatching(/^FILE saknas\. .*\n {2}lagesbild import FILE/),
    });
  });
});

test('imports lists what was loaded, and undo takes it back', async () => {
  await type(['import', good(), '--yes']);
  const { text } = await type(['imports', '--area', 'sigtuna'], 'sv');
  const [slug, id, , state, name, sentence] = text.split('\t');
  expect([slug, state, name, sentence]).toEqual(['sigtuna', 'done', 'handelser.csv', 'Alla 2 rader lästes in.']);
  expect(await type(['undo', id!])).toMatchObject({ exit: 0, text: expect.stringContaining('undone as a whole') });
  expect(await visible(database)).toBe(0);
  await expect(type(['undo', id!])).rejects.toThrow(/isn’t done, or is undone already/);
  expect(await type(['undo', 'abc'])).toMatchObject({
    exit: 2,
    text: expect.stringMatching(/^abc is no id of an import\. lagesbild imports lists them/),
  });
  await expect(type(['undo', '00000000-0000-4000-8000-000000000000'])).rejects.toThrow(/lagesbild imports lists those/);
  expect((await type(['undo', 'a', 'b'], 'sv')).text).toMatch(/^b är ett ord för mycket efter ID\./);
  await expect(type(['imports', 'sigtuna'])).rejects.toThrow('No word like sigtuna is needed here.');
});

test('the demonstration says that it is synthetic, goes in once, and is removed as a whole', async () => {
  const loaded = await type(['demonstration', 'load']);
  expect(loaded.exit).toBe(0);
  expect(loaded.text).toMatch(/^The demonstration is synthetic/);
  const n = await visible(database);
  expect(n).toBeGreaterThan(20_000);
  const { rows } = await database.knex.raw(`select distinct s.kind from staff.visible_incident i
    join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id`);
  expect(rows).toEqual([{ kind: 'demonstration' }]);
  const presence = async () => {
    const tables = ['zone_plan', 'unit', 'permit_area', 'visit'].map((name) => database.knex(`patrol.${name}`).count());
    return (await Promise.all(tables)).map(([row]) => Number(row!.count));
  };
  expect((await presence()).slice(0, 3)).toEqual([1, 5, 1]);
  expect((await type(['demonstration', 'load'])).text).toContain('nothing was added');
  expect(await visible(database)).toBe(n);

  await database.knex.raw("update staff.import set file_name = 'demonstration-2020-01-01'");
  await expect(type(['demonstration', 'load'])).rejects.toThrow('Remove it first.');
  expect((await type(['demonstration', 'remove'])).exit).toBe(0);
  expect(await visible(database)).toBe(0);
  expect(await presence()).toEqual([0, 0, 0, 0]);
  expect((await type(['demonstration', 'remove'])).text).toBe('No demonstration is loaded.');
  expect(await type(['demonstration', 'fetch'], 'sv')).toMatchObject({
    exit: 2,
    text: expect.stringMatching(/^fetch går inte att göra här\. Välj bland load, remove:/),
  });
});

test.each(['sv', 'en', 'ar'] as const)('help says in %s what every command does, and how it is written', (language) => {
  const text = help(language);
  for (const name of ['migrate', 'municipality', 'account', 'import', 'imports', 'undo', 'backup', 'restore', 'health'])
    expect(text).toMatch(new RegExp(`^ {2}lagesbild ${name}\\b`, 'm'));
  expect(text.replace('{text}', '')).not.toMatch(/\{|command_/); // an address of a geocoder is written with one
  if (language !== 'en') expect(text).not.toMatch(/\b(list|bring|save everything|settings)\b.*\b(the|or)\b/);
});

test('a command that isn’t there names those that are', async () => {
  const { exit, text } = await type(['imprt'], 'sv');
  expect(exit).toBe(2);
  expect(text).toMatch(/^Det finns inget kommando imprt\. Kommandona är migrate, .*import,/);
});

test('a terminal speaks the language of its locale, English where that is none of ours', () => {
  expect(languageOf({ LANG: 'sv_SE.UTF-8' })).toBe('sv');
  expect(languageOf({ LANG: 'sv_SE.UTF-8', LC_ALL: 'ar_EG.UTF-8' })).toBe('ar');
  expect(languageOf({ LANG: 'C.UTF-8' })).toBe('en');
  expect(languageOf({})).toBe('en');
});
