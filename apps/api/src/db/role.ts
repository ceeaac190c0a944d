import type { Knex } from 'knex';
import type { Said } from '../sentence.ts';
import { knownMigrations } from './migration.ts';
import { SCHEMAS } from './schemas.ts';
import { ServerUnusable } from './server-check.ts';

/** What the database lets us do, by the role we have there. */
export interface DatabaseRole {
  user: string;
  /** It may do anything on the whole server. */
  superuser: boolean;
  /** It may make and change our tables. */
  owner: boolean;
}

// out: one row; a database without our schemas is made by whoever starts first, and is theirs
const ROLE = `
  select current_user as "user",
    (select rolsuper from pg_roles where rolname = current_user) as superuser,
    coalesce((select pg_has_role(current_user, nspowner, 'usage') from pg_namespace where nspname = 'staff'), true) as owner`;

export async function databaseRole(knex: Knex): Promise<DatabaseRole> {
  const { rows } = await knex.raw<{ rows: DatabaseRole[] }>(ROLE);
  return rows[0]!;
}

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

/** What is said at the start to an operator whose application has more rights than it needs; null when it hasn't. */
export const tooMighty = ({ user, superuser, owner }: DatabaseRole): Said | null =>
  superuser || owner ? { say: superuser ? 'role_superuser' : 'role_owner', with: { user } } : null;

/** What a reader of replicas and exports may see: incidents and what they are of. No accounts, sessions, links or log. */
const READABLE = [
  'municipality',
  'data_version',
  'place',
  'agreement',
  'focus_area',
  'offence_category',
  'source',
  'import',
  'incident',
  'visible_incident',
  'area_count',
] as const;

/**
 * Gives two roles that are there what they need, and no more; for the tables of today and those that migrations add. Done
 * by the owner. May be done again.
 *
 * @param app   reads and writes rows; the audit log it only adds to
 * @param read  reads incidents; null: there is none
 */
export async function grantRoles(knex: Knex, app: string, read: string | null): Promise<void> {
  await knex.transaction(async (trx) => {
    await grantWriting(trx, app);
    if (read !== null) await grantReading(trx, read);
  });
}

async function grantWriting(trx: Knex, role: string): Promise<void> {
  const database = await databaseName(trx);
  await trx.raw('grant connect, temporary on database ?? to ??', [database, role]);
  for (const schema of SCHEMAS) {
    await trx.raw('grant usage on schema ?? to ??', [schema, role]);
    for (const [what, rights] of [
      ['tables', 'select, insert, update, delete'],
      ['sequences', 'usage, select, update'],
    ]) {
      await trx.raw(`grant ${rights} on all ${what} in schema ?? to ??`, [schema, role]);
      await trx.raw(`alter default privileges in schema ?? grant ${rights} on ${what} to ??`, [schema, role]);
    }
  }
  await trx.raw('revoke update, delete on staff.audit_entry from ??', [role]);
  await trx.raw('grant select on public.knex_migrations to ??', [role]);
}

async function grantReading(trx: Knex, role: string): Promise<void> {
  await trx.raw('grant connect on database ?? to ??', [await databaseName(trx), role]);
  await trx.raw('grant usage on schema staff to ??', [role]);
  for (const table of READABLE) await trx.raw('grant select on ?? to ??', [`staff.${table}`, role]);
}

const databaseName = async (trx: Knex): Promise<string> =>
  (await trx.raw<{ rows: { name: string }[] }>('select current_database() as name')).rows[0]!.name;

/** Somebody beside the owner who has rights to our tables. */
export interface GrantedRole {
  role: string;
  writes: boolean;
}

// out: a row for each; none where the tables aren't there
const GRANTED = `
  select pg_get_userbyid(a.grantee) as role, bool_or(a.privilege_type = 'INSERT') as writes
  from pg_class c cross join lateral aclexplode(c.relacl) a
  where c.oid = to_regclass('staff.incident') and a.grantee not in (0, c.relowner)
  group by 1`;

export const grantedRoles = async (knex: Knex): Promise<GrantedRole[]> =>
  (await knex.raw<{ rows: GrantedRole[] }>(GRANTED)).rows;

/** For tables that were made anew: rights go with the tables from before. */
export async function grantAgain(trx: Knex, roles: readonly GrantedRole[]): Promise<void> {
  for (const { role, writes } of roles) await (writes ? grantWriting : grantReading)(trx, role);
}
