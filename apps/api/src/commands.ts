import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ACCOUNT_USAGE, accountCommand } from './account/command.ts';
import { AUDIT_USAGE, auditCommand } from './audit/command.ts';
import {
  BACKUP_USAGE,
  backupCommand,
  backupHealth,
  DRILL_USAGE,
  drillCommand,
  EXPORT_USAGE,
  exportCommand,
  MOVE_USAGE,
  moveCommand,
  RESTORE_USAGE,
  restoreCommand,
} from './backup/command.ts';
import { type Command, type CommandPlace, type LoneCommand, readOptions } from './command.ts';
import type { Database } from './db/database.ts';
import { IMPORT_USAGE, importCommand } from './import/command.ts';
import { DEMONSTRATION_USAGE, demonstrationCommand } from './import/demonstration-command.ts';
import { IMPORTS_USAGE, importsCommand, UNDO_USAGE, undoCommand } from './import/history-command.ts';
import { POLISEN_USAGE, polisenCommand } from './import/polisen-command.ts';
import { MUNICIPALITY_USAGE, municipalityCommand } from './municipality/command.ts';
import { RETENTION_USAGE, retentionCommand } from './retention/command.ts';

/** Every command, in the order of `lagesbild help`. What each does lives in its room. */
const COMMANDS: Record<string, { usage: string; does: string; run?: Command; alone?: LoneCommand }> = {
  migrate: {
    usage: 'lagesbild migrate',
    does: 'bring the tables up to date (every start does)',
    run: async ({ knex }, args, print) => {
      readOptions(args, {});
      const names = await knex('knex_migrations').orderBy('id').pluck<string[]>('name');
      print(`The tables are up to date: ${names.length} migrations, the last is ${names.at(-1)}.`);
      return 0;
    },
  },
  municipality: {
    usage: MUNICIPALITY_USAGE,
    does: 'list the areas, or add one',
    run: async ({ knex }, args, print, { cwd }) => {
      print(await municipalityCommand(knex, args, (file) => readFileSync(resolve(cwd, file), 'utf8')));
      return ['list', 'add'].includes(args[0] ?? '') ? 0 : 2;
    },
  },
  account: {
    usage: ACCOUNT_USAGE,
    does: 'list accounts, invite, give roles, switch off, make a one-time link',
    run: accountCommand,
  },
  audit: {
    usage: AUDIT_USAGE,
    does: 'check whether the log of who did what is whole, and say how far it has come',
    run: auditCommand,
  },
  import: { usage: IMPORT_USAGE, does: 'say how files are understood; with --yes, load them', run: importCommand },
  imports: { usage: IMPORTS_USAGE, does: 'list what has been loaded', run: importsCommand },
  undo: { usage: UNDO_USAGE, does: 'take an import back as a whole', run: undoCommand },
  demonstration: {
    usage: DEMONSTRATION_USAGE,
    does: 'load the synthetic incidents of Sigtuna, or remove them again',
    run: demonstrationCommand,
  },
  polisen: { usage: POLISEN_USAGE, does: 'fetch the newest events of polisen.se, once', run: polisenCommand },
  retention: {
    usage: RETENTION_USAGE,
    does: 'say what is older than the rules allow; let it go, and prove that nothing older is left',
    run: retentionCommand,
  },
  backup: {
    usage: BACKUP_USAGE,
    does: 'save everything in one file, while the application goes on',
    run: backupCommand,
  },
  restore: { usage: RESTORE_USAGE, does: 'put a backup in the place of what is here', run: restoreCommand },
  export: { usage: EXPORT_USAGE, does: 'write every table as CSV, for other programs', run: exportCommand },
  move: { usage: MOVE_USAGE, does: 'copy the embedded database to an empty server', run: moveCommand },
  drill: {
    usage: DRILL_USAGE,
    does: 'try a restore in a database of its own, and say when one last worked',
    alone: drillCommand,
  },
  health: {
    usage: 'lagesbild health',
    does: 'say which engine holds the data, how new it is, and how the backups are',
    run: async ({ knex, engine }, args, print, { config, language }) => {
      readOptions(args, {});
      print(`${engine.kind}: PostgreSQL ${engine.postgresql}, PostGIS ${engine.postgis}`);
      const areas = await knex('staff.municipality as m')
        .leftJoin('staff.data_version as v', 'v.municipality_id', 'm.municipality_id')
        .orderBy('m.slug')
        .select<{ slug: string; version: string | null }[]>('m.slug', 'v.version');
      for (const { slug, version } of areas) print(`${slug}: data version ${version ?? 0}`);
      for (const line of await backupHealth(config, language)) print(line);
      return 0;
    },
  },
};

/** Runs one command line on an open database. An unknown command prints what there is, and is an error. */
export const runCommand = async (
  database: Database,
  [name = 'help', ...args]: readonly string[],
  print: (line: string) => void,
  place: CommandPlace,
): Promise<number> => {
  const run = isCommand(name) ? COMMANDS[name]!.run : undefined;
  if (run) return run(database, args, print, place);
  print(`There is no command ${name}.\n\n${help()}`);
  return 2;
};

/** Runs a command that needs no database. @returns null when it does need one */
export const runAlone = async (
  [name = '', ...args]: readonly string[],
  print: (line: string) => void,
  place: Parameters<LoneCommand>[2],
): Promise<number | null> => COMMANDS[name]?.alone?.(args, print, place) ?? null;

export const isCommand = (name: string): boolean => Object.hasOwn(COMMANDS, name);

/** What can be typed. */
export const help = (): string =>
  [
    'npm run lagesbild -- COMMAND',
    ...Object.keys(COMMANDS).map(described),
    'The settings are those of .env.example. While the application runs, it does the work and this prints it.',
    'It ends with 0 when all went well, 1 when something was refused or failed, 2 when the line could not be understood.',
  ].join('\n\n');

/** What one command takes; all of them when there is none of that name. */
export const helpFor = (name: string | undefined): string =>
  name !== undefined && isCommand(name) ? described(name) : help();

function described(name: string): string {
  const { usage, does } = COMMANDS[name]!;
  return `${usage.replace(/^/gm, '  ')}\n      ${does}`;
}
