import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ImportDecision, type Mapping, SOURCE_KINDS, type SourceChoice } from '@lagesbild/contract';
import { type Command, misused, readOptions } from '../command.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { describe, follow } from './command-words.ts';
import { type Desk, deskOf, type NewFile } from './desk.ts';
import { importInWords } from './in-words.ts';
import type { Job } from './job.ts';
import './sentences.ts';

export const IMPORT_USAGE =
  'lagesbild import FILE… [--area SLUG] [--source SLUG] [--kind open|municipal|police] [--srid EPSG]\n' +
  '                       [--axes xy|yx] [--future leave_out|accept] [--yes]';

const OPTIONS = {
  area: { type: 'string' },
  source: { type: 'string' },
  kind: { type: 'string' },
  srid: { type: 'string' },
  axes: { type: 'string' },
  future: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
} as const;

/**
 * `import FILE…`: says how each file is understood and what is in doubt. With `--yes` it takes what is recommended and
 * loads it, unless something is in doubt that has no recommended answer; without, it stops there.
 */
export const importCommand: Command = async (database, args, print, { cwd, config, language, signal }) => {
  const { values: options, positionals } = readOptions(args, OPTIONS, { words: true });
  if (positionals.length === 0)
    return misused(print, language, IMPORT_USAGE, 'command_argument_missing', { argument: 'FILE' });
  const said = readAnswers(options);
  // All of them before the first is touched: a misspelt name changes nothing.
  const files: NewFile[] = [];
  for (const name of positionals) files.push(await fileAt(resolve(cwd, name)));
  const desk = deskOf(database, config.data_dir, print);
  let failed = false;
  for (const file of files) {
    const job = await desk.add(file, options.area === undefined ? {} : { municipality: options.area });
    const cancel = (): void => void desk.cancel(job);
    signal.addEventListener('abort', cancel);
    await desk.settled(job);
    await answer(desk, job, said, options.yes ?? false);
    describe(importInWords(language, job), language, print);
    if (job.state === 'waiting' && options.yes) {
      if (isSettled(job)) {
        desk.run(job);
        await follow(desk, job, language, print);
      } else {
        print(sentence(language, 'command_import_open'));
        await desk.cancel(job);
      }
    } else if (job.state === 'waiting') {
      print(sentence(language, 'command_import_waiting'));
      await desk.cancel(job);
    }
    signal.removeEventListener('abort', cancel);
    if (job.state === 'failed' || (options.yes && job.state !== 'done')) failed = true;
    if (signal.aborted) break;
  }
  await desk.idle();
  return failed ? 1 : 0;
};

interface Answers {
  source?: string;
  kind?: SourceChoice['kind'];
  mapping: Partial<Pick<Mapping, 'srid' | 'axes' | 'future'>>;
}

const AXES = ['xy', 'yx'] as const;
const FUTURE = ['leave_out', 'accept'] as const;

function readAnswers(typed: Partial<Record<'source' | 'kind' | 'srid' | 'axes' | 'future', string>>): Answers {
  const { source, srid } = typed;
  const among = <T extends string>(option: 'kind' | 'axes' | 'future', known: readonly T[]): T | undefined => {
    const value = typed[option];
    const found = known.find((one) => one === value);
    if (value === undefined || found !== undefined) return found;
    throw new ProblemError('command_value_unknown', { option: `--${option}`, value, known: known.join(' ') });
  };
  if (srid !== undefined && !/^\d{4,6}$/.test(srid))
    throw new ProblemError('command_value_unknown', { option: '--srid', value: srid, known: '4326, 3006, 32633 …' });
  const kind = among(
    'kind',
    SOURCE_KINDS.filter((known) => known !== 'demonstration'),
  );
  const axes = among('axes', AXES);
  const future = among('future', FUTURE);
  return {
    ...(source !== undefined && { source }),
    ...(kind !== undefined && { kind }),
    mapping: { ...(srid !== undefined && { srid: Number(srid) }), ...(axes && { axes }), ...(future && { future }) },
  };
}

/** The file where it lies: it is read in place and left there. */
async function fileAt(path: string): Promise<NewFile> {
  const file_name = basename(path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new ProblemError('command_file_missing', { file: path });
    throw new ProblemError('command_file_unreadable', { file: path, reason: error.code ?? error.message });
  });
  if (!found.isFile()) throw new ProblemError('reading_not_a_file', { file: file_name });
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { path, file_name, bytes: found.size, sha256: hash.digest('hex'), temporary: false };
}

/** What was typed is settled, and with `--yes` what is recommended about crowded coordinates. */
async function answer(desk: Desk, job: Job, { source, kind, mapping: typed }: Answers, yes: boolean): Promise<void> {
  const decide = async (decision: ImportDecision): Promise<void> => {
    await desk.decide(job, decision);
    await desk.settled(job);
  };
  if (job.state !== 'waiting' || !job.mapping) return;
  if (Object.keys(typed).length > 0) await decide({ mapping: { ...job.mapping, ...typed } });
  // Which coordinates are crowded follows from where the rows lie, so it is asked of what was just settled.
  const { mapping, source: guessed } = job;
  if (job.state !== 'waiting' || !mapping || !guessed) return;
  const crowded = yes ? recommendedCrowding(job) : {};
  const settles = Object.keys(crowded).length > 0;
  if (!settles && source === undefined && kind === undefined) return;
  const named = {
    ...guessed,
    ...(source !== undefined && { slug: source, name: source }),
    ...(kind !== undefined && { kind }),
  };
  await decide({
    source: named,
    ...(settles && { mapping: { ...mapping, crowded: { ...mapping.crowded, ...crowded } } }),
  });
}

function recommendedCrowding(job: Job): Mapping['crowded'] {
  const crowded: Mapping['crowded'] = {};
  for (const { about, params, options } of job.surveyed?.doubts ?? []) {
    const advised = options.find(({ recommended }) => recommended)?.value;
    if (about === 'crowded' && (advised === 'accept' || advised === 'coarsen' || advised === 'leave_out'))
      crowded[String(params.key)] = advised;
  }
  return crowded;
}

/** Has everything that is asked a recommended answer? */
const isSettled = ({ surveyed }: Job): boolean =>
  (surveyed?.doubts ?? []).every(({ options }) => options.some(({ recommended }) => recommended));
