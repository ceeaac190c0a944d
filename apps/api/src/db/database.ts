import { isAbsolute } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { Client, type ClientConfig } from 'pg';
import { type Recorder, recorderOf } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { type AccountListener, AccountListeners } from './account-change.ts';
import { embeddedClient } from './connection-client.ts';
import { bumpDataVersion, type DataVersionListener, DataVersionListeners, listenOnServer } from './data-version.ts';
import { DEADLINE_MS } from './deadline.ts';
import { FolderUnusable, inDataFolder } from './embedded/data-folder.ts';
import { hasRoom } from './embedded/disk-room.ts';
import { Engine } from './embedded/engine.ts';
import { lockFolder } from './embedded/folder-lock.ts';
import { engineFolder, restorePrepared } from './embedded/prepared.ts';
import { migrate, mustBeUpToDate } from './migration.ts';
import { PassingWords } from './passing-word.ts';
import { type DataPoint, REPLICA_CONNECT_MS, Replicas } from './replicas.ts';
import { databaseRole } from './role.ts';
import { checkServer, checkSide, inWords } from './server-check.ts';
import { openSides, SIDES, type SideName, type Sides } from './side.ts';
import { Standstill } from './standstill.ts';

/** The one way to the data, whichever engine holds it. */
export interface Database {
  /** Staff's pool, whose statements have the deadline of a request; see `withDeadline` for the others. */
  knex: Knex;
  /** The way of what is public, and of patrols: each sees its own schema; see `publicly`. */
  sides: Sides;
  engine: { kind: 'embedded' | 'server'; postgresql: string; postgis: string };
  /** For a `pg` client of one's own (worker threads, COPY): its statements have the deadline of a chunk. */
  connection: ClientConfig;
  /** Runs read-only `work` where the area's data is at this version or newer: on a replica that has it, else on `knex`. */
  readAt<T>(at: DataPoint, work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  /** For a reader with a `pg` client of its own: replicas first, whose version it has to check; the last is `connection`. */
  readers(): Promise<ClientConfig[]>;
  /** Raises the data version in the caller's transaction; every process hears of it when that commits. */
  bumpDataVersion(trx: Knex, municipality_id: number): Promise<number>;
  /** The folder of the installation's own files, keys among them; on a server, that of this process. */
  data_dir: string;
  /** Adds to the log in the caller's transaction, last of all it does there; see `audit/record.ts`. */
  record: Recorder;
  /** Whether one job has all of it, and everybody else is told to come back. */
  standstill: Standstill;
  /** @returns stops listening */
  onDataVersion(listener: DataVersionListener): () => void;
  /** For whoever keeps something about accounts and sessions. @returns stops listening */
  onAccountChange(listener: AccountListener): () => void;
  /** What processes say to each other and nobody keeps. */
  words: PassingWords;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Called with a sentence when the engine or the listening connection had to be restarted. */
  onTrouble?: (sentence: string) => void;
  /** false: tables as they are (the command that only asks for the state). */
  migrate?: boolean;
}

/**
 * Opens the database that the settings name, brings its tables up to date, and is ready for questions.
 *
 * @throws {FolderHeld} when another process has the embedded folder
 * @throws {FolderUnusable} when the disk won't have it
 * @throws {ServerUnusable} when the server can't be had
 */
export const openDatabase = async (
  config: Pick<Config, 'database_url' | 'data_dir'> &
    Partial<Pick<Config, 'database_replica_urls' | 'database_side_urls'>>,
  options: OpenOptions = {},
): Promise<Database> => {
  const { database_url, data_dir, database_replica_urls = [], database_side_urls = ONE_ADDRESS } = config;
  // Keys lie there: where the process happens to stand, they would be left behind and made anew elsewhere.
  if (!isAbsolute(data_dir)) throw new RangeError(`data_dir is "${data_dir}": it has to be an absolute path.`);
  return database_url === null
    ? openEmbedded(data_dir, options)
    : openServer(database_url, data_dir, { replicas: database_replica_urls, sides: database_side_urls }, options);
};

interface Addresses {
  replicas: readonly string[];
  sides: Readonly<Record<SideName, string | null>>;
}
const ONE_ADDRESS = { public: null, patrol: null };

const openEmbedded = async (data_dir: string, options: OpenOptions): Promise<Database> => {
  const unlock = await inDataFolder(data_dir, async () => {
    const release = await lockFolder(data_dir);
    await restorePrepared(data_dir).catch(async (error: unknown) => {
      await release();
      throw error;
    });
    return release;
  });
  const listeners = new DataVersionListeners();
  const accounts = new AccountListeners();
  const engine = new Engine({
    folder: engineFolder(data_dir),
    onNotification: (channel, payload) => {
      listeners.hear(channel, payload);
      accounts.hear(channel);
    },
    onRestart: ({ cause }) => {
      // What was committed just before may have been told to nobody.
      accounts.tell('changed');
      options.onTrouble?.(`The embedded database was restarted (${cause}).`);
    },
  });
  const connection: ClientConfig = { host: engine.socket_folder, port: 5432, user: 'postgres', database: 'postgres' };
  const close = async () => {
    await engine.close();
    await unlock();
  };
  // Before the pool, whose patience with a connection is shorter than a first start on a busy machine.
  await engine.ready().catch(async (error: unknown) => {
    await close();
    throw hasRoom(data_dir) ? error : FolderUnusable.full(data_dir);
  });
  const ends = { options, data_dir, listeners, accounts, words: new PassingWords({ alone: true }) };
  return assembled('embedded', embeddedClient(engine), connection, { replicas: [], sides: ONE_ADDRESS }, ends, close);
};

const openServer = async (
  url: string,
  data_dir: string,
  addresses: Addresses,
  options: OpenOptions,
): Promise<Database> => {
  const connection = {
    connectionString: url,
    application_name: 'lagesbild',
    idle_in_transaction_session_timeout: 30_000,
  };
  await checkServer(connection);
  for (const side of SIDES) {
    const address = addresses.sides[side];
    if (address !== null) await checkSide(side, { ...connection, connectionString: address });
  }
  const ends = {
    ...{ options, data_dir, listeners: new DataVersionListeners(), accounts: new AccountListeners() },
    words: new PassingWords({ alone: false }),
  };
  try {
    return await assembled('server', 'pg', connection, addresses, ends, async () => {});
  } catch (error) {
    throw inWords(error, new Client(connection));
  }
};

interface Ends {
  options: OpenOptions;
  data_dir: string;
  listeners: DataVersionListeners;
  accounts: AccountListeners;
  words: PassingWords;
}

const assembled = async (
  kind: 'embedded' | 'server',
  client: string | typeof Knex.Client,
  connection: ClientConfig,
  addresses: Addresses,
  { options, data_dir, listeners, accounts, words }: Ends,
  closeEngine: () => Promise<void>,
): Promise<Database> => {
  const pool = (statement_timeout: number, max: number, acquireConnectionTimeout = 60_000, to = connection) =>
    knexFactory({
      client,
      connection: { ...to, statement_timeout } as Knex.StaticConnectionConfig,
      pool: { min: 0, max },
      acquireConnectionTimeout,
      // What it would write here is thrown as well, to whoever asked.
      log: { warn: () => {} },
    });
  const knex = pool(DEADLINE_MS.request, 10);
  const replicas = new Replicas(
    addresses.replicas,
    knex,
    (to) => pool(DEADLINE_MS.request, REPLICA_CONNECTIONS, REPLICA_CONNECT_MS, { ...connection, ...to }),
    (sentence) => options.onTrouble?.(sentence),
  );
  const closers: (() => Promise<void>)[] = [closeEngine, () => knex.destroy(), () => replicas.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    if (options.migrate !== false) {
      // The first connection waits for initdb and PostGIS: seconds on an idle machine, minutes on a busy one.
      const unhurried = pool(DEADLINE_MS.migration, 4, 600_000);
      const role = kind === 'server' ? await databaseRole(knex) : null;
      if (role?.owner === false) await mustBeUpToDate(knex, role).finally(() => unhurried.destroy());
      else await migrate(unhurried).finally(() => unhurried.destroy());
    }
    const sides = await openSides(knex, addresses.sides, (to, max) =>
      pool(DEADLINE_MS.request, max, undefined, { ...connection, ...to }),
    );
    for (const side of SIDES) if (sides[side].apart === 'address') closers.push(() => sides[side].knex.destroy());
    const { rows } = await knex.raw<{ rows: { postgresql: string; postgis: string }[] }>(VERSIONS);
    if (kind === 'server') {
      const onLost = (error: Error) => options.onTrouble?.(`Listening for new data was interrupted: ${error.message}`);
      closers.push(await listenOnServer(connection, { listeners, accounts, words }, onLost));
    }
    const chunks = (to: ClientConfig) => ({ ...connection, ...to, statement_timeout: DEADLINE_MS.chunk });
    return {
      knex,
      sides,
      engine: { kind, ...rows[0]! },
      connection: chunks({}),
      readAt: async (at, work) => {
        const read = await replicas.read(at, work);
        return read === null ? knex.transaction(work) : read.answer;
      },
      readers: async () => [...(await replicas.connections()), {}].map(chunks),
      bumpDataVersion,
      data_dir,
      record: recorderOf(data_dir),
      standstill: new Standstill(),
      onDataVersion: (listener) => listeners.add(listener),
      onAccountChange: (listener) => accounts.add(listener),
      words,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Enough for exports and counts that run at once; columns are read by a connection of their own. */
const REPLICA_CONNECTIONS = 4;

const VERSIONS = `
  select current_setting('server_version') as postgresql, public.postgis_lib_version() as postgis`;
