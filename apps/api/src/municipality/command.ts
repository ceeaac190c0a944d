import { readFileSync } from 'node:fs';
import type { Language } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { COMMAND } from '../audit/entry.ts';
import { optionNames, readOptions } from '../command.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { addMunicipality, areaNamed } from './add.ts';
import { checkMunicipality } from './check.ts';

const OPTIONS = {
  slug: { type: 'string' },
  name: { type: 'string' },
  'name-en': { type: 'string' },
  'name-ar': { type: 'string' },
  code: { type: 'string' },
  srid: { type: 'string' },
  'time-zone': { type: 'string' },
  outline: { type: 'string' },
  source: { type: 'string' },
  default: { type: 'boolean' },
} as const;

const KNOWN = optionNames(OPTIONS);

export const MUNICIPALITY_USAGE = `lagesbild municipality list
lagesbild municipality add --slug knivsta --name Knivsta --code 0330 --srid 3006 --time-zone Europe/Stockholm \\
    --outline FILE.geojson [--source "SCB, CC0"] [--name-en NAME] [--name-ar NAME] [--default]`;

/** An area as `municipality list` prints it. */
export interface ListedMunicipality {
  slug: string;
  code: string | null;
  name: string;
  time_zone: string;
  srid: number;
  is_default: boolean;
  version: number;
}

/** Every area here, by name. */
export async function listMunicipalities(knex: Knex): Promise<ListedMunicipality[]> {
  const { rows } = await knex.raw<{ rows: (Omit<ListedMunicipality, 'version'> & { version: string })[] }>(`
    select m.slug, m.code, m.names ->> 'sv' as name, m.time_zone, m.srid, m.is_default, coalesce(v.version, 0) as version
    from staff.municipality m
    left join staff.data_version v using (municipality_id)
    order by m.names ->> 'sv', m.slug`);
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/**
 * `lagesbild municipality list` and `add`: the arguments after the word `municipality`.
 *
 * @param read  the text of a file; a parameter, so that a command sent to the running process reads where it was typed
 * @returns what to print
 * @throws {ProblemError} in a sentence that names the value and the way out
 */
export async function municipalityCommand(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  [action, ...rest]: readonly string[],
  language: Language,
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): Promise<string> {
  if (action === 'list') {
    readOptions(rest, {});
    return formatList(await listMunicipalities(knex), language);
  }
  const options: Options = readOptions(rest, OPTIONS).values;
  const area = await checkMunicipality(knex, {
    slug: required(options, 'slug'),
    names: {
      sv: required(options, 'name'),
      ...(options['name-en'] === undefined ? {} : { en: options['name-en'] }),
      ...(options['name-ar'] === undefined ? {} : { ar: options['name-ar'] }),
    },
    code: options.code ?? null,
    srid: Number(required(options, 'srid')),
    time_zone: required(options, 'time-zone'),
    outline: readJson(required(options, 'outline'), read),
    outline_source: options.source ?? required(options, 'outline'),
    is_default: options.default ?? false,
  });
  await knex.transaction(async (trx) => {
    await addMunicipality(trx, area);
    await record(trx, { act: 'area_added', who: COMMAND, area: area.slug, object: areaNamed(area) });
  });
  return `${area.names.sv}: /${area.slug}`;
}

type Options = Partial<Record<Exclude<keyof typeof OPTIONS, 'default'>, string>> & { default?: boolean };

function required(options: Options, name: Exclude<keyof Options, 'default'>): string {
  const value = options[name];
  if (value === undefined || value === '')
    throw new ProblemError('command_option_missing', { option: `--${name}`, known: KNOWN });
  return value;
}

function readJson(file: string, read: (file: string) => string): unknown {
  try {
    return JSON.parse(read(file).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ProblemError('command_file_unreadable', { file, reason: (error as Error).message });
  }
}

function formatList(areas: readonly ListedMunicipality[], language: Language): string {
  const lines = areas.map(({ slug, code, name, time_zone, srid, is_default, version }) =>
    [
      ...[slug, code ?? '–', name, time_zone, `EPSG:${srid}`],
      sentence(language, 'command_data_version', { n: version }),
      is_default ? sentence(language, 'command_default_area') : '',
    ]
      .join('\t')
      .trimEnd(),
  );
  return lines.join('\n');
}
