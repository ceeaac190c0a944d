import { claimLines, pageOrigin } from './account/claim.ts';
import { buildApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { databaseRole, tooMighty } from './db/role.ts';
import { drainable } from './drain.ts';
import { environment } from './environment.ts';
import { listenForCommands } from './handover.ts';
import { removeUnfinished } from './import/unfinished.ts';
import { refuseWeakSecrets } from './weak-secret.ts';

/**
 * Starts Lägesbild: listens at once (pages are served while the database opens), opens the database, and stops cleanly
 * on SIGTERM and SIGINT. Everything that can keep it from starting is one sentence and an exit code.
 */
const STOP_MS = 9_000;

try {
  await start();
} catch (error) {
  console.error(reasonOf(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const env = environment();
  const config = readConfig(env);
  refuseWeakSecrets(config, env);
  // Opened once we listen: opening keeps the processor busy, and the first page needn't wait for it.
  let listening = (): void => {};
  const database = new Promise<void>((resolve) => (listening = resolve))
    .then(() => openDatabase(config, { onTrouble: (sentence) => console.error(sentence) }))
    .then(tidied);
  const app = await buildApp({ config, database, onTrouble: (sentence) => console.error(sentence) });
  const drain = drainable(app.server);

  let opened = false;
  let stopping = false;
  let stopCommands = () => {};
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // Opening can be cut off anywhere, as a kill can: nothing has been acknowledged yet.
    if (!opened) process.exit(0);
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stopCommands();
    await drain();
    await app.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);

  await app.listen({ host: config.host, port: config.port });
  listening();
  const open = await database;
  opened = true;
  const { engine } = open;
  stopCommands = await listenForCommands(config, open);
  const { port } = app.server.address() as { port: number };
  const where = config.database_url === null ? config.data_dir : 'the server of DATABASE_URL';
  console.log(
    [
      '',
      `  Lägesbild is at ${pageOrigin({ ...config, port })}`,
      `  Data: ${where} (PostgreSQL ${engine.postgresql}, PostGIS ${engine.postgis})`,
      '',
      '  Open the page and drop a file of incidents on it, or load the demonstration there.',
      '',
      ...(await claimLines(open, config, port)),
      ...(await mightLines(open)),
      '',
      '  From the command line: npm run lagesbild -- help      Stop with Ctrl+C.',
      '',
    ].join('\n'),
  );
}

/** Rows of imports that never finished are removed before anybody asks. */
async function tidied(database: Database): Promise<Database> {
  await removeUnfinished(database);
  return database;
}

/** An application that is taken over mustn't be able to drop what it holds. */
async function mightLines({ knex, engine }: Database): Promise<string[]> {
  const said = engine.kind === 'server' ? tooMighty(await databaseRole(knex)) : null;
  return said === null ? [] : ['', `  ${said}`];
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what uses it, or start on another with PORT=${(port ?? 3000) + 1} npm start.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} needs more rights: choose one above 1023 with PORT=3000.`;
  return error.message;
}
