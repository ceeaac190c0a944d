import type { Knex } from 'knex';
import type { ClientConfig } from 'pg';

/** An area's data as a reader needs it: at this version, or newer. */
export interface DataPoint {
  municipality_id: number;
  version: number;
}

/** A replica that doesn't answer is left alone this long: asking it costs every reader the wait. */
const AWAY_MS = 10_000;
/** A replica is near; one that takes longer to greet us is no help. */
export const REPLICA_CONNECT_MS = 2_000;

// out: one row; the same on a server and on its streaming replicas, and nowhere else
const IDENTITY = `
  select system_identifier || '/' || current_database() as identity from pg_control_system()`;
// in: municipality_id; out: one row, or none
const VERSION = 'select version from staff.data_version where municipality_id = :municipality_id';

/** SQLSTATE classes and system errors of a server that can't now, or whose replay ended our reading (40001). */
const PASSING = /^(08|40|53|57P|XX)|^E[A-Z]+$/;

interface Replica {
  /** its host and port: an address may hold a password */
  name: string;
  connection: ClientConfig;
  knex: Knex;
  state: 'unknown' | 'here' | 'foreign';
  away_until: number;
}

/**
 * The server's read replicas. A replica runs behind, so it is asked only for data it is known to have: the version is
 * read in the same transaction as the answer. What no replica can answer is the primary's to answer, so a dead one costs
 * nothing but its help.
 */
export class Replicas {
  readonly #replicas: Replica[];
  readonly #primary: Knex;
  readonly #onTrouble: (sentence: string) => void;
  #identity: Promise<string> | null = null;
  #turn = 0;

  /**
   * @param connect   a small pool on a replica
   * @param onTrouble hears once when a replica goes away, and once when it is back
   */
  constructor(
    addresses: readonly string[],
    primary: Knex,
    connect: (connection: ClientConfig) => Knex,
    onTrouble: (sentence: string) => void,
  ) {
    this.#primary = primary;
    this.#onTrouble = onTrouble;
    this.#replicas = addresses.map((address) => {
      const connection = { connectionString: address, connectionTimeoutMillis: REPLICA_CONNECT_MS };
      const name = new URL(address).host;
      return { name, connection, knex: connect(connection), state: 'unknown', away_until: 0 };
    });
  }

  /**
   * Runs `work` in a read-only transaction on a replica that has the data.
   * @returns null when none has; what `work` itself throws is thrown
   */
  async read<T>(at: DataPoint, work: (trx: Knex.Transaction) => Promise<T>): Promise<{ answer: T } | null> {
    for (const replica of await this.#known()) {
      let working = false;
      try {
        const answer = await replica.knex.transaction(
          async (trx) => {
            if (!(await hasData(trx, at))) return null;
            working = true;
            return { answer: await work(trx) };
          },
          { readOnly: true },
        );
        if (answer !== null) return answer;
      } catch (error) {
        const { code } = error as { code?: string };
        if (working && !PASSING.test(String(code))) throw error;
        if (code !== '40001') this.#left(replica, error);
      }
    }
    return null;
  }

  /** Connections to replicas that answered last, for a reader that looks at the version itself. */
  async connections(): Promise<ClientConfig[]> {
    return (await this.#known()).map(({ connection }) => connection);
  }

  async close(): Promise<void> {
    await Promise.all(this.#replicas.map(({ knex }) => knex.destroy()));
  }

  /** Replicas of this server that are worth asking, each time another one first. */
  async #known(): Promise<Replica[]> {
    const now = Date.now();
    const asked = this.#replicas.filter(({ state, away_until }) => state !== 'foreign' && away_until <= now);
    await Promise.all(asked.filter(({ state }) => state === 'unknown').map((replica) => this.#meet(replica)));
    const here = asked.filter(({ state }) => state === 'here');
    const turn = here.length === 0 ? 0 : this.#turn++ % here.length;
    return [...here.slice(turn), ...here.slice(0, turn)];
  }

  /** Is it a copy of our server? Another database would answer with other people's incidents. */
  async #meet(replica: Replica): Promise<void> {
    this.#identity ??= identityOf(this.#primary);
    const ours = await this.#identity.catch((error: unknown) => {
      this.#identity = null;
      throw error;
    });
    try {
      replica.state = (await identityOf(replica.knex)) === ours ? 'here' : 'foreign';
    } catch (error) {
      return this.#left(replica, error);
    }
    if (replica.state === 'foreign')
      this.#onTrouble(`The replica ${replica.name} is no streaming replica of DATABASE_URL's server and isn't used.`);
    else if (replica.away_until > 0) this.#onTrouble(`The replica ${replica.name} answers again.`);
  }

  #left(replica: Replica, error: unknown): void {
    const { code, message } = error as { code?: string; message: string };
    if (replica.away_until === 0 || replica.state === 'here')
      this.#onTrouble(`The replica ${replica.name} doesn't answer (${code ?? message}): the primary does meanwhile.`);
    replica.state = 'unknown';
    replica.away_until = Date.now() + AWAY_MS;
  }
}

async function identityOf(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { identity: string }[] }>(IDENTITY);
  return rows[0]!.identity;
}

async function hasData(trx: Knex, { municipality_id, version }: DataPoint): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { version: string }[] }>(VERSION, { municipality_id });
  return Number(rows[0]?.version ?? 0) >= version;
}
