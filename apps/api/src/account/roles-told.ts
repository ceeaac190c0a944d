import type { RoleGrant } from '@lagesbild/contract';

/** Roles as the log tells them: those of each area in its own chain, those of the whole installation (null) in that one's. */
export function rolesByArea(roles: readonly RoleGrant[]): Map<string | null, string> {
  const areas = new Map<string | null, string[]>();
  for (const { role, municipality } of roles) areas.set(municipality, [...(areas.get(municipality) ?? []), role]);
  return new Map([...areas].map(([area, own]) => [area, [...new Set(own)].sort().join(' ')]));
}
