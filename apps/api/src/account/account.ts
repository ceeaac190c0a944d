import type { Account, AccountChange, Organisation, RoleGrant } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { rolesByArea } from './roles-told.ts';
import { endSessions } from './session.ts';

interface Row {
  account_id: string;
  login: string;
  name: string;
  organisation_id: string;
  kind: Organisation['kind'];
  organisation: string;
  has_password: boolean;
  sso: boolean;
  passkeys: number;
  deactivated_at: Date | null;
  seen_at: Date | null;
  roles: RoleGrant[];
}

// in: account_id or null; out: accounts with their roles; order: name
const LIST = `
  select a.account_id, a.login, a.name, a.deactivated_at, a.password_hash is not null as has_password,
    exists (select 1 from staff.issuer_subject i where i.account_id = a.account_id) as sso,
    (select count(*)::integer from staff.passkey p where p.account_id = a.account_id) as passkeys,
    o.organisation_id, o.kind, o.name as organisation,
    (select max(s.seen_at) from staff.session s where s.account_id = a.account_id) as seen_at,
    (select coalesce(json_agg(json_build_object('role', g.role, 'municipality', m.slug) order by m.slug nulls first, g.role), '[]')
      from staff.role_grant g left join staff.municipality m on m.municipality_id = g.municipality_id
      where g.account_id = a.account_id) as roles
  from staff.account a join staff.organisation o on o.organisation_id = a.organisation_id
  where cast(:account_id as uuid) is null or a.account_id = cast(:account_id as uuid)
  order by a.name, a.login`;

/**
 * The accounts that somebody who manages these areas may know of, each with its roles in them.
 * @param areas slugs; null: every account, with all its roles
 */
export async function listAccounts(
  knex: Knex,
  areas: readonly string[] | null,
  account_id: string | null = null,
): Promise<Account[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(LIST, { account_id });
  return rows.flatMap((row) => {
    const inArea = row.roles.filter(({ municipality }) => isWithin(areas, municipality));
    if (areas !== null && inArea.length === 0) return [];
    const { account_id, login, name, organisation_id, kind, organisation, seen_at, sso, passkeys } = row;
    return {
      account_id,
      login,
      name,
      organisation: { organisation_id, kind, name: organisation },
      roles: inArea,
      state: row.deactivated_at ? 'deactivated' : row.has_password || sso || passkeys > 0 ? 'active' : 'invited',
      sso,
      passkeys,
      seen_at: seen_at?.toISOString() ?? null,
      manageable: inArea.length === row.roles.length,
    } satisfies Account;
  });
}

const isWithin = (areas: readonly string[] | null, municipality: string | null): boolean =>
  areas === null || (municipality !== null && areas.includes(municipality));

/** One of them. @throws {ProblemError} account_unknown, also when it is none of theirs */
export async function findAccount(knex: Knex, areas: readonly string[] | null, account_id: string): Promise<Account> {
  const [found] = await listAccounts(knex, areas, account_id);
  if (!found) throw new ProblemError('account_unknown');
  return found;
}

/** The same, to change all of it. @throws {ProblemError} account_elsewhere when it has roles outside the areas */
export async function findManageable(
  knex: Knex,
  areas: readonly string[] | null,
  account_id: string,
): Promise<Account> {
  const found = await findAccount(knex, areas, account_id);
  if (!found.manageable) throw new ProblemError('account_elsewhere', { name: found.name });
  return found;
}

export interface AddedAccount {
  login: string;
  name: string;
  organisation_id: string;
  roles: readonly RoleGrant[];
  password_hash: string | null;
}

// in: the account; out: its number, or none when the login is taken
const ADD = `
  insert into staff.account (login, name, organisation_id, password_hash)
  values (:login, :name, :organisation_id, :password_hash)
  on conflict (login) do nothing returning account_id`;

/** @throws {ProblemError} login_taken, organisation_unknown, municipality_unknown */
export async function addAccount(trx: Knex, { roles, ...account }: AddedAccount): Promise<string> {
  const { rows } = await trx
    .raw<{ rows: { account_id: string }[] }>(ADD, { ...account })
    .catch((error: { code?: string }) => {
      throw error.code === '23503' ? new ProblemError('organisation_unknown') : error;
    });
  if (!rows[0]) throw new ProblemError('login_taken', { login: account.login });
  const { account_id } = rows[0];
  for (const grant of roles) await addGrant(trx, account_id, grant);
  return account_id;
}

// in: account_id, role, slug; out: nothing; a slug that isn't there adds nothing
const GRANT = `
  insert into staff.role_grant (account_id, municipality_id, role)
  select :account_id, m.municipality_id, :role
  from (select cast(:slug as text) as slug) as wanted left join staff.municipality m on m.slug = wanted.slug
  where wanted.slug is null or m.municipality_id is not null
  on conflict do nothing returning 1`;

