import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { COMMAND } from '../audit/entry.ts';
import { type Command, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { countStreets, replaceStreets } from '../db/streets.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { readStreetFile } from './street-file.ts';
import './sentences.ts';

export const STREETS_USAGE = 'lagesbild streets AREA [FILE.geojson]';

/** `streets AREA`: how many streets residents can choose among; with a file: those of the file from now on. */
export const streetsCommand: Command = async ({ knex, record }, args, print, { cwd, language }) => {
  const [slug, file, ...more] = readOptions(args, {}, { words: true }).positionals;
  if (slug === undefined || more.length > 0) {
    print(STREETS_USAGE);
    return 2;
  }
  const area = await findMunicipality(knex, slug);
  if (file === undefined) {
    print(sentence(language, 'streets_told', { n: await countStreets(knex, area.municipality_id), slug }));
    return 0;
  }
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError('streets_unreadable', { file, reason: error.code ?? error.message });
  });
  const lines = readStreetFile(basename(file), text);
  const n = await knex.transaction(async (trx) => {
    const inside = await replaceStreets(trx, area, lines);
    if (inside === 0) throw new ProblemError('streets_outside', { file: basename(file), slug });
    await record(trx, { act: 'streets_loaded', who: COMMAND, area: area.municipality_id, details: { n: inside } });
    return inside;
  });
  const outside = new Set(lines.map(({ name }) => name)).size - n;
  print(sentence(language, outside === 0 ? 'streets_loaded' : 'streets_loaded_part', { n, slug, outside }));
  return 0;
};
