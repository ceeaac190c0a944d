import { existsSync } from 'node:fs';
import { failureInWords, languageOf } from './command.ts';
import { help, helpFor, isCommand, runCommand } from './commands.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { FolderHeld } from './db/embedded/folder-lock.ts';
import { handOver } from './handover.ts';

const language = languageOf(process.env);

/** `npm run lagesbild -- COMMAND …`: here when the database is free, else in the process that holds it. */
const main = async (args: readonly string[]): Promise<number> => {
  const words = args.filter((word) => word !== '--help' && word !== '-h');
  if (words.length < Math.max(1, args.length) || words[0] === 'help') {
    console.log(helpFor(words[0] === 'help' ? words[1] : words[0]));
    return 0;
  }
  if (!isCommand(args[0]!)) {
    console.error(`There is no command ${args[0]}.\n\n${help()}`);
    return 2;
  }
  const config = readConfig(process.env);
  const print = (line: string) => console.log(line);
  // npm runs from the repository's root; the person typed in INIT_CWD.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const order = { args, cwd, language };
  const fail = (line: string) => console.error(line);
  const holder = async () =>
    config.database_url === null && existsSync(config.data_dir) ? handOver(config, order, print, fail) : null;
  const exit = await holder();
  if (exit !== null) return exit;
  const gone = new AbortController();
  process.once('SIGINT', () => gone.abort()).once('SIGTERM', () => gone.abort());
  const database = await openDatabase(config, { onTrouble: (sentence) => console.error(sentence) }).catch(
    async (error: unknown) => {
      if (!(error instanceof FolderHeld)) throw error;
      return error;
    },
  );
  if (database instanceof FolderHeld) return waitForHolder(holder, database);
  try {
    return await runCommand(database, args, print, { cwd, config, language, signal: gone.signal });
  } finally {
    await database.close();
  }
};

const STARTING_MS = 30_000;
const AGAIN_MS = 250;

/** Somebody holds the folder and doesn't listen: it is probably just starting. */
const waitForHolder = async (holder: () => Promise<number | null>, held: FolderHeld): Promise<number> => {
  for (let waited = 0; waited < STARTING_MS; waited += AGAIN_MS) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    const exit = await holder();
    if (exit !== null) return exit;
  }
  throw held;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(failureInWords(language, error));
  process.exitCode = 1;
}
