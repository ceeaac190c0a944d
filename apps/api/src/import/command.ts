import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Import, Language } from '@lagesbild/contract';
import type { Command } from '../command.ts';
import { findMunicipality, listMunicipalities } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { type Desk, deskOf, type NewFile } from './desk.ts';
import { listImports } from './history.ts';
import { importInWords } from './in-words.ts';
import type { Job } from './job.ts';
import { importEvents } from './polisen.ts';
import { POLISEN_RULES } from './polisen-limit.ts';
import { polisenAreas } from './polisen-schedule.ts';
import { ReadingError } from './reading/reading.ts';
import './sentences.ts';

export const IMPORT_USAGE = 'lagesbild import FILE… [--area SLUG] [--source SLUG] [--yes]';
export const POLISEN_USAGE = 'lagesbild polisen [--area SLUG]';
export const UNDO_USAGE = 'lagesbild undo ID';

const OPTIONS = {
  area: { type: 'string' },
  source: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
} as const;

/** A terminal has no Accept-Language; LANG says as much. */
const languageOf = (lang = process.env.LANG ?? ''): Language =>
  lang.startsWith('ar') ? 'ar' : lang.startsWith('en') || lang === '' || lang.startsWith('C') ? 'en' : 'sv';

/**
 * `import FILE…`: says how each file is understood and what is in doubt. With `--yes` it takes what is recommended and
 * loads it; without, it stops there.
 */
export const importCommand: Command = async (database, args, print, { cwd, config, signal }) => {
  const { values: options, positionals: files } = parse(args);
  if (files.length === 0) {
    print(IMPORT_USAGE);
    return 2;
  }
  const desk = deskOf(database, config.data_dir, print);
  const language = languageOf();
  let failed = false;
  for (const name of files) {
    const job = await desk.add(await fileAt(resolve(cwd, name)), options.area ? { municipality: options.area } : {});
    const cancel = (): void => void desk.cancel(job);
    signal.addEventListener('abort', cancel);
    await desk.settled(job);
    if (job.state === 'waiting' && (options.source !== undefined || options.yes)) await settle(desk, job, options);
    describe(importInWords(language, job), print);
    if (job.state === 'waiting' && options.yes) {
      desk.run(job);
      await follow(desk, job, language, print);
    } else if (job.state === 'waiting') {
      print('Nothing is loaded yet. Load it as recommended with --yes, or settle it on the page.');
      await desk.cancel(job);
    }
    signal.removeEventListener('abort', cancel);
    if (job.state === 'failed' || (options.yes && job.state !== 'done')) failed = true;
    if (signal.aborted) break;
  }
  await desk.idle();
  return failed ? 1 : 0;
};

/** `imports`: what has been loaded where. */
export const importsCommand: Command = async ({ knex }, args, print) => {
  const { values: options } = parse(args);
  const areas = options.area ? [await findMunicipality(knex, options.area)] : await listMunicipalities(knex);
  for (const { slug, municipality_id } of areas) {
    for (const found of await listImports(knex, languageOf(), municipality_id))
      print([slug, found.import_id, found.started_at, found.state, found.file_name, found.sentence].join('\t'));
  }
  return 0;
};

/** `undo ID`: takes an import back as a whole. */
export const undoCommand: Command = async (database, args, print, { config }) => {
  const [id] = args;
  if (id === undefined) {
    print(UNDO_USAGE);
    return 2;
  }
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new ProblemError('import_unknown', { id });
  const { rows } = await database.knex.raw<{ rows: { slug: string }[] }>(
    `select m.slug from staff.import i join staff.municipality m using (municipality_id)
     where i.public_id = cast(:id as uuid)`,
    { id },
  );
  if (!rows[0]) throw new ProblemError('import_unknown', { id });
  const desk = deskOf(database, config.data_dir, print);
  await desk.undo(rows[0].slug, id);
  await desk.idle();
  print(`${rows[0].slug}: ${id} is undone.`);
  return 0;
};