async function addGrant(trx: Knex, account_id: string, { role, municipality }: RoleGrant): Promise<void> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(GRANT, { account_id, role, slug: municipality });
  if (rowCount === 1 || municipality === null) return;
  const { rows } = await trx.raw<{ rows: { slug: string }[] }>('select slug from staff.municipality order by slug');
  const known = rows.map(({ slug }) => slug);
  if (!known.includes(municipality))
    throw new ProblemError('municipality_unknown', { slug: municipality, known: known.slice(0, 8).join(', ') || '–' });
}

/**
 * Gives exactly these roles, as far as `areas` reach: roles elsewhere stay as they are.
 * @throws {ProblemError} account_unknown, not_permitted_there, last_administrator, municipality_unknown
 */
export async function setRoles(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  areas: readonly string[] | null,
  account_id: string,
  wanted: readonly RoleGrant[],
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await holdAdministrators(trx);
    const account = await findAccount(trx, areas, account_id);
    await trx.raw(
      areas === null
        ? 'delete from staff.role_grant where account_id = :account_id'
        : `delete from staff.role_grant g using staff.municipality m
          where g.account_id = :account_id and m.municipality_id = g.municipality_id and m.slug = any(:areas)`,
      { account_id, areas },
    );
    for (const grant of wanted) await addGrant(trx, account_id, grant);
    await mustKeepAnAdministrator(trx);
    const before = rolesByArea(account.roles);
    const after = rolesByArea(wanted);
    const changed = [...new Set([...before.keys(), ...after.keys()])].flatMap((area) => {
      const details = { before: before.get(area) ?? '', after: after.get(area) ?? '' };
      return details.before === details.after ? [] : [{ area, details }];
    });
    await record(
      trx,
      ...changed.map((one) => ({ act: 'roles_changed' as const, who, object: accountNamed(account), ...one })),
    );
  });
}

/**
 * Changes what is known of an account, or switches it off and on. Switched off, its sessions and links end in the same moment.
 * @throws {ProblemError} account_unknown, account_elsewhere, organisation_unknown, last_administrator
 */
export async function changeAccount(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  areas: readonly string[] | null,
  account_id: string,
  change: AccountChange,
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await holdAdministrators(trx);
    const before = await findManageable(trx, areas, account_id);
    const { name = before.name, organisation_id = before.organisation.organisation_id } = change;
    const active = change.active ?? before.state !== 'deactivated';
    await trx.raw(CHANGE, { account_id, name, organisation_id, active }).catch((error: { code?: string }) => {
      throw error.code === '23503' ? new ProblemError('organisation_unknown') : error;
    });
    if (!active) {
      await endSessions(trx, account_id);
      await trx.raw('delete from staff.one_time_link where account_id = :account_id', { account_id });
      await mustKeepAnAdministrator(trx);
    }
    const told = { who, area: null, object: accountNamed(before) } as const;
    const after = await findAccount(trx, null, account_id);
    if (after.name !== before.name)
      await record(trx, { act: 'account_renamed', ...told, details: { before: before.name, after: after.name } });
    if (after.organisation.name !== before.organisation.name) {
      const details = { before: before.organisation.name, after: after.organisation.name };
      await record(trx, { act: 'account_moved', ...told, details });
    }
    if (active !== (before.state !== 'deactivated'))
      await record(trx, { act: active ? 'account_switched_on' : 'account_switched_off', ...told });
  });
}

// in: the account as it is to be
const CHANGE = `
  update staff.account set name = :name, organisation_id = :organisation_id,
    deactivated_at = case when :active then null else coalesce(deactivated_at, now()) end
  where account_id = :account_id`;

/** An account as the log names it. */
export const accountNamed = ({ account_id, login }: { account_id: string; login: string }) => ({
  kind: 'account',
  id: account_id,
  name: login,
});

/** Two who demote each other at once would leave nobody: they wait for each other here. */
async function holdAdministrators(trx: Knex): Promise<void> {
  await trx.raw('select 1 from staff.installation for update');
}

const ADMINISTRATORS = `
  select count(*)::integer as n from staff.account a join staff.role_grant g on g.account_id = a.account_id
  where g.role = 'administrator' and g.municipality_id is null and a.deactivated_at is null`;

async function mustKeepAnAdministrator(trx: Knex): Promise<void> {
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(ADMINISTRATORS);
  if (rows[0]!.n === 0) throw new ProblemError('last_administrator');
}

/** The account somebody signs in to; null when there is none, or it is switched off. */
export async function findLogin(
  knex: Knex,
  login: string,
): Promise<{ account_id: string; password_hash: string | null } | null> {
  const { rows } = await knex.raw<{ rows: { account_id: string; password_hash: string | null }[] }>(
    'select account_id, password_hash from staff.account where login = :login and deactivated_at is null',
    { login },
  );
  return rows[0] ?? null;
}

/** A new password ends every session but the one it was set in. */
export async function setPassword(
  trx: Knex,
  account_id: string,
  password_hash: string | null,
  except: string | null,
): Promise<void> {
  await trx.raw('update staff.account set password_hash = :password_hash where account_id = :account_id', {
    account_id,
    password_hash,
  });
  await endSessions(trx, account_id, except);
}
