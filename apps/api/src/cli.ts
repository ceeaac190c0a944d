import { existsSync } from 'node:fs';
import { setUnusableAside } from './backup/unusable.ts';
import { failureInWords, languageOf } from './command.ts';
import { helpFor, isCommand, noCommand, runAlone, runCommand } from './commands.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { FolderHeld } from './db/embedded/folder-lock.ts';
import { environment } from './environment.ts';
import { ProblemError } from './errors.ts';
import { handOver } from './handover.ts';

const language = languageOf(process.env);

/** `npm run lagesbild -- COMMAND …`: here when the database is free, else in the process that holds it. */
const main = async (args: readonly string[]): Promise<number> => {
  const words = args.filter((word) => word !== '--help' && word !== '-h');
  if (words.length < Math.max(1, args.length) || words[0] === 'help') {
    const asked = words[0] === 'help' ? words[1] : words[0];
    if (asked !== undefined && !isCommand(asked)) return refuse(asked);
    console.log(helpFor(language, asked));
    return 0;
  }
  if (!isCommand(args[0]!)) return refuse(args[0]!);
  const config = readConfig(environment());
  const print = (line: string) => console.log(line);
  // npm runs from the repository's root; the person typed in INIT_CWD.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const alone = await runAlone(args, print, { cwd, config, language });
  if (alone !== null) return alone;
  const order = { args, cwd, language };
  const fail = (line: string) => console.error(line);
  const holder = async () =>
    config.database_url === null && existsSync(config.data_dir) ? handOver(config, order, print, fail) : null;
  const exit = await holder();
  if (exit !== null) return exit;
  const gone = new AbortController();
  process.once('SIGINT', () => gone.abort()).once('SIGTERM', () => gone.abort());
  const open = () => openDatabase(config, { onTrouble: (sentence) => console.error(sentence) });
  const database = await open().catch(async (error: Error) => {
    if (error instanceof FolderHeld) return error;
    if (args[0] !== 'restore' || config.database_url !== null) throw error;
    await setUnusableAside({ args: args.slice(1), cwd, data_dir: config.data_dir, language }, error, print);
    return open();
  });
  if (database instanceof FolderHeld) return waitForHolder(holder, database);
  try {
    return await runCommand(database, args, print, { cwd, config, language, signal: gone.signal });
  } finally {
    await database.close();
  }
};

const refuse = (name: string): number => {
  console.error(noCommand(language, name));
  return 2;
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
  throw new ProblemError('folder_held', { folder: held.folder });
};

// Whoever read it has seen enough (`… | head`): what is being done goes on, and nothing more is said.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(failureInWords(language, error));
  process.exitCode = 1;
}
