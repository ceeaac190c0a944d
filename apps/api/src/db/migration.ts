import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { ensureShipped } from '../municipality/seed.ts';
import { type DatabaseRole, grantWhatCame } from './role.ts';
import { ServerUnusable } from './server-check.ts';
import { ensureOwnRoles } from './side.ts';

/** The folder of migrations, at the repository's root. */
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url));

/**
 * A role that can't change tables needs them as they are to be.
 * @throws {ServerUnusable} naming what is missing, and who can do it
 */
export async function mustBeUpToDate(knex: Knex, { user }: DatabaseRole): Promise<void> {
  const there = new Set(await knex('public.knex_migrations').pluck<string[]>('name'));
  const missing = knownMigrations().filter((name) => !there.has(name));
  if (missing.length === 0) return;
  throw new ServerUnusable('server_not_migrated', { missing: missing.join(', '), user });
}

/** Any number that is ours: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 191_0001;

/** Names of all migrations of this version, in their order. */
export const knownMigrations = (): string[] =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.mjs'))
    .sort();

/**
 * Brings the tables up to date and the shipped data (Sigtuna) with them. May be called by several processes at once, and again
 * after it was killed midway: knex's own lock row stays behind then, so ours (freed with its connection) decides.
 *
 * @param knex a pool without statement deadline
 * @returns names of the migrations that ran
 */
export const migrate = async (knex: Knex): Promise<string[]> => {
  const holder = await knex.client.acquireConnection();
  try {
    await holder.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    const options = { directory: MIGRATIONS, loadExtensions: ['.mjs'] };
    if (await knex.schema.hasTable('knex_migrations_lock')) await knex.migrate.forceFreeMigrationsLock(options);
    const [, names] = (await knex.migrate.latest(options)) as [number, string[]];
    await ensureShipped(knex);
    await ensureOwnRoles(knex);
    if (names.length > 0) await grantWhatCame(knex);
    return names;
  } finally {
    await holder.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => {});
    await knex.client.releaseConnection(holder);
  }
};

/**
 * Makes the tables anew inside the caller's transaction, as these migrations and no others leave them. Nobody else
 * migrates until it ends.
 */
export const migrateWithin = async (trx: Knex.Transaction, names: readonly string[]): Promise<void> => {
  await trx.raw(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  await trx.migrate.latest({
    migrationSource: {
      getMigrations: async () => [...names],
      getMigrationName: (name: string) => name,
      getMigration: (name: string) => import(`${MIGRATIONS}${name}`),
    },
  });
};

/** Brings tables that were made by older migrations up to this version, shipped data and all, in the caller's transaction. */
export const updateWithin = async (trx: Knex.Transaction): Promise<void> => {
  await migrateWithin(trx, knownMigrations());
  await ensureShipped(trx);
};
