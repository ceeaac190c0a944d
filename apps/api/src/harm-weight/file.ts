import { HARM_SOURCE_MAX, HARM_WEIGHT_MAX, type HarmWeight, isHarmSource, weightIn } from '@lagesbild/contract';
import { stringify } from 'csv-stringify/sync';
import type { WeighedCategory } from '../db/harm-weights.ts';
import { ProblemError } from '../errors.ts';
import { openFile, type RawRow, ReadingError } from '../import/reading/reading.ts';
import { SPREADSHEET } from '../spreadsheet.ts';
import { nearestOf } from './nearest.ts';
import './sentences.ts';

/** What the columns of a file may be called; the first is what ours are. */
const COLUMNS = {
  code: ['code', 'kod', 'الرمز'],
  name: ['name', 'namn', 'category', 'kategori', 'brottskategori', 'brott', 'offence', 'الفئة'],
  weight: ['weight', 'vikt', 'skadevikt', 'harm_weight', 'harm weight', 'الوزن'],
  source: ['source', 'källa', 'harm_source', 'المصدر'],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;

/** More than any list of categories has. */
const ROWS_MAX = 1000;

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cf}\s\u00a0]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The weights that are set, as a file that can be read again; categories without one have an empty cell. */
export const harmWeightCsv = (
  categories: readonly WeighedCategory[],
  nameOf: (one: WeighedCategory) => string,
): string =>
  stringify(
    [Object.keys(COLUMNS), ...categories.map((one) => [one.code, nameOf(one), one.weight ?? '', one.source ?? ''])],
    SPREADSHEET,
  );

/**
 * The weights that a CSV file or a workbook says: a row a category, by its code or its name in any of our languages; an empty
 * weight empties the category's.
 *
 * @param source  of rows that name none
 * @returns null for a source that nothing names
 * @throws {ProblemError} harm_file_…, harm_row_… or reading_…: the row, its value and the way out
 */
export async function readHarmFile(
  { path, file_name: file }: { path: string; file_name: string },
  categories: readonly WeighedCategory[],
  source: string | null,
): Promise<HarmWeight[]> {
  const { headers, rows } = await table(path, file);
  const places = placesOf(file, headers);
  const find = finder(categories);
  const rowOf = new Map<string, number>();
  return rows.map(({ row, values }) => {
    const at = (column: Column): string | undefined => values[places[column]]?.trim();
    const fault = (code: string, params: Record<string, string | number> = {}): ProblemError =>
      new ProblemError(code, { file, row, ...params });
    const name = at('code') || at('name') || '';
    const cell = at('weight');
    if (cell === undefined || values.slice(headers.length).some((beyond) => beyond.trim() !== ''))
      throw fault('harm_row_cells', { n: values.length, headers: headers.length });
    if (name === '') throw fault('harm_row_nameless');
    const code = find(name);
    if (code === undefined) throw fault('harm_row_unknown', { name, known: nearestOf(name, categories) });
    const first = rowOf.get(code);
    if (first !== undefined) throw fault('harm_row_again', { name, first });
    rowOf.set(code, row);
    if (cell === '') return { code, weight: null, source: null };
    const weight = weightIn(cell);
    if (Number.isNaN(weight)) throw fault('harm_row_weight', { value: cell, name, max: HARM_WEIGHT_MAX });
    const named = sourceText(at('source') ?? '');
    if (named !== '' && (!isHarmSource(named) || named.length > HARM_SOURCE_MAX))
      throw fault('harm_row_source', { value: named, name, max: HARM_SOURCE_MAX });
    return { code, weight, source: named || source };
  });
}

async function table(path: string, name: string): Promise<{ headers: string[]; rows: RawRow[] }> {
  try {
    const file = await openFile(path, name);
    const rows: RawRow[] = [];
    for await (const batch of file.rows()) {
      rows.push(...batch.filter(({ values }) => values.some((value) => value.trim() !== '')));
      if (rows.length > ROWS_MAX) throw new ProblemError('harm_file_long', { file: name, max: ROWS_MAX });
    }
    return { headers: file.headers, rows };
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    throw new ProblemError(`reading_${error.code}`, { ...error.params });
  }
}

/** Where each column stands; one that isn't there stands nowhere. */
function placesOf(file: string, headers: readonly string[]): Record<Column, number> {
  const names = headers.map(folded);
  const placeOf = (column: Column): number =>
    names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const places = { code: placeOf('code'), name: placeOf('name'), weight: placeOf('weight'), source: placeOf('source') };
  const lacks = places.weight < 0 ? 'weight' : places.code < 0 && places.name < 0 ? 'code' : null;
  if (lacks !== null) throw new ProblemError('harm_file_columns', { file, missing: lacks, found: headers.join(', ') });
  return places;
}

/** From a code or a name to the code; a name that two categories share leads to none. */
function finder(categories: readonly WeighedCategory[]): (word: string) => string | undefined {
  const codes = new Set(categories.map(({ code }) => code));
  const named = new Map<string, Set<string>>();
  for (const { code, names } of categories)
    for (const name of Object.values(names)) {
      const key = folded(name);
      named.set(key, (named.get(key) ?? new Set()).add(code));
    }
  return (word) => {
    if (codes.has(word.toLowerCase())) return word.toLowerCase();
    const [code, ...others] = named.get(folded(word)) ?? [];
    return others.length === 0 ? code : undefined;
  };
}

/** As a line, without the mark that keeps a spreadsheet from running it. */
export const sourceText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
