import type { OwnSession, Role, RoleGrant } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import type { Person } from './person.ts';
import { NEEDS_MORE, STRONG_METHODS } from './second-factor.ts';
import { hashOfToken, newToken } from './token.ts';

/** A session ends by itself after this long without a request, and after this long whatever happens. */
const IDLE_MIN = 30;
const ABSOLUTE_H = 12;
/** That it is in use is written down at most this often. */
export const SEEN_EVERY_S = 60;

const ALIVE = `s.seen_at > now() - interval '${IDLE_MIN} minutes' and s.created_at > now() - interval '${ABSOLUTE_H} hours'`;

interface Row {
  session_id: string;
  account_id: string | null;
  demonstration_role: Role | null;
  is_stale: boolean;
  left_s: number;
  login: string;
  name: string;
  organisation_id: string;
  kind: 'police' | 'municipality' | 'other';
  organisation: string;
  grants: RoleGrant[];
}

// in: token_hash; out: the living session with its account and roles, or none
const FIND = `
  select s.session_id, s.account_id, s.demonstration_role,
    s.seen_at < now() - interval '${SEEN_EVERY_S} seconds' as is_stale,
    cast(extract(epoch from s.created_at - now()) as double precision) + ${ABSOLUTE_H * 3600} as left_s,
    a.login, a.name, o.organisation_id, o.kind, o.name as organisation,
    (select coalesce(json_agg(json_build_object('role', g.role, 'municipality', m.slug) order by m.slug, g.role), '[]')
      from staff.role_grant g left join staff.municipality m on m.municipality_id = g.municipality_id
      where g.account_id = a.account_id) as grants
  from staff.session s
  left join staff.account a on a.account_id = s.account_id
  left join staff.organisation o on o.organisation_id = a.organisation_id
  where s.token_hash = :token_hash and ${ALIVE} and a.deactivated_at is null
    and (s.account_id is not null or (select demonstration and claimed_at is null from staff.installation))
    and (s.account_id is null or s.method in ${STRONG_METHODS} or not ${NEEDS_MORE})`;

const SEEN = 'update staff.session set seen_at = now() where session_id = :session_id';

/**
 * Whose session is this? null when it has ended, was revoked, or never was.
 *
 * @param inUse false for what a page asks by itself: it doesn't keep a session alive
 */
export async function findSession(
  knex: Knex,
  token: string,
  inUse: boolean,
): Promise<{ person: Person; left_s: number } | null> {
  const { rows } = await knex.raw<{ rows: Row[] }>(FIND, { token_hash: hashOfToken(token) });
  const row = rows[0];
  if (row === undefined) return null;
  if (inUse && row.is_stale) await knex.raw(SEEN, { session_id: row.session_id });
  return { person: personOf(row), left_s: row.left_s };
}

function personOf(row: Row): Person {
  const { session_id, account_id, demonstration_role } = row;
  if (demonstration_role !== null) {
    const grants = [{ role: demonstration_role, municipality: null }];
    return { standing: 'demonstration', account: null, session_id, grants };
  }
  const organisation = { organisation_id: row.organisation_id, kind: row.kind, name: row.organisation };
  const account = { account_id: account_id!, login: row.login, name: row.name, organisation };
  return { standing: 'signed_in', account, session_id, grants: row.grants };
}

export interface NewSession {
  whose: { account_id: string } | { demonstration_role: Role };
  /** How the person showed who they are. */
  method: 'password' | 'link' | 'demonstration' | 'passkey' | 'sso';
  device: string;
  /** The issuer that vouched, and its own session, whose end ends ours. */
  from?: { issuer: string; issuer_session: string | null };
}

// in: the session; out: its number
const START = `
  insert into staff.session (token_hash, account_id, demonstration_role, method, device, issuer, issuer_session)
  values (:token_hash, cast(:account_id as uuid), :demonstration_role, :method, :device, :issuer, :issuer_session)`;
const SWEEP = `delete from staff.session s where not (${ALIVE})`;

/**
 * A new session, with a token that was never used before; those that have ended are swept away.
 * @returns the token, which is stored nowhere
 */
export async function startSession(knex: Knex, { whose, method, device, from }: NewSession): Promise<string> {
  const token = newToken();
  await knex.raw(SWEEP);
  await knex.raw(START, {
    token_hash: hashOfToken(token),
    account_id: null,
    demonstration_role: null,
    issuer: null,
    issuer_session: null,
    ...whose,
    ...from,
    method,
    device,
  });
  return token;
}

/** Ends the session of a cookie, if there is one. */
export async function endSessionOf(knex: Knex, token: string): Promise<void> {
  await knex.raw('delete from staff.session where token_hash = :token_hash', { token_hash: hashOfToken(token) });
}

/** Ends all of an account's sessions, but for one that may stay. */
export async function endSessions(knex: Knex, account_id: string, except: string | null = null): Promise<void> {
  await knex.raw(
    `delete from staff.session where account_id = :account_id
      and session_id is distinct from cast(:except as uuid)`,
    { account_id, except },
  );
}

// in: account_id; out: its living sessions; order: newest use first
const LIST = `
  select s.session_id, s.device, s.created_at, s.seen_at from staff.session s
  where s.account_id = :account_id and ${ALIVE} order by s.seen_at desc, s.created_at desc`;

/** The living sessions of an account. */
export async function listSessions(knex: Knex, account_id: string, current: string | null): Promise<OwnSession[]> {
  const { rows } = await knex.raw<{
    rows: { session_id: string; device: string; created_at: Date; seen_at: Date }[];
  }>(LIST, { account_id });
  return rows.map(({ session_id, device, created_at, seen_at }) => ({
    session_id,
    device,
    current: session_id === current,
    created_at: created_at.toISOString(),
    seen_at: seen_at.toISOString(),
  }));
}

/** Ends one of an account's own. @throws {ProblemError} session_unknown */
export async function endOwnSession(knex: Knex, account_id: string, session_id: string): Promise<void> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    'delete from staff.session where account_id = :account_id and session_id = :session_id',
    { account_id, session_id },
  );
  if (rowCount === 0) throw new ProblemError('session_unknown');
}

/** "Firefox, Windows": enough to recognise one's own, too little to follow anybody. */
export function deviceOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 400);
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(text))?.[1];
  const browser = first([
    [/\bEdg/, 'Edge'],
    [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
    [/\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
    [/\bSafari\//, 'Safari'],
  ]);
  const system = first([
    [/\biPhone|\biPad/, 'iOS'],
    [/\bAndroid/, 'Android'],
    [/\bWindows/, 'Windows'],
    [/\bMac OS X/, 'macOS'],
    [/\bLinux/, 'Linux'],
  ]);
  return [browser, system].filter(Boolean).join(', ');
}
