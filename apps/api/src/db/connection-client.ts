import type { Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import { type Client, DatabaseError } from 'pg';
import type { Engine } from './embedded/engine.ts';

/** The database ended the statement or the connection; nothing of the transaction was stored. */
class DatabaseInterrupted extends Error {
  /** SQLSTATE: 57014 this statement took too long, 57P01 the connection went for another's sake. */
  readonly code: '57014' | '57P01';
  /** true: the same call may succeed in a moment. */
  readonly retryable: boolean;

  constructor(code: '57014' | '57P01', sentence: string) {
    super(sentence);
    this.code = code;
    this.retryable = code === '57P01';
  }
}

/**
 * knex's PostgreSQL client for the embedded engine: new connections wait while the engine restarts, and a caller whose
 * connection went with it learns why and whether to try again, instead of "Connection terminated unexpectedly".
 */
export const embeddedClient = (engine: Engine): typeof Knex.Client => {
  class EmbeddedClient extends (PostgresClient as unknown as typeof BaseClient) {
    #madeAfter = new WeakMap<Client, number>();

    override async acquireRawConnection(): Promise<Client> {
      for (;;) {
        await engine.ready();
        const { restarts } = engine;
        try {
          const connection = await super.acquireRawConnection();
          this.#madeAfter.set(connection, restarts);
          return connection;
        } catch (error) {
          // The engine went while it was greeting us.
          if (restarts === engine.restarts) throw explained(error, null, engine);
        }
      }
    }

    /** The pool asks before it hands a connection out. */
    override validateConnection(connection: Client & { __knex__disposed?: unknown }): boolean {
      return !connection.__knex__disposed && this.#madeAfter.get(connection) === engine.restarts;
    }

    override async _query(connection: Client, query: Query): Promise<unknown> {
      try {
        return await super._query(connection, query);
      } catch (error) {
        if (isFatal(error)) engine.replaceBroken();
        // The transaction ended with its connection; saying so would hide the error that led here.
        if (CONNECTION_LOST.test(textOf(error)) && /^rollback\b/i.test(query.sql)) return { ...query, response: {} };
        throw explained(error, connection, engine);
      }
    }
  }
  return EmbeddedClient as unknown as typeof Knex.Client;
};

/** What of knex's untyped client is used here. */
declare class BaseClient {
  acquireRawConnection(): Promise<Client>;
  validateConnection(connection: Client): boolean;
  _query(connection: Client, query: Query): Promise<unknown>;
}

interface Query {
  sql: string;
}

const CONNECTION_LOST = /Connection terminated|Connection ended|not queryable|ECONNRESET|EPIPE|ECONNREFUSED|ENOENT/;

const textOf = (error: unknown) =>
  error instanceof Error ? `${error.message} ${(error as NodeJS.ErrnoException).code}` : '';

/** The engine's word that it failed silently (and nothing else of its is FATAL with this code). */
const isFatal = (error: unknown) =>
  error instanceof DatabaseError && error.severity === 'FATAL' && error.code === 'XX000';

const explained = (error: unknown, connection: Client | null, engine: Engine): unknown => {
  if (!CONNECTION_LOST.test(textOf(error)) || !engine.lastRestart) return error;
  const { cause, connection: guilty, limit_ms } = engine.lastRestart;
  const asked = connection as (Client & { processID: number }) | null;
  if (cause === 'deadline' && guilty === asked?.processID) {
    return new DatabaseInterrupted(
      '57014',
      `The question took the database longer than ${limit_ms / 1000} s and was ended.`,
    );
  }
  return new DatabaseInterrupted('57P01', 'The database is being restarted: try again in a moment.');
};
