import { mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Language } from '@lagesbild/contract';
import { COMMAND } from '../audit/entry.ts';
import { type Command, type LoneCommand, misfit, misused, readOptions } from '../command.ts';
import type { Config } from '../config.ts';
import { databaseRole } from '../db/role.ts';
import { ProblemError } from '../errors.ts';
import { type SentenceParams, sentence } from '../sentence.ts';
import { type Backup, openBackup } from './backup.ts';
import { drill, lastDrill } from './drill.ts';
import { type Manifest, rowsIn } from './manifest.ts';
import { move } from './move.ts';
import { restore } from './restore.ts';
import { saveBackup } from './save.ts';
import { listShelf, shelfName } from './shelf.ts';
import { writeBackup, writeExport } from './write.ts';
import './sentences.ts';

export const BACKUP_USAGE = 'lagesbild backup [FILE]';
export const RESTORE_USAGE = 'lagesbild restore FILE [--check] [--without-saving]';
export const EXPORT_USAGE = 'lagesbild export FOLDER|FILE.tar.gz';
export const MOVE_USAGE = 'lagesbild move postgres://user:password@host:5432/database';
export const DRILL_USAGE = 'lagesbild drill [FILE]';

/** What `restore` keeps of the state it replaces, in the data folder. */
const SAVED = 'before-restore.tar.gz';

const figures = (manifest: Manifest): SentenceParams => ({ tables: manifest.tables.length, rows: rowsIn(manifest) });
const size = async (path: string): Promise<string> => `${((await stat(path)).size / 1e6).toFixed(1)} MB`;

/** `backup [FILE]`: into the file, or into the folder of scheduled backups. */
export const backupCommand: Command = async (database, args, print, { cwd, config, language }) => {
  const words = positionals(args);
  const wrong = misfit(words, ['FILE'], 0);
  if (wrong) return misused(print, language, BACKUP_USAGE, wrong.code, wrong.params);
  const [file] = words;
  const path = file === undefined ? await onShelf(config) : resolve(cwd, file);
  const manifest = await saveBackup(database, path, config.data_dir, COMMAND);
  print(sentence(language, 'backup_done', { file: path, ...figures(manifest), size: await size(path) }));
  return 0;
};

async function onShelf({ backup }: Config): Promise<string> {
  if (backup === null) throw new ProblemError('backup_where');
  await mkdir(backup.folder, { recursive: true, mode: 0o700 });
  return join(backup.folder, shelfName(new Date()));
}

/** `restore FILE`: reads it through, saves what is here, and puts it in its place. With `--check` it stops after the first. */
export const restoreCommand: Command = async (database, args, print, { cwd, config, language }) => {
  const options = { check: { type: 'boolean' }, 'without-saving': { type: 'boolean' } } as const;
  const { values, positionals: files } = readOptions(args, options, { words: true });
  const wrong = misfit(files, ['FILE']);
  if (wrong) return misused(print, language, RESTORE_USAGE, wrong.code, wrong.params);
  const backup = await openBackup(resolve(cwd, files[0]!));
  print(describe(language, backup));
  if (values.check) return 0;
  const { owner, user } = await databaseRole(database.knex);
  if (!owner) throw new ProblemError('restore_not_owner', { user });
  const saved = join(config.data_dir, SAVED);
  if (!values['without-saving']) {
    await rm(saved, { force: true });
    await writeBackup(database, saved, config.data_dir);
  }
  const widened = await restore(database, backup, { data_dir: config.data_dir });
  print(sentence(language, 'restore_done', figures(backup.manifest)));
  print(sentence(language, 'restore_sessions', {}));
  if (widened.length > 0) print(sentence(language, 'restore_widened', { logins: widened.join(', ') }));
  if (!values['without-saving']) print(sentence(language, 'restore_saved', { file: saved }));
  if (backup.keys.size === 0) print(sentence(language, 'restore_without_keys', {}));
  return 0;
};

