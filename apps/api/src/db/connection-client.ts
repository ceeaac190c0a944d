import type { Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import type { Client } from 'pg';
import type { Engine } from './embedded/engine.ts';

/** The database ended the statement or the connection; nothing of the transaction was stored. */
export class DatabaseInterrupted extends Error {
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
    override async acquireRawConnection(): Promise<Client> {
      await engine.ready();
      return super.acquireRawConnection();
    }

    override async _query(connection: Client, query: unknown): Promise<unknown> {
      try {
        return await super._query(connection, query);
      } catch (error) {
        throw explained(error, connection, engine);
      }
    }
  }
  return EmbeddedClient as unknown as typeof Knex.Client;
};

/** What of knex's untyped client is used here. */
declare class BaseClient {
  acquireRawConnection(): Promise<Client>;
  _query(connection: Client, query: unknown): Promise<unknown>;
}

const CONNECTION_LOST = /Connection terminated|Connection ended|not queryable|ECONNRESET|EPIPE|ECONNREFUSED|ENOENT/;

const explained = (error: unknown, connection: Client, engine: Engine): unknown => {
  if (!(error instanceof Error) || !engine.lastRestart) return error;
  if (!CONNECTION_LOST.test(`${error.message} ${(error as NodeJS.ErrnoException).code}`)) return error;
  const { cause, connection: guilty, limit_ms } = engine.lastRestart;
  const { processID } = connection as Client & { processID: number };
  if (cause === 'deadline' && guilty === processID) {
    return new DatabaseInterrupted(
      '57014',
      `The question took the database longer than ${limit_ms / 1000} s and was ended.`,
    );
  }
  return new DatabaseInterrupted('57P01', 'The database is being restarted: try again in a moment.');
};
