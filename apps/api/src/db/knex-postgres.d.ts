/** knex ships no types for its dialects; `connection-client.ts` says what it uses. */
declare module 'knex/lib/dialects/postgres/index.js';