/** `polisen`: fetches the newest events of polisen.se once, for the area or all Swedish ones; typing it is the consent. */
export const polisenCommand: Command = async (database, args, print, { config, signal }) => {
  const { values: options } = parse(args);
  const desk = deskOf(database, config.data_dir, print);
  const all = await polisenAreas(database);
  if (options.area) await findMunicipality(database.knex, options.area);
  for (const [turn, area] of all.filter(({ slug }) => !options.area || slug === options.area).entries()) {
    if (turn > 0) await setTimeout(POLISEN_RULES.gap_ms + 500, undefined, { signal });
    const job = await importEvents(database, desk, area, { data_dir: config.data_dir });
    const found = job && importInWords(languageOf(), job);
    print(`${area.slug}: ${found?.problem ?? found?.sentence ?? sentence(languageOf(), 'polisen_fresh')}`);
  }
  return 0;
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    const option = /'([^']+)'/.exec((error as Error).message)?.[1] ?? args.join(' ');
    throw new ProblemError('command_option_unknown', { option, known: '--area --source --yes' });
  }
}

/** The file where it lies: it is read in place and left there. */
async function fileAt(path: string): Promise<NewFile> {
  const file_name = basename(path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError('command_file_unreadable', { file: path, reason: error.code ?? error.message });
  });
  if (!found.isFile()) throw new ReadingError('not_a_file', { file: file_name });
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { path, file_name, bytes: found.size, sha256: hash.digest('hex'), temporary: false };
}

/** What is recommended is taken, and the source as named. */
async function settle(desk: Desk, job: Job, { source, yes }: { source?: string; yes?: boolean }): Promise<void> {
  const { mapping, source: guessed } = job;
  if (!mapping || !guessed) return;
  const crowded = { ...mapping.crowded };
  for (const { about, params, options } of yes ? (job.surveyed?.doubts ?? []) : []) {
    const advised = options.find(({ recommended }) => recommended)?.value;
    if (about === 'crowded' && (advised === 'accept' || advised === 'coarsen' || advised === 'leave_out'))
      crowded[String(params.key)] = advised;
  }
  const named = source === undefined ? guessed : { ...guessed, slug: source, name: source };
  await desk.decide(job, { source: named, ...(yes ? { mapping: { ...mapping, crowded } } : {}) });
  await desk.settled(job);
}

function describe(found: Import, print: (line: string) => void): void {
  const { mapping, preview, source, municipality, new_area } = found;
  print(`${found.file_name}: ${found.problem ?? found.sentence}`);
  if (mapping) {
    const columns = Object.entries(mapping.columns).map(([field, header]) => `${field}=${header}`);
    print(`  columns   ${columns.join(', ')}`);
    print(`  read as   ${mapping.format}, EPSG:${mapping.srid}, ${mapping.time_zone}, dates ${mapping.date_order}`);
  }
  if (municipality ?? new_area) {
    const opened =
      new_area && `new: ${new_area.slug}, ${new_area.names.sv}, ${new_area.time_zone}, EPSG:${new_area.srid}`;
    print(`  area      ${municipality ?? opened}`);
  }
  if (source) print(`  source    ${source.slug} (${source.kind})`);
  for (const [reason, rows] of Object.entries(found.rejected_by_reason)) print(`  ${rows} × ${reason}`);
  for (const { value, rows } of preview?.unmapped.slice(0, 10) ?? []) print(`  unmapped  ${value} (${rows})`);
  for (const { sentence: asked, options } of found.questions) {
    print(`  ? ${asked}`);
    for (const { label, recommended } of options.slice(0, 12)) print(`    ${recommended ? '*' : '-'} ${label}`);
  }
}

/** One line a second while it runs, and the last one. */
async function follow(desk: Desk, job: Job, language: Language, print: (line: string) => void): Promise<void> {
  let last = performance.now();
  const stop = desk.watch(job, () => {
    if (job.state !== 'running' || performance.now() - last < 1000) return;
    last = performance.now();
    const { sentence: now, progress } = importInWords(language, job);
    print(progress.seconds_left === null ? `  ${now}` : `  ${now} ${progress.seconds_left} s`);
  });
  await desk.settled(job);
  stop();
  const found = importInWords(language, job);
  print(`  ${found.problem ?? found.sentence} (${found.import_id})`);
}
