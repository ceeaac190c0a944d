import type { Knex } from 'knex';
import type { Said } from '../sentence.ts';
import { SCHEMAS } from './schemas.ts';
import { grantSide, SIDES, type SideName, type Sides } from './side.ts';

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

/** What is said at the start to an operator whose application has more rights than it needs; null when it hasn't. */
export const tooMighty = ({ user, superuser, owner }: DatabaseRole): Said | null =>
  superuser || owner ? { say: superuser ? 'role_superuser' : 'role_owner', with: { user } } : null;

// out: one row; of a side's own role
const SIDE_ROLE = `
  select current_user as "user", has_table_privilege(c.oid, 'select') as mighty
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'staff' and c.relname = 'incident'`;

/** What is said at the start of sides that nothing in the database holds apart; mostly nothing. */
export async function notApart(sides: Sides, user: string): Promise<Said[]> {
  const said: Said[] = [];
  const kinds = Object.values(sides).map(({ apart }) => apart);
  if (kinds.includes('taken')) said.push({ say: 'sides_taken', with: { user } });
  const settings = { public: 'DATABASE_PUBLIC_URL', patrol: 'DATABASE_PATROL_URL' };
  const missing = SIDES.filter((side) => sides[side].apart === 'none').map((side) => settings[side]);
  if (missing.length > 0) said.push({ say: 'sides_none', with: { settings: missing.join(', ') } });
  for (const side of SIDES.filter((name) => sides[name].apart === 'address')) {
    const { rows } = await sides[side].knex.raw<{ rows: { user: string; mighty: boolean }[] }>(SIDE_ROLE);
    if (rows[0]!.mighty) said.push({ say: 'side_mighty', with: { user: rows[0]!.user, setting: settings[side] } });
  }
  return said;
}

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

/** What a role of the database is to the application; `app` and `read` stand beside its sides. */
export type RoleKind = 'app' | 'read' | SideName;

const GRANT: Record<RoleKind, (trx: Knex, role: string) => Promise<void>> = {
  app: grantWriting,
  read: grantReading,
  public: (trx, role) => grantSide(trx, 'public', role),
  patrol: (trx, role) => grantSide(trx, 'patrol', role),
};

/**
 * Gives roles that are there what they need, and no more; for the tables of today and those that migrations add. Done
 * by the owner. May be done again. `app` reads and writes rows, and only adds to the audit log; where patrols are it doesn't see.
 */
export async function grantRoles(knex: Knex, roles: Readonly<Partial<Record<RoleKind, string>>>): Promise<void> {
  const named = Object.entries(roles) as [RoleKind, string][];
  await knex.transaction(async (trx) => {
    const database = await databaseName(trx);
    for (const [kind, role] of named) {
      await trx.raw('grant connect on database ?? to ??', [database, role]);
      await GRANT[kind](trx, role);
    }
  });
}

async function grantWriting(trx: Knex, role: string): Promise<void> {
  await trx.raw('grant temporary on database ?? to ??', [await databaseName(trx), role]);
  await withholdPatrols(trx, role);
  for (const schema of SCHEMAS.filter((name) => name !== 'patrol')) {
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

/** Earlier versions gave the application what is in `patrol`. */
async function withholdPatrols(trx: Knex, role: string): Promise<void> {
  for (const what of ['tables', 'sequences']) {
    await trx.raw(`revoke all on all ${what} in schema patrol from ??`, [role]);
    await trx.raw(`alter default privileges in schema patrol revoke all on ${what} from ??`, [role]);
  }
  await trx.raw('revoke all on schema patrol from ??', [role]);
}

async function grantReading(trx: Knex, role: string): Promise<void> {
  await trx.raw('grant usage on schema staff to ??', [role]);
  for (const table of READABLE) await trx.raw('grant select on ?? to ??', [`staff.${table}`, role]);
}

const databaseName = async (trx: Knex): Promise<string> =>
  (await trx.raw<{ rows: { name: string }[] }>('select current_database() as name')).rows[0]!.name;

/** Somebody beside the owner who has rights to our tables. */
export interface GrantedRole {
  role: string;
  kind: RoleKind;
}

// out: a row for each; none where the tables aren't there
const GRANTED = `
  select pg_get_userbyid(grantee) as role,
    case when bool_or(thing = 'incident' and privilege_type = 'INSERT') then 'app'
      when bool_or(thing = 'incident') then 'read'
      when bool_or(thing = 'patrol') then 'patrol' else 'public' end as kind
  from (
    select a.grantee, a.privilege_type, 'incident' as thing from pg_class c cross join lateral aclexplode(c.relacl) a
    where c.oid = to_regclass('staff.incident') and a.grantee not in (0, c.relowner)
    union all
    select a.grantee, a.privilege_type, n.nspname from pg_namespace n cross join lateral aclexplode(n.nspacl) a
    where n.nspname in ('patrol', 'public_release') and a.grantee not in (0, n.nspowner)) as granted
  group by grantee`;

export const grantedRoles = async (knex: Knex): Promise<GrantedRole[]> =>
  (await knex.raw<{ rows: GrantedRole[] }>(GRANTED)).rows;

/** For tables that were made anew: rights go with the tables from before. */
export async function grantAgain(trx: Knex, roles: readonly GrantedRole[]): Promise<void> {
  for (const { role, kind } of roles) await GRANT[kind](trx, role);
}

/** For tables that a migration added: the application has them by itself, a side and a reader those that are theirs. */
export async function grantWhatCame(knex: Knex): Promise<void> {
  const others = (await grantedRoles(knex)).filter(({ kind }) => kind !== 'app');
  await knex.transaction((trx) => grantAgain(trx, others));
}
