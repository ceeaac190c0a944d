import { access, constants } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isHarmSource } from '@lagesbild/contract';
import { COMMAND } from '../audit/entry.ts';
import { type Command, readOptions } from '../command.ts';
import { readHarmWeights } from '../db/harm-weights.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { type Change, changeHarmWeights, countsOf } from './change.ts';
import { harmWeightCsv, readHarmFile, sourceText } from './file.ts';
import './sentences.ts';

export const WEIGHTS_USAGE = 'lagesbild weights AREA\nlagesbild weights AREA FILE.csv [--source TEXT]';

const OPTIONS = { source: { type: 'string' } } as const;

/** `weights AREA`: what each category weighs when harm is counted, as CSV; with a file: that from now on, all of it or nothing. */
export const weightsCommand: Command = async (database, args, print, { cwd, language }) => {
  const { values, positionals } = readOptions(args, OPTIONS, { words: true });
  const [slug, file, ...more] = positionals;
  if (slug === undefined || more.length > 0) {
    print(WEIGHTS_USAGE);
    return 2;
  }
  const area = await findMunicipality(database.knex, slug);
  const categories = await readHarmWeights(database.knex, area.municipality_id);
  const nameOf = ({ names }: (typeof categories)[number]): string => names[language] ?? names.sv;
  if (file === undefined) {
    print(harmWeightCsv(categories, nameOf).trimEnd());
    return 0;
  }
  const path = resolve(cwd, file);
  await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError('harm_unreadable', { file, reason: error.code ?? error.message });
  });
  const source = values.source === undefined ? null : sourceText(values.source);
  if (source !== null && !isHarmSource(source)) throw new ProblemError('harm_source_text', { value: source });
  const read = await readHarmFile({ path, file_name: basename(file) }, categories, source);
  const sourceless = read.find((one) => one.weight !== null && one.source === null);
  if (sourceless !== undefined)
    throw new ProblemError('harm_source_option', { file: basename(file), code: sourceless.code });
  const { changes, weights } = await changeHarmWeights(database, area, { version: null, weights: read }, COMMAND);
  const tell = ({ before, after }: Change): void => {
    const [from, to] = [before.weight ?? '–', after.weight ?? '–'].map(String) as [string, string];
    print(sentence(language, 'harm_change', { code: after.code, name: nameOf(before), from, to }));
  };
  for (const change of changes) tell(change);
  const left = weights.filter(({ weight }) => weight === null).length;
  print(sentence(language, 'harm_changed', { slug, ...countsOf(changes), left, n: weights.length }));
  return 0;
};
