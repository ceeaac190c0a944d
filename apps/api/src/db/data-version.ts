import type { Knex } from 'knex';
import { Client, type ClientConfig } from 'pg';
import { ACCOUNT_CHANNEL, type AccountListeners } from './account-change.ts';
import { type PassingWords, WORD_CHANNEL } from './passing-word.ts';

export const CHANNEL = 'data_version';
export type DataVersionListener = (municipality_id: number, version: number) => void;

/**
 * Raises the area's data version in the caller's transaction. Listeners in every process hear of it when the
 * transaction commits, and never when it doesn't.
 */
export const bumpDataVersion = async (trx: Knex, municipality_id: number): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { version: string }[] }>(BUMP, { municipality_id, channel: CHANNEL });
  return Number(rows[0]!.version);
};

const BUMP = `
  with bumped as (
    insert into staff.data_version as v (municipality_id, version) values (:municipality_id, 1)
    on conflict (municipality_id) do update set version = v.version + 1, changed_at = now()
    returning municipality_id, version)
  select version, pg_notify(:channel, municipality_id || ':' || version) from bumped`;

/** Tells every process of a version that was written otherwise (a restore), when the caller's transaction commits. */
export const announceDataVersion = async (trx: Knex, municipality_id: number, version: number): Promise<void> => {
  await trx.raw('select pg_notify(:channel, :payload)', { channel: CHANNEL, payload: `${municipality_id}:${version}` });
};

/** Those who want to hear of new data, in this process. */
export class DataVersionListeners {
  #listeners = new Set<DataVersionListener>();

  add(listener: DataVersionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  hear(channel: string, payload: string): void {
    const [municipality_id, version] = payload.split(':').map(Number);
    if (channel !== CHANNEL || municipality_id === undefined || version === undefined) return;
    for (const listener of this.#listeners) listener(municipality_id, version);
  }
}

const RETRY_MS = 1_000;

/**
 * A connection of its own that listens on a server, and comes back when it was lost. What changed meanwhile is told
 * after it is back, from the table itself.
 *
 * @returns stops listening
 */
export const listenOnServer = async (
  connection: ClientConfig,
  { listeners, accounts, words }: { listeners: DataVersionListeners; accounts: AccountListeners; words: PassingWords },
  onLost: (error: Error) => void,
): Promise<() => Promise<void>> => {
  const known = new Map<string, string>();
  let stopped = false;
  let client: Client | null = null;
  let retry: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = new Client({ ...connection, application_name: 'lagesbild-listen', keepAlive: true });
    next.on('notification', ({ channel, payload = '' }) => {
      accounts.hear(channel);
      words.hear(channel, payload);
      if (channel !== CHANNEL) return;
      const [municipality_id = '', version = ''] = payload.split(':');
      known.set(municipality_id, version);
      listeners.hear(channel, payload);
    });
    let gone = false;
    const lost = (error: Error) => {
      if (gone || stopped) return;
      gone = true;
      accounts.tell('deaf');
      onLost(error);
      retry = setTimeout(() => void connect().catch(lostAgain), RETRY_MS);
    };
    next.on('error', lost);
    next.on('end', () => lost(new Error('the listening connection ended')));
    await next.connect();
    client = next;
    await next.query(`listen ${CHANNEL}; listen ${ACCOUNT_CHANNEL}; listen ${WORD_CHANNEL}`);
    accounts.tell('hearing');
    const { rows } = await next.query<{ municipality_id: number; version: string }>(VERSIONS);
    for (const { municipality_id, version } of rows) {
      const before = known.get(`${municipality_id}`);
      known.set(`${municipality_id}`, version);
      if (before !== undefined && before !== version) listeners.hear(CHANNEL, `${municipality_id}:${version}`);
    }
  };
  const lostAgain = (error: Error) => {
    onLost(error);
    if (!stopped) retry = setTimeout(() => void connect().catch(lostAgain), RETRY_MS);
  };

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end();
  };
};

const VERSIONS = 'select municipality_id, version from staff.data_version';
