import type { FastifyInstance } from 'fastify';
import type { Database } from './db/database.ts';
import { ProblemError } from './errors.ts';
import type { Said } from './sentence.ts';

/** A database on its way: opening takes seconds, and pages are served meanwhile. */
export interface Opening {
  state: 'starting' | 'open' | 'failed';
  database: Database;
  opened: Promise<Database>;
}

/** Stand in for a database that is still opening. Using it too early throws the problem `starting` or `database_failed`. */
export function openingOf(database: Database | Promise<Database>): Opening {
  let ready: Database | null = null;
  let failure: Error | null = null;
  const now = (): Database => {
    if (ready !== null) return ready;
    if (failure !== null)
      throw new ProblemError('database_failed', { reason: reasonOf(failure) }, { 'retry-after': '5' });
    throw new ProblemError('starting', {}, { 'retry-after': '1' });
  };
  const opened = Promise.resolve(database).then(
    (open) => (ready = open),
    (error: Error) => {
      failure = error;
      throw error;
    },
  );
  opened.catch(() => {}); // said by every route, and by the server that opened it
  return {
    get state() {
      return ready !== null ? 'open' : failure !== null ? 'failed' : 'starting';
    },
    opened,
    database: {
      get knex() {
        return now().knex;
      },
      get sides() {
        return now().sides;
      },
      get engine() {
        return now().engine;
      },
      get connection() {
        return now().connection;
      },
      readAt: (at, work) => now().readAt(at, work),
      readers: () => now().readers(),
      get standstill() {
        return now().standstill;
      },
      bumpDataVersion: (trx, municipality_id) => now().bumpDataVersion(trx, municipality_id),
      get data_dir() {
        return now().data_dir;
      },
      record: (trx, ...entries) => now().record(trx, ...entries),
      onDataVersion: (listener) => now().onDataVersion(listener),
      onAccountChange: (listener) => now().onAccountChange(listener),
      get words() {
        return now().words;
      },
      close: () => now().close(),
    },
  };
}

/** A sentence of ours is said in the reader's language. */
const reasonOf = (failure: Error): string | Said =>
  failure instanceof ProblemError ? { say: failure.code, with: failure.params } : failure.message;

/** What answers without a database: health says how far the start has come, the description of the api never changes. */
const ALWAYS = /^\/api\/(health|openapi\.json|docs)(\/|\?|$)/;

/** Until the database is open, and while it is replaced, every data route says so, and when to try again. */
export function answerWhileOpening(app: FastifyInstance, opening: Opening): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!/^\/(api|tiles|ogc|open311)\//.test(request.url) || ALWAYS.test(request.url)) return done();
    // Throws the problem while it opens.
    if (opening.database.standstill.now) throw new ProblemError('restoring', {}, { 'retry-after': '5' });
    done();
  });
}
