import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandPlace } from '../command.ts';
import { failureInWords } from '../command.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { readHarmWeights } from '../db/harm-weights.ts';
import { openTestDatabase } from '../db/testing.ts';
import { ensureShipped } from '../municipality/seed.ts';
import { weightsCommand } from './command.ts';

let database: Database;
let municipality_id: number;
const folder = mkdtempSync(join(tmpdir(), 'lb-weights-'));
const place: CommandPlace = {
  ...{ cwd: folder, config: readConfig({}), language: 'en' },
  signal: new AbortController().signal,
};

beforeAll(async () => {
  database = await openTestDatabase();
  municipality_id = (await database.knex('staff.municipality').where({ slug: 'sigtuna' }).first('municipality_id'))
    .municipality_id;
});
afterAll(() => database?.close());
beforeEach(() => database.knex.raw('update staff.offence_category set harm_weight = null, harm_source = null'));

/** What the command says; of a refusal its sentence. */
const weights = async (...args: string[]): Promise<string[]> => {
  const lines: string[] = [];
  await weightsCommand(database, ['sigtuna', ...args], (line) => lines.push(line), place).catch((error) =>
    lines.push(failureInWords('en', error)),
  );
  return lines;
};
const load = (text: string | Uint8Array, ...args: string[]): Promise<string[]> => {
  writeFileSync(join(folder, 'vikter.csv'), text);
  return weights('vikter.csv', ...args);
};
const set = async (): Promise<Record<string, [number, string]>> =>
  Object.fromEntries(
    (await readHarmWeights(database.knex, municipality_id)).flatMap(({ code, weight, source }) =>
      weight === null ? [] : [[code, [weight, source!]]],
    ),
  );
const version = async (): Promise<number> =>
  Number((await database.knex('staff.data_version').where({ municipality_id }).first('version')).version);

describe('lagesbild weights', () => {
  test('prints what is set as a file that it reads again, and nothing has changed then', async () => {
    await load('code;weight\nrobbery_personal;365,5\narson;12\n', '--source', '=Index, 2020');
    const before = await set();
    const [csv] = await weights();
    expect(csv).toMatch(/^code,name,weight,source\r?\n/);
    expect(csv!.split('\n').length).toBe(1 + (await readHarmWeights(database.knex, municipality_id)).length);
    const known = await version();
    expect((await load(csv!)).at(-1)).toMatch(/0 weights new, 0 changed, 0 emptied/);
    expect([await set(), await version()]).toEqual([before, known]);
  });

  test('says what became of it: set, changed, emptied, and how many are left', async () => {
    expect(await load('\ufeffKod;Vikt;Källa\r\nrobbery_personal;1 200,5;A\r\narson;40;B\r\n')).toEqual([
      expect.stringMatching(/^ {2}robbery_personal \(.+\): – → 1200\.5$/),
      expect.stringMatching(/^ {2}arson \(.+\): – → 40$/),
      expect.stringMatching(/2 weights new, 0 changed, 0 emptied\. 56 of 58 categories have no weight/),
    ]);
    expect(await set()).toEqual({ robbery_personal: [1200.5, 'A'], arson: [40, 'B'] });
    expect((await load('code,weight,source\nrobbery_personal,,\narson,40.5,\n', '--source', 'C')).at(-1)).toMatch(
      /0 weights new, one changed, one emptied\. 57 of 58/,
    );
    expect(await set()).toEqual({ arson: [40.5, 'C'] });
  });

  test('knows a category by its name in any of the three languages', async () => {
    const names = (await readHarmWeights(database.knex, municipality_id)).slice(0, 3);
    const [sv, en, ar] = [names[0]!.names.sv.toUpperCase(), names[1]!.names.en!, names[2]!.names.ar!];
    await load(`kategori;vikt\n${sv};1\n${en};2\n${ar};3\n`, '--source', 'A');
    expect(Object.keys(await set()).sort()).toEqual(names.map(({ code }) => code).sort());
  });

  test('the log tells of each weight what it was, and the data version has risen', async () => {
    await load('code;weight\narson;40', '--source', 'A');
    const known = await version();
    await load('code;weight\narson;41', '--source', 'A');
    expect(await version()).toBe(known + 1);
    const { rows } = await database.knex.raw(
      'select act, object_id, details from staff.audit_entry order by entry_no desc limit 1',
    );
    expect(rows[0]).toEqual({
      ...{ act: 'harm_weight_set', object_id: 'arson' },
      details: { before: '40 (A)', after: '41 (A)' },
    });
  });

  test('a weight keeps no row from following the next list, and no list takes it away', async () => {
    await load('code;weight\narson;40', '--source', 'A');
    const rename = (name: string) =>
      database.knex.raw(
        `update staff.shipped_row set shipped = gen_random_uuid() where list = 'offence_category' and key = :name`,
        { name },
      );
    await rename('arson');
    const known = await version();
    await ensureShipped(database.knex);
    expect(await version()).toBe(known + 1);
    expect(await set()).toEqual({ arson: [40, 'A'] });
    await ensureShipped(database.knex);
    expect(await version()).toBe(known + 1);
  });

  test('without words it says how it is written', async () => {
    const lines: string[] = [];
    expect(await weightsCommand(database, [], (line) => lines.push(line), place)).toBe(2);
    expect(lines[0]).toMatch(/^lagesbild weights AREA/);
  });
});

