import { claimLines, pageOrigin } from './account/claim.ts';
import { buildApp } from './app.ts';
import { failureInWords, languageOf } from './command.ts';
import { readConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { databaseRole, notApart, tooMighty } from './db/role.ts';
import { drainable } from './drain.ts';
import { environment } from './environment.ts';
import { listenForCommands } from './handover.ts';
import { removeUnfinished } from './import/unfinished.ts';
import { type SentenceParams, sentence } from './sentence.ts';
import { refuseWeakSecrets } from './weak-secret.ts';
import './start-sentences.ts';

/**
 * Starts Lägesbild: listens at once (pages are served while the database opens), opens the database, and stops cleanly
 * on SIGTERM and SIGINT. Everything that can keep it from starting is one sentence and an exit code.
 */
const STOP_MS = 9_000;
const language = languageOf(process.env);
const say = (code: string, params: SentenceParams = {}): string => sentence(language, code, params);

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
  const where = config.database_url === null ? config.data_dir : { say: 'start_server' };
  console.log(
    [
      '',
      `  ${say('start_address', { address: pageOrigin({ ...config, port }) })}`,
      `  ${say('start_data', { where, postgresql: engine.postgresql, postgis: engine.postgis })}`,
      '',
      `  ${say('start_next')}`,
      '',
      ...(await claimLines(open, config, port, language)),
      ...(await mightLines(open)),
      '',
      `  ${say('start_help')}`,
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
async function mightLines({ knex, engine, sides }: Database): Promise<string[]> {
  if (engine.kind !== 'server') return [];
  const role = await databaseRole(knex);
  const said = [tooMighty(role) ?? [], await notApart(sides, role.user)].flat();
  return said.flatMap((one) => ['', `  ${say(one.say, one.with)}`]);
}

function reasonOf(error: unknown): string {
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  if (code === 'EADDRINUSE' && port !== undefined)
    return say('start_port_taken', { port: `${port}`, command: `PORT=${port + 1} npm start` });
  if (code === 'EACCES' && port !== undefined) return say('start_port_denied', { port: `${port}` });
  return failureInWords(language, error);
}
