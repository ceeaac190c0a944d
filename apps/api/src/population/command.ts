import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Day, type PopulationSum, populationSum } from '@lagesbild/contract';
import { COMMAND } from '../audit/entry.ts';
import { type Command, misfit, misused, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { findPopulation } from '../db/population.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { foundIn } from './found.ts';
import { POPULATION_FILE_MAX_MB } from './reading/file.ts';
import { storePopulation } from './store.ts';
import { described } from './words.ts';
import './sentences.ts';

export const POPULATION_USAGE = 'lagesbild population AREA [FILE] [--source TEXT] [--date YYYY-MM-DD] [--yes]';

const OPTIONS = {
  source: { type: 'string' },
  date: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
} as const;

/**
 * `population AREA`: what is known of how many live where; with a file: what is in it, beside what it would take the place of; with
 * `--yes` it does.
 */
export const populationCommand: Command = async (database, args, print, { cwd, language }) => {
  const { values: options, positionals } = readOptions(args, OPTIONS, { words: true });
  const wrong = misfit(positionals, ['AREA', 'FILE'], 1);
  if (wrong) return misused(print, language, POPULATION_USAGE, wrong.code, wrong.params);
  const [slug, name] = positionals as [string, string?];
  const { knex } = database;
  const area = await findMunicipality(knex, slug);
  const say = (code: string, sum: PopulationSum): void =>
    print(sentence(language, code, described(language, slug, sum)));
  if (name === undefined) {
    const known = await findPopulation(knex, area.municipality_id);
    if (known === null) print(sentence(language, 'population_unknown', { slug }));
    else say('population_told', populationSum(known));
    return 0;
  }
  if (options.date !== undefined && !Day.safeParse(options.date).success)
    throw new ProblemError('command_value_unknown', { option: '--date', value: options.date, known: '2024-12-31' });
  const source = options.source?.trim();
  if (source !== undefined && (source === '' || source.length > 120))
    throw new ProblemError('command_value_unknown', { option: '--source', value: options.source!, known: '"SCB"' });
  const file = await fileAt(resolve(cwd, name));
  const { population, told } = await foundIn(knex, area, file, { source, counted_on: options.date });
  say('population_found', told.found);
  if (told.outside > 0) print(sentence(language, 'population_left_out', { n: told.outside }));
  if (told.nested > 0) print(sentence(language, 'population_nested', { n: told.nested }));
  if (told.before !== null) say('population_before', told.before);
  if (!options.yes) {
    print(sentence(language, 'population_waiting'));
    return 0;
  }
  await knex.transaction((trx) => storePopulation(trx, database, COMMAND, area.municipality_id, population));
  say('population_loaded', told.found);
  return 0;
};

async function fileAt(path: string): Promise<{ path: string; file_name: string }> {
  const file_name = basename(path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError('population_file_missing', { file: file_name, reason: error.code ?? error.message });
  });
  if (!found.isFile()) throw new ProblemError('population_file_missing', { file: file_name, reason: 'EISDIR' });
  if (found.size > POPULATION_FILE_MAX_MB * 1024 ** 2)
    throw new ProblemError('population_file_big', { file: file_name, limit: POPULATION_FILE_MAX_MB });
  return { path, file_name };
}