const describe = (language: Language, { path, manifest }: Backup): string =>
  sentence(language, 'restore_from', {
    file: path,
    made_at: manifest.made_at,
    version: manifest.version,
    ...figures(manifest),
  });

/** A name that promises a file which an export isn't. */
const ARCHIVE = /\.(zip|7z|rar|csv|tar|tgz|gz|sql)$(?<!\.tar\.gz)/i;

/** `export FOLDER`: a CSV file of each table. */
export const exportCommand: Command = async (database, args, print, { cwd, language }) => {
  const words = positionals(args);
  const wrong = misfit(words, ['FOLDER']);
  if (wrong) return misused(print, language, EXPORT_USAGE, wrong.code, wrong.params);
  if (ARCHIVE.test(words[0]!)) return misused(print, language, EXPORT_USAGE, 'export_name', { value: words[0]! });
  const path = resolve(cwd, words[0]!);
  const manifest = await writeExport(database, path);
  const told = { who: COMMAND, area: null, details: { rows: rowsIn(manifest) } };
  await database.record(database.knex, { act: 'tables_exported', ...told });
  print(sentence(language, 'export_done', { file: path, ...figures(manifest) }));
  return 0;
};

/** `move URL`: from the embedded database to an empty server. */
export const moveCommand: Command = async (database, args, print, { config, language }) => {
  const words = positionals(args);
  const wrong = misfit(words, ['postgres://…']);
  if (wrong) return misused(print, language, MOVE_USAGE, wrong.code, wrong.params);
  const url = words[0]!;
  if (!/^postgres(ql)?:\/\//.test(url)) return misused(print, language, MOVE_USAGE, 'move_address', { value: url });
  const tables = await move(database, url, config.data_dir);
  for (const { name, rows, sha256 } of tables) print(`${String(rows).padStart(10)}  ${sha256.slice(0, 12)}  ${name}`);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  print(sentence(language, 'move_done', { tables: tables.length, rows, data_dir: config.data_dir }));
  return 0;
};

/** `drill [FILE]`: restores the file, or the newest scheduled backup, into a database of its own. Needs no other. */
export const drillCommand: LoneCommand = async (args, print, { cwd, config, language }) => {
  const words = positionals(args);
  const wrong = misfit(words, ['FILE'], 0);
  if (wrong) return misused(print, language, DRILL_USAGE, wrong.code, wrong.params);
  const [file] = words;
  const before = await lastDrill(config.data_dir);
  print(
    before === null
      ? sentence(language, 'drill_never', {})
      : sentence(language, 'drill_before', { at: before.at, file: before.file }),
  );
  const newest = config.backup === null ? undefined : (await listShelf(config.backup.folder))[0]?.path;
  const path = file === undefined ? newest : resolve(cwd, file);
  if (path === undefined) throw new ProblemError('drill_nothing');
  const done = await drill(path, config.data_dir);
  print(sentence(language, 'drill_done', { file: path, tables: done.tables, rows: done.rows, seconds: done.seconds }));
  return 0;
};

/** What `health` says of them: the newest scheduled backup, and the last drill. */
export async function backupHealth({ backup, data_dir }: Config, language: Language): Promise<string[]> {
  const newest = backup === null ? undefined : (await listShelf(backup.folder))[0];
  const last = await lastDrill(data_dir);
  return [
    backup === null
      ? sentence(language, 'backup_unscheduled', {})
      : newest === undefined
        ? sentence(language, 'backup_none_yet', { folder: backup.folder })
        : sentence(language, 'backup_newest', { file: newest.path, at: newest.made_at.toISOString() }),
    last === null
      ? sentence(language, 'drill_never', {})
      : sentence(language, 'drill_before', { at: last.at, file: last.file }),
  ];
}

const positionals = (args: readonly string[]): string[] => readOptions(args, {}, { words: true }).positionals;