const TWO = 'code;weight;source\narson;40;A\n';
test.each<[string, string, RegExp, string[]?]>([
  [
    'no such category',
    `${TWO}robbery_persnal;1;A`,
    /row 3: no category is called robbery_persnal.*Nearest are robbery_personal,/,
  ],
  ['below zero', `${TWO}robbery_personal;-1;A`, /row 3 \(robbery_personal\): -1 is no weight/],
  ['no number', `${TWO}robbery_personal;NaN;A`, /row 3 \(robbery_personal\): NaN is no weight/],
  ['too large', `${TWO}robbery_personal;1000001;A`, /1000001 is no weight.*to 1,000,000/],
  ['far too large', `${TWO}robbery_personal;1e400;A`, /1e400 is no weight/],
  ['thousands', `${TWO}robbery_personal;1.000,5;A`, /1\.000,5 is no weight.*without a mark/],
  ['twice', `${TWO}robbery_personal;1;A\nArson;2;A`, /row 4: Arson is also in row 2/],
  ['no source', 'code;weight\narson;40', /weight of arson .* has no source.*--source/],
  ['a source that is a number', 'code;weight;source\narson;40;2020', /row 2 \(arson\): 2020 is no source/],
  ['a source by option that is none', 'code;weight\narson;40', /1 is no source/, ['--source', '1']],
  [
    'a split decimal',
    'code,weight\narson,1\nrobbery_personal,1,5',
    /row 3: 3 cells, but the header has 2/,
    ['--source', 'A'],
  ],
  ['a short row', `${TWO}robbery_personal`, /row 3: one cell, but the header has 3/],
  ['no name', `${TWO};3;A`, /row 3: neither code nor name/],
  ['no weights', 'code;source\narson;A\nassault;A', /lacks the column weight \(its columns are code, source\)/],
  ['no categories', 'nr;weight\n1;2\n2;3', /lacks the column code/],
  ['no rows', 'code;weight\n', /./],
  ['nothing', '', /./],
  ['long', `code;weight\n${'arson;1\n'.repeat(1001)}`, /more than 1,000 rows/, ['--source', 'A']],
])('a file with %s is refused in a sentence, and nothing of it is set', async (_, text, sentence, args = []) => {
  const known = await version();
  const lines = await load(text, ...args);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(sentence);
  expect([await set(), await version()]).toEqual([{}, known]);
});

test('a file that isn’t there, and an area that isn’t', async () => {
  expect((await weights('ingen.csv'))[0]).toMatch(/ingen\.csv can’t be read \(ENOENT\)/);
  await expect(weightsCommand(database, ['knivsta'], () => {}, place)).rejects.toThrow(/knivsta/);
});
