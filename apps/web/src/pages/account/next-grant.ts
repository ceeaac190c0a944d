import { ROLES, type RoleGrant } from '@lagesbild/contract';

/** The grant to begin a new row with: one that isn't there yet, the least first, where one stands before elsewhere. */
export function nextGrant(
  areas: readonly (string | null)[],
  here: string,
  roles: readonly RoleGrant[],
): RoleGrant | undefined {
  const farness = (area: string | null): number => (area === here ? 0 : area === null ? 2 : 1);
  return [...areas]
    .sort((a, b) => farness(a) - farness(b))
    .flatMap((municipality) => ROLES.map((role): RoleGrant => ({ role, municipality })))
    .find((grant) => !roles.some((one) => one.role === grant.role && one.municipality === grant.municipality));
}
