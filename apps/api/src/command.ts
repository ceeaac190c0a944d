import type { Config } from './config.ts';
import type { Database } from './db/database.ts';

/** Where a command was typed, which need not be where it runs. */
export interface CommandPlace {
  /** The folder that relative file names are meant from. */
  cwd: string;
  config: Config;
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
