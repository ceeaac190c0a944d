import type { Organisation, RoleGrant, Standing } from '@lagesbild/contract';
import { type Actor, NOBODY_KNOWN } from '../audit/entry.ts';
import { PERMISSION_ROWS, PERMISSIONS, type Permission, type PermissionName } from './permission.ts';

/** Whoever asks, as far as it matters for what they may do. */
export interface Person {
  standing: Standing;
  account: { account_id: string; login: string; name: string; organisation: Organisation } | null;
  session_id: string | null;
  grants: readonly RoleGrant[];
  /** Of a unit's phone, which has no account: the unit, and the area it is out in. */
  unit?: { unit_id: string; name: string; municipality: string; ends_on: string };
}

export const NOBODY: Person = { standing: 'nobody', account: null, session_id: null, grants: [] };

/** Before the first account, whoever sits at the machine runs it. */
export const AT_MACHINE: Person = {
  standing: 'at_machine',
  account: null,
  session_id: null,
  grants: [{ role: 'administrator', municipality: null }],
};

/**
 * Does this person hold the permission, in this area? `null` asks for the whole installation, which no role in a single
 * area gives.
 */
export function may(person: Person, name: PermissionName, municipality: string | null): boolean {
  const { who }: Permission = PERMISSIONS[name];
  if (who === 'everybody') return true;
  if (who === 'unit') return person.unit !== undefined && person.unit.municipality === municipality;
  if (who === 'signed_in') return person.standing !== 'nobody' && person.standing !== 'unit';
  return person.grants.some(
    (grant) => who.includes(grant.role) && (grant.municipality === null || grant.municipality === municipality),
  );
}

/** The areas in which the permission is held; null: everywhere; empty: nowhere. */
export function areasOf(person: Person, name: PermissionName): string[] | null {
  if (may(person, name, null)) return null;
  const { who }: Permission = PERMISSIONS[name];
  if (who === 'unit') return person.unit === undefined ? [] : [person.unit.municipality];
  const slugs = person.grants.flatMap(({ role, municipality }) =>
    municipality !== null && who.includes(role) ? [municipality] : [],
  );
  return [...new Set(slugs)].sort();
}

/** Everything a person may, as their page asks for it. */
export function allOf(person: Person): Record<string, string[] | null> {
  const held = PERMISSION_ROWS.map(({ name }) => [name, areasOf(person, name)] as const);
  return Object.fromEntries(held.filter(([, areas]) => areas === null || areas.length > 0));
}

/** Whoever asks, as the log names them: by the name they sign in with. */
export function actorOf({ standing, account, grants, unit }: Person): Actor {
  if (unit !== undefined) return { kind: 'unit', name: unit.name };
  if (account !== null) return { kind: 'account', account_id: account.account_id, name: account.login };
  if (standing === 'demonstration') return { kind: 'demonstration', name: grants[0]?.role ?? '' };
  return standing === 'at_machine' ? { kind: 'machine' } : NOBODY_KNOWN;
}
