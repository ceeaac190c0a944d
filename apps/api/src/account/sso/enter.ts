import { createHash } from 'node:crypto';
import { Login, type NewOrganisation, OwnName, type RoleGrant } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { type Actor, PROGRAM } from '../../audit/entry.ts';
import type { Database } from '../../db/database.ts';
import { ProblemError } from '../../errors.ts';
import { accountNamed, addAccount, listAccounts, setRoles } from '../account.ts';
import { invited } from '../invited.ts';
import { ensureOrganisation, listOrganisations } from '../organisation.ts';
import { endSessions } from '../session.ts';
import type { Issuer, Vouched } from './issuer.ts';
import { type Claims, meaningOf } from './role-table.ts';

// in: issuer, subject; out: the account they are connected to, or none
const FIND = `
  select s.account_id, a.name, a.deactivated_at is not null as is_off
  from staff.issuer_subject s join staff.account a on a.account_id = s.account_id
  where s.issuer = :issuer and s.subject = :subject`;

type Log = Pick<Database, 'knex' | 'record'>;

interface Found {
  account_id: string;
  name: string;
  is_off: boolean;
}

const find = async (knex: Knex, issuer: string, subject: string): Promise<Found | undefined> =>
  (await knex.raw<{ rows: Found[] }>(FIND, { issuer, subject })).rows[0];

/**
 * The account of somebody the issuer vouches for, found by issuer and subject alone and made if there is none. Its roles
 * become what the claims mean, each time; whoever they give no role comes in no more.
 *
 * @returns the account's number
 * @throws {ProblemError} sso_account_off, sso_no_role, sso_login_taken, last_administrator, municipality_unknown
 */
export async function enter({ knex, record }: Log, issuer: Issuer, { subject, claims }: Vouched): Promise<string> {
  const { roles, organisation } = meaningOf(issuer.table, claims);
  const known = await find(knex, issuer.url, subject);
  if (known?.is_off) throw new ProblemError('sso_account_off', { name: known.name });
  if (known) await mustKeepRoles({ knex, record }, known.account_id, roles);
  if (roles.length === 0) throw new ProblemError('sso_no_role', { name: issuer.name });
  return knex.transaction(async (trx) => {
    // Of two first sign-ins of one person, the second waits here and finds the account.
    await trx.raw('select 1 from staff.installation for update');
    const found = await find(trx, issuer.url, subject);
    if (found === undefined) return addVouched({ knex: trx, record }, issuer, subject, claims, roles, organisation);
    const { account_id } = found;
    await setRoles({ knex: trx, record }, null, account_id, roles, PROGRAM);
    if (organisation !== null) {
      const organisation_id = await idOf(trx, organisation);
      await trx.raw(
        'update staff.account set organisation_id = :organisation_id where account_id = :account_id and organisation_id <> :organisation_id',
        { account_id, organisation_id },
      );
    }
    return account_id;
  });
}

/** Roles that the claims take end the sessions that were begun with them, also when nothing else can be changed. */
async function mustKeepRoles({ knex, record }: Log, account_id: string, roles: readonly RoleGrant[]): Promise<void> {
  const [before] = await listAccounts(knex, null, account_id);
  const isKept = (grant: RoleGrant): boolean =>
    roles.some(({ role, municipality }) => role === grant.role && municipality === grant.municipality);
  if (before?.roles.every(isKept)) return;
  await endSessions(knex, account_id);
  await setRoles({ knex, record }, null, account_id, roles, PROGRAM);
}

async function addVouched(
  { knex: trx, record }: Log,
  issuer: Issuer,
  subject: string,
  claims: Claims,
  roles: readonly RoleGrant[],
  organisation: NewOrganisation | null,
): Promise<string> {
  const login = loginOf(claims, issuer.url, subject);
  const name = [claims.name, claims.preferred_username, login].map(
    (text) => OwnName.safeParse({ name: text }).data?.name,
  );
  const organisation_id = await idOf(trx, organisation ?? { kind: 'municipality', name: issuer.name });
  const account_id = await addAccount(trx, {
    login,
    name: name.find((text) => text !== undefined) ?? login.slice(0, 120),
    organisation_id,
    roles,
    password_hash: null,
  }).catch((error: unknown) => {
    // An account that only has the same name could be anybody's: it is never taken over by it.
    const isTaken = error instanceof ProblemError && error.code === 'login_taken';
    throw isTaken ? new ProblemError('sso_login_taken', { login, name: issuer.name }) : error;
  });
  await connect({ knex: trx, record }, issuer, subject, { account_id, login }, PROGRAM);
  await record(trx, ...invited({ account_id, login, roles }, PROGRAM));
  return account_id;
}

/** What somebody is called here: as the issuer calls them, if that can be written, else by a number of our own. */
function loginOf(claims: Claims, issuer: string, subject: string): string {
  for (const text of [claims.preferred_username, claims.email, claims.upn]) {
    const login = Login.safeParse(text);
    if (login.success) return login.data;
  }
  return `sso-${createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex')
    .slice(0, 16)}`;
}

/** The organisation of this name; what kind it is may have been put right here, and stays. */
async function idOf(trx: Knex, organisation: NewOrganisation): Promise<string> {
  const name = organisation.name.toLowerCase();
  const known = (await listOrganisations(trx)).find((one) => one.name.toLowerCase() === name);
  return (known ?? (await ensureOrganisation(trx, organisation))).organisation_id;
}

/**
 * From now on the issuer's word opens this account.
 * @throws {ProblemError} sso_connected_elsewhere
 */
export async function connect(
  { knex, record }: Log,
  issuer: Pick<Issuer, 'url' | 'name'>,
  subject: string,
  { account_id, login }: { account_id: string; login: string },
  who: Actor,
): Promise<void> {
  const { rows } = await knex.raw<{ rows: object[] }>(
    `insert into staff.issuer_subject (issuer, subject, account_id) values (:issuer, :subject, :account_id)
     on conflict do nothing returning 1`,
    { issuer: issuer.url, subject, account_id },
  );
  if (rows.length > 0) {
    const told = { who, area: null, object: accountNamed({ account_id, login }), details: { issuer: issuer.name } };
    await record(knex, { act: 'issuer_connected', ...told });
    return;
  }
  const found = await find(knex, issuer.url, subject);
  if (found?.account_id !== account_id) throw new ProblemError('sso_connected_elsewhere', { name: issuer.name });
}
