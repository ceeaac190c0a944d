import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';

/** The server as a room sees it: its schemas are zod. */
export type RoomApp = FastifyInstance<
  import('fastify').RawServerDefault,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse<import('node:http').IncomingMessage>,
  import('fastify').FastifyBaseLogger,
  ZodTypeProvider
>;

/** What every room is given. */
export interface RoomOptions {
  config: Config;
  /** Usable inside handlers of /api and /tiles: they aren't reached before it is open. Before, it throws `starting`. */
  database: Database;
  /** The same once it is open, for what a room does at start (listening, removing what a killed process left). */
  opened: Promise<Database>;
}
