import { type Command, misfit, misused, readOptions } from '../command.ts';
import { findMunicipality, listMunicipalities } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { deskOf } from './desk.ts';
import { listImports } from './history.ts';
import './sentences.ts';

export const IMPORTS_USAGE = 'lagesbild imports [--area SLUG]';
export const UNDO_USAGE = 'lagesbild undo ID';

/** `imports`: what has been loaded where. */
export const importsCommand: Command = async ({ knex }, args, print, { language }) => {
  const { values: options } = readOptions(args, { area: { type: 'string' } });
  const areas = options.area ? [await findMunicipality(knex, options.area)] : await listMunicipalities(knex);
  for (const { slug, municipality_id } of areas) {
    for (const found of await listImports(knex, language, municipality_id))
      print([slug, found.import_id, found.started_at, found.state, found.file_name, found.sentence].join('\t'));
  }
  return 0;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `undo ID`: takes an import back as a whole. */
export const undoCommand: Command = async (database, args, print, { config, language }) => {
  const words = readOptions(args, {}, { words: true }).positionals;
  const wrong = misfit(words, ['ID']);
  if (wrong) return misused(print, language, UNDO_USAGE, wrong.code, wrong.params);
  const id = words[0]!;
  if (!UUID.test(id)) return misused(print, language, UNDO_USAGE, 'import_id_malformed', { id });
  const { rows } = await database.knex.raw<{ rows: { slug: string; file_name: string }[] }>(
    `select m.slug, i.file_name from staff.import i join staff.municipality m using (municipality_id)
     where i.public_id = cast(:id as uuid)`,
    { id },
  );
  const [found] = rows;
  if (!found) throw new ProblemError('import_unlisted', { id });
  const desk = deskOf(database, config.data_dir, print);
  await desk.undo(found.slug, id);
  await desk.idle();
  print(`${found.slug}: ${found.file_name}: ${sentence(language, 'import_undone')}`);
  return 0;
};
