import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '@lagesbild/contract';
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
import { type Command, type CommandPlace, type LoneCommand, misused, readOptions } from './command.ts';
import type { Database } from './db/database.ts';
import { ROLES_USAGE, rolesCommand } from './db/role-command.ts';
import { GEOCODER_USAGE, geocoderCommand } from './flag/geocoder-command.ts';
import { STREETS_USAGE, streetsCommand } from './flag/street-command.ts';
import { WEIGHTS_USAGE, weightsCommand } from './harm-weight/command.ts';
import { IMPORT_USAGE, importCommand } from './import/command.ts';
import { DEMONSTRATION_USAGE, demonstrationCommand } from './import/demonstration-command.ts';
import { IMPORTS_USAGE, importsCommand, UNDO_USAGE, undoCommand } from './import/history-command.ts';
import { POLISEN_USAGE, polisenCommand } from './import/polisen-command.ts';
import { MUNICIPALITY_USAGE, municipalityCommand } from './municipality/command.ts';
import { POPULATION_USAGE, populationCommand } from './population/command.ts';
import { RELEASE_USAGE, releaseCommand } from './publication/command.ts';
import { RETENTION_USAGE, retentionCommand } from './retention/command.ts';
import { sentence } from './sentence.ts';
import { SOURCE_USAGE, sourceCommand } from './source/command.ts';

/** Every command, in the order of `lagesbild help`. What each does lives in its room; `command_does_…` says it in words. */
const COMMANDS: Record<string, { usage: string; run?: Command; alone?: LoneCommand }> = {
  migrate: {
    usage: 'lagesbild migrate',
    run: async ({ knex }, args, print, { language }) => {
      readOptions(args, {});
      const names = await knex('knex_migrations').orderBy('id').pluck<string[]>('name');
      print(sentence(language, 'command_migrated', { n: names.length, last: names.at(-1) ?? '–' }));
      return 0;
    },
  },
  roles: {
    usage: ROLES_USAGE,
    run: rolesCommand,
  },
  municipality: {
    usage: MUNICIPALITY_USAGE,
    run: async (database, args, print, { cwd, language }) => {
      const action = args[0] ?? '';
      const known = 'list, add';
      if (!known.split(', ').includes(action))
        return misused(print, language, MUNICIPALITY_USAGE, 'command_action_unknown', { word: action || '–', known });
      print(await municipalityCommand(database, args, language, (file) => readFileSync(resolve(cwd, file), 'utf8')));
      return 0;
    },
  },
  account: {
    usage: ACCOUNT_USAGE,
    run: accountCommand,
  },
  audit: {
    usage: AUDIT_USAGE,
    run: auditCommand,
  },
  import: { usage: IMPORT_USAGE, run: importCommand },
  imports: { usage: IMPORTS_USAGE, run: importsCommand },
  undo: { usage: UNDO_USAGE, run: undoCommand },
  demonstration: {
    usage: DEMONSTRATION_USAGE,
    run: demonstrationCommand,
  },
  source: { usage: SOURCE_USAGE, run: sourceCommand },
  polisen: { usage: POLISEN_USAGE, run: polisenCommand },
  streets: { usage: STREETS_USAGE, run: streetsCommand },
  population: { usage: POPULATION_USAGE, run: populationCommand },
  geocoder: { usage: GEOCODER_USAGE, run: geocoderCommand },
  weights: { usage: WEIGHTS_USAGE, run: weightsCommand },
  retention: {
    usage: RETENTION_USAGE,
    run: retentionCommand,
  },
  release: { usage: RELEASE_USAGE, run: releaseCommand },
  backup: {
    usage: BACKUP_USAGE,
    run: backupCommand,
  },
  restore: { usage: RESTORE_USAGE, run: restoreCommand },
  export: { usage: EXPORT_USAGE, run: exportCommand },
  move: { usage: MOVE_USAGE, run: moveCommand },
  drill: {
    usage: DRILL_USAGE,
    alone: drillCommand,
  },
  health: {
    usage: 'lagesbild health',
    run: async ({ knex, engine }, args, print, { config, language }) => {
      readOptions(args, {});
      print(`${engine.kind}: PostgreSQL ${engine.postgresql}, PostGIS ${engine.postgis}`);
      const areas = await knex('staff.municipality as m')
        .leftJoin('staff.data_version as v', 'v.municipality_id', 'm.municipality_id')
        .orderBy('m.slug')
        .select<{ slug: string; version: string | null }[]>('m.slug', 'v.version');
      for (const { slug, version } of areas)
        print(`${slug}: ${sentence(language, 'command_data_version', { n: Number(version ?? 0) })}`);
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
  print(noCommand(place.language, name));
  return 2;
};

/** Runs a command that needs no database. @returns null when it does need one */
export const runAlone = async (
  [name = '', ...args]: readonly string[],
  print: (line: string) => void,
  place: Parameters<LoneCommand>[2],
): Promise<number | null> => COMMANDS[name]?.alone?.(args, print, place) ?? null;

export const isCommand = (name: string): boolean => Object.hasOwn(COMMANDS, name);

/** There is no such command, and what there is. */
export const noCommand = (language: Language, name: string): string =>
  sentence(language, 'command_unknown', { name, known: Object.keys(COMMANDS).join(', ') });

/** What can be typed. */
export const help = (language: Language): string =>
  [
    'npm run lagesbild -- COMMAND',
    ...Object.keys(COMMANDS).map((name) => described(language, name)),
    sentence(language, 'command_help_where'),
    sentence(language, 'command_help_exit'),
  ].join('\n\n');

/** What one command takes; all of them when there is none of that name. */
export const helpFor = (language: Language, name: string | undefined): string =>
  name !== undefined && isCommand(name) ? described(language, name) : help(language);

function described(language: Language, name: string): string {
  const does = sentence(language, `command_does_${name}`);
  return `${COMMANDS[name]!.usage.replace(/^/gm, '  ')}\n      ${does}`;
}
