import { parseArgs } from 'node:util';
import type { Language } from '@lagesbild/contract';
import './command-sentences.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { ProblemError } from './errors.ts';
import { type SentenceParams, sentence } from './sentence.ts';

/** Where a command was typed, which need not be where it runs. */
export interface CommandPlace {
  /** The folder that relative file names are meant from. */
  cwd: string;
  config: Config;
  /** What the person's terminal speaks. */
  language: Language;
  /** Aborted when whoever typed the command has gone (Ctrl+C). */
  signal: AbortSignal;
}

/**
 * A command of `npm run lagesbild -- …`. It runs in the process that holds the database: the one it was typed in, or the
 * running application.
 *
 * @param args   what follows the command's name
 * @param print  one line for the terminal, at once
 * @returns the exit code
 * @throws {ProblemError} a sentence for the person; the exit code is then 1
 */
export type Command = (
  database: Database,
  args: readonly string[],
  print: (line: string) => void,
  place: CommandPlace,
) => Promise<number>;

/** A command that needs no open database: it runs where it was typed, also while the application runs. */
export type LoneCommand = (
  args: readonly string[],
  print: (line: string) => void,
  place: Omit<CommandPlace, 'signal'>,
) => Promise<number>;

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/**
 * The options and other words of a command line.
 * @throws {ProblemError} command_option_unknown, with what there is; command_word_unknown where no words are taken
 */
export function readOptions<const O extends Options>(args: readonly string[], options: O, { words = false } = {}) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: words });
  } catch (error) {
    const known = optionNames(options);
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'([^']+)'/.exec(message)?.[1]?.replace(/[ ,].*$/, '') ?? args.join(' ');
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
      throw new ProblemError('command_word_unknown', { word: option, known });
    const lacks = code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE';
    throw new ProblemError(lacks ? 'command_option_missing' : 'command_option_unknown', { option, known });
  }
}

/**
 * The line can't be understood: why, then how it is written.
 * @returns the exit code for that
 */
export function misused(
  print: (line: string) => void,
  language: Language,
  usage: string,
  code: string,
  params: SentenceParams = {},
): number {
  print(sentence(language, code, params));
  print(usage.replace(/^/gm, '  '));
  return 2;
}

/** The words of a command that takes just so many, or why they don't fit: what is lacking, or the first too many. */
export function misfit(
  words: readonly string[],
  names: readonly string[],
  required = names.length,
): { code: string; params: SentenceParams } | null {
  const lacking = names[words.length];
  if (words.length < required && lacking !== undefined)
    return { code: 'command_argument_missing', params: { argument: lacking } };
  const extra = words[names.length];
  return extra === undefined
    ? null
    : { code: 'command_argument_extra', params: { word: extra, known: names.join(' ') || '–' } };
}

export const optionNames = (options: Options): string =>
  Object.keys(options)
    .map((name) => `--${name}`)
    .join(' ') || '–';

/** A terminal has no Accept-Language; its locale says as much. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return locale.startsWith('ar') ? 'ar' : locale.startsWith('sv') ? 'sv' : 'en';
}

/** Why a command failed, in the person's language where it is a sentence of ours. */
export const failureInWords = (language: Language, error: unknown): string =>
  error instanceof ProblemError
    ? sentence(language, error.code, error.params)
    : error instanceof Error
      ? error.message
      : String(error);
