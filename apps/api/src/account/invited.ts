import type { RoleGrant } from '@lagesbild/contract';
import type { Actor, NewEntry } from '../audit/entry.ts';
import { accountNamed } from './account.ts';
import { rolesByArea } from './roles-told.ts';

/** That somebody was invited, for the log of each area that they get a role in. */
export function invited(
  account: { account_id: string; login: string; roles: readonly RoleGrant[] },
  who: Actor,
): NewEntry[] {
  const areas = account.roles.length > 0 ? rolesByArea(account.roles) : new Map([[null, '']]);
  const object = accountNamed(account);
  return [...areas].map(([area, roles]) => ({ act: 'account_invited', who, area, object, details: { roles } }));
}
