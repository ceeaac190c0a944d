import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { ProblemError } from '../errors.ts';
import { listMunicipalities, municipalityCommand } from './command.ts';

let database: Database;
let knex: Knex;

beforeAll(async () => {
  database = await openTestDatabase();
  knex = database.knex;
});
afterAll(() => database?.close());

const ring = (...points: [number, number][]): string =>
  JSON.stringify({ type: 'Polygon', coordinates: [[...points, points[0]]] });
const files: Record<string, string> = {
  'knivsta.geojson': ring([17.7, 59.7], [17.9, 59.7], [17.9, 59.8], [17.7, 59.8]),
  'bow-tie.geojson': ring([17.7, 59.7], [17.9, 59.8], [17.9, 59.7], [17.7, 59.8]),
  'memphis.geojson': ring([-90.1, 35], [-89.7, 35], [-89.7, 35.2], [-90.1, 35.2]),
  'broken.geojson': '{',
};
const read = (file: string): string => {
  const text = files[file];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};
const BASE = {
  slug: 'knivsta',
  name: 'Knivsta',
  code: '0330',
  srid: '3006',
  'time-zone': 'Europe/Stockholm',
  outline: 'knivsta.geojson',
};
const run = (change: Partial<Record<keyof typeof BASE, string>> = {}, ...more: string[]): Promise<string> => {
  const options = Object.entries({ ...BASE, ...change }).flatMap(([name, value]) => [`--${name}`, value]);
  return municipalityCommand(database, ['add', ...options, ...more], 'sv', read);
};

describe('lagesbild municipality', () => {
  it('lists what is shipped', async () => {
    expect(await listMunicipalities(knex)).toMatchObject([
      { slug: 'sigtuna', code: '0191', srid: 3006, is_default: true },
    ]);
    expect(await municipalityCommand(database, ['list'], 'sv', read)).toMatch(
      /^sigtuna\t0191\tSigtuna\tEurope\/Stockholm\tEPSG:3006\tdataversion \d+\tförvald$/,
    );
  });

  it.each([
    ['a reserved slug', { slug: 'api' }, 'area_slug_reserved'],
    ['a slug with å', { slug: 'åre' }, 'area_slug_malformed'],
    ['a taken slug', { slug: 'sigtuna' }, 'area_slug_taken'],
    ['a taken code', { code: '0191' }, 'area_code_taken'],
    ['a short code', { code: '191' }, 'area_code_malformed'],
    ['an empty name', { name: ' ' }, 'area_name_missing'],
    ['an unknown time zone', { 'time-zone': 'Europe/Märsta' }, 'area_time_zone_unknown'],
    ['an offset for a time zone', { 'time-zone': '+01:00' }, 'area_time_zone_unknown'],
    ['an unknown CRS', { srid: '29999' }, 'area_srid_unknown'],
    ['letters for a CRS', { srid: 'SWEREF' }, 'area_srid_unknown'],
    ['degrees', { srid: '4326' }, 'area_srid_not_metric'],
    ['web Mercator', { srid: '3857' }, 'area_srid_not_metric'],
    ['a CRS for another continent', { srid: '32616' }, 'area_srid_far_away'],
    ['a Swedish CRS for Memphis', { outline: 'memphis.geojson' }, 'area_srid_far_away'],
    ['an outline that crosses itself', { outline: 'bow-tie.geojson' }, 'area_outline_invalid'],
    ['a file that isn’t JSON', { outline: 'broken.geojson' }, 'command_file_unreadable'],
    ['a file that isn’t there', { outline: 'missing.geojson' }, 'command_file_unreadable'],
  ])('refuses %s, in a sentence, and adds nothing', async (_, change, code) => {
    const refused = await run(change).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).code).toBe(code);
    expect((refused as ProblemError).message).not.toMatch(/\{\w+\}/);
    expect(await listMunicipalities(knex)).toHaveLength(1);
  });

  it('refuses an option it doesn’t know, and says which are missing', async () => {
    await expect(run({}, '--colour', 'red')).rejects.toThrow(/--colour.*--slug --name/);
    await expect(municipalityCommand(database, ['add', '--slug', 'x1'], 'sv', read)).rejects.toThrow(
      /--name is missing/,
    );
  });

  it('adds an area, here and on another continent', async () => {
    expect(await run()).toBe('Knivsta: /knivsta');
    const memphis = {
      slug: 'memphis',
      name: 'Memphis',
      srid: '32615',
      'time-zone': 'America/Chicago',
      outline: 'memphis.geojson',
    };
    const options = Object.entries(memphis).flatMap(([name, value]) => [`--${name}`, value]);
    await municipalityCommand(database, ['add', ...options, '--default', '--source', 'drawn'], 'sv', read);
    expect(await listMunicipalities(knex)).toMatchObject([
      { slug: 'knivsta', code: '0330', is_default: false, version: 0 },
      { slug: 'memphis', code: null, time_zone: 'America/Chicago', is_default: true },
      { slug: 'sigtuna', is_default: false },
    ]);
  });
});
