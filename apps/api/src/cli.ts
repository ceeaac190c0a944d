import { existsSync } from 'node:fs';
import { help, runCommand } from './commands.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { FolderHeld } from './db/embedded/folder-lock.ts';
import { handOver } from './handover.ts';

/** `npm run lagesbild -- COMMAND …`: here when the database is free, else in the process that holds it. */
const main = async (args: readonly string[]): Promise<number> => {
  if (args.length === 0 || ['help', '--help', '-h'].includes(args[0]!)) {
    console.log(help());
    return 0;
  }
  const config = readConfig(process.env);
  const print = (line: string) => console.log(line);
  // npm runs from the repository's root; the person typed in INIT_CWD.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  if (config.database_url === null && existsSync(config.data_dir)) {
    const exit = await handOver(config, { args, cwd }, print);
    if (exit !== null) return exit;
  }
  const gone = new AbortController();
  process.once('SIGINT', () => gone.abort()).once('SIGTERM', () => gone.abort());
  const database = await openDatabase(config, { onTrouble: (sentence) => console.error(sentence) });
  try {
    return await runCommand(database, args, print, { cwd, config, signal: gone.signal });
  } finally {
    await database.close();
  }
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const starting = error instanceof FolderHeld ? ' (If it is just starting, try again in a few seconds.)' : '';
  console.error(`${error instanceof Error ? error.message : error}${starting}`);
  process.exitCode = 1;
}
