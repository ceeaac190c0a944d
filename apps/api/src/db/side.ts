import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { ClientConfig } from 'pg';

/** Who opens which schema, beside the application's own role: what residents send and read, and where patrols are. */
export const SIDES = ['public', 'patrol'] as const;
export type SideName = (typeof SIDES)[number];

/** A side's way to the database. */
export interface Side {
  knex: Knex;
  /** The role that each of its transactions takes; null: it has a pool that signs in as its own role, or no role at all. */
  role: string | null;
  /** `address`: a pool and a role of its own. `taken`: its role, by us. `none`: nothing there holds it apart from the others. */
  apart: 'address' | 'taken' | 'none';
}
export type Sides = Record<SideName, Side>;

/** The roles that are made where we may make them: on the embedded engine, and on a server where one role does everything. */
const OWN_ROLES: Record<SideName, string> = { public: 'lagesbild_public', patrol: 'lagesbild_patrol' };

/** The schema whose use shows that a role has a side's rights. */
export const MARK: Record<SideName, string> = { public: 'public_release', patrol: 'patrol' };

/**
 * What each side may, statement by statement; `??` is the role. What isn't here is refused. Tables stand by name, but for those of a
 * schema that is wholly the side's: what a migration adds elsewhere isn't anybody's before it is written here.
 */
const RIGHTS: Record<SideName, readonly string[]> = {
  public: [
    'grant usage on schema public_release to ??',
    'grant select on all tables in schema public_release to ??',
    'alter default privileges in schema public_release grant select on tables to ??',
    'revoke all on all tables in schema flag from ??',
    'grant usage on schema flag to ??',
    'grant select on flag.area, flag.place, flag.street, flag.setting, flag.publication_group, flag.choice, flag.public_action to ??',
    // What became of it is read by its receipt, through the functions of migration 0025.
    'grant insert on flag.flag, flag.moderation, flag.note, flag.receipt to ??',
    'grant select, insert, update (n) on flag.background to ??',
    'grant select, insert, delete on flag.kept_answer to ??',
  ],
  patrol: [
    'grant usage on schema patrol, staff to ??',
    'grant select on staff.municipality, staff.data_version, staff.place to ??',
    // What is done there is in the log and among what has gone: both are only added to, and neither is read.
    'grant select, insert, update on staff.audit_head to ??',
    'grant insert, select (municipality_id, entry_no, seal) on staff.audit_entry to ??',
    'grant insert on staff.disposal to ??',
    'grant select, insert, update, delete on all tables in schema patrol to ??',
    'grant usage, select on all sequences in schema patrol to ??',
    'alter default privileges in schema patrol grant select, insert, update, delete on tables to ??',
    'alter default privileges in schema patrol grant usage, select on sequences to ??',
  ],
};

/** Gives a role that is there what the side needs, and no more. Done by the owner. May be done again. */
export async function grantSide(trx: Knex, side: SideName, role: string): Promise<void> {
  for (const right of RIGHTS[side]) await trx.raw(right, [role]);
}

// Processes that start together make it once; another database of the server may have it already, and may not lend it to us.
const MAKE = (role: string) => `
  do $$ begin
    if exists (select from pg_roles where rolname = current_user and (rolsuper or rolcreaterole))
      and not exists (select from pg_roles where rolname = '${role}') then
      create role ${role} nologin;
      if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant ${role} to %I', current_user);
      end if;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`;

/** What the side's schema says of the rights that were given last: other rights, other words, and a role from an earlier version is given the rest. */
const saidOf = (side: SideName): string =>
  `rights of ${OWN_ROLES[side]}: ${createHash('sha256').update(RIGHTS[side].join(';')).digest('hex').slice(0, 16)}`;

const HAS_RIGHTS = `
  select exists (select from pg_roles where rolname = :role)
    and has_schema_privilege(cast(:role as name), cast(:schema as text), 'usage')
    and coalesce(obj_description(cast(:schema as regnamespace), 'pg_namespace') = :said, false) as has`;

/** Makes the sides' roles where we may, with their rights. Done by the owner at each start; mostly it finds them there. */
export async function ensureOwnRoles(knex: Knex): Promise<void> {
  for (const side of SIDES) {
    const role = OWN_ROLES[side];
    await knex.raw(MAKE(role));
    if (!(await mayTake(knex, role))) continue;
    const { rows } = await knex.raw<{ rows: { has: boolean }[] }>(HAS_RIGHTS, {
      ...{ role, schema: MARK[side], said: saidOf(side) },
    });
    if (rows[0]!.has) continue;
    await knex.transaction(async (trx) => {
      await grantSide(trx, side, role);
      await trx.raw(`comment on schema ?? is '${saidOf(side)}'`, [MARK[side]]);
    });
  }
}

/** insufficient_privilege, and what is said of a role that isn't there */
const REFUSED = /^(42501|22023)$/;

/** What "member" means differs between versions of PostgreSQL: tried, it means one thing. */
async function mayTake(knex: Knex, role: string): Promise<boolean> {
  try {
    await knex.transaction((trx) => trx.raw('set local role ??', [role]));
    return true;
  } catch (error) {
    if (REFUSED.test(String((error as { code?: string }).code))) return false;
    throw error;
  }
}

/** How each side reaches the database: by an address of its own, by a role that we take, or as we are. */
export async function openSides(
  knex: Knex,
  addresses: Readonly<Record<SideName, string | null>>,
  pool: (to: ClientConfig, max: number) => Knex,
): Promise<Sides> {
  const open = async (side: SideName): Promise<Side> => {
    const address = addresses[side];
    if (address !== null)
      return { knex: pool({ connectionString: address }, SIDE_CONNECTIONS), role: null, apart: 'address' };
    const role = OWN_ROLES[side];
    return (await mayTake(knex, role)) ? { knex, role, apart: 'taken' } : { knex, role: null, apart: 'none' };
  };
  return { public: await open('public'), patrol: await open('patrol') };
}

const SIDE_CONNECTIONS = 6;

/**
 * Runs `work` in a transaction as the side's role: what the side may not see is refused by the database, whoever wrote the
 * statement. The role is the transaction's and goes with it.
 */
export const onSide = <T>({ knex, role }: Side, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  knex.transaction(async (trx) => {
    if (role !== null) await trx.raw('set local role ??', [role]);
    return work(trx);
  });
