import { NewOrganisation, ROLES, Role, type RoleGrant } from '@lagesbild/contract';
import { ConfigError } from '../../config.ts';

/** One line: whoever has this value in this claim gets these roles, and works there. */
export interface RoleLine {
  claim: string;
  /** `*`: any value. */
  value: string;
  roles: readonly RoleGrant[];
  organisation: NewOrganisation | null;
}

const COLUMNS = 'claim | value | roles | organisation';

/**
 * The table of OIDC_ROLES: a line for each value of a claim that means something here, cells apart by `|`. Empty lines
 * and those that begin with # are the writer's own.
 *
 *     groups | 5f1c0f0e-…        | analyst@sigtuna                 |
 *     roles  | Lagesbild.Admin   | administrator                   |
 *     org    | polisen           | viewer@sigtuna viewer@knivsta   | police: Polisområde Nord
 *
 * @throws {ConfigError} naming the line
 */
export function readRoleTable(text: string): RoleLine[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.trim(), at: i + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, at }) => readLine(line, at));
  if (lines.length === 0) throw new ConfigError('config_roles_empty', { columns: COLUMNS });
  return lines;
}

function readLine(line: string, at: number): RoleLine {
  const cells = line.replace(/\|$/, '').split('|');
  const [claim = '', value = '', roles = '', organisation = ''] = cells.map((cell) => cell.trim());
  if (cells.length > 4 || claim === '' || value === '')
    throw new ConfigError('config_roles_line', { line: at, text: line, columns: COLUMNS });
  return {
    claim,
    value,
    roles: roles.split(/[\s,]+/).flatMap((text) => (text === '' ? [] : readGrant(text, at))),
    organisation: organisation === '' ? null : readOrganisation(organisation, at),
  };
}

function readGrant(text: string, line: number): RoleGrant {
  const [name, area = null, more] = text.split('@');
  const role = Role.safeParse(name);
  if (!role.success || more !== undefined || (area !== null && !/^[a-z][a-z0-9-]{1,48}$/.test(area)))
    throw new ConfigError('config_roles_role', { line, text, known: ROLES.join(', ') });
  return { role: role.data, municipality: area };
}

function readOrganisation(text: string, line: number): NewOrganisation {
  const [kind, ...name] = text.split(':');
  const organisation = NewOrganisation.safeParse({ kind: kind?.trim(), name: name.join(':') });
  if (!organisation.success) throw new ConfigError('config_roles_organisation', { line, text });
  return organisation.data;
}

export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by the way to it: `realm_access.roles`. */
function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined;
  return value;
}

/** What the claims of somebody mean here: every line that fits gives its roles, the first that names one the organisation. */
export function meaningOf(
  table: readonly RoleLine[],
  claims: Claims,
): { roles: RoleGrant[]; organisation: NewOrganisation | null } {
  const fitting = table.filter(({ claim, value }) => {
    const values = [claimOf(claims, claim)].flat().filter((one) => one !== undefined && one !== null && one !== '');
    return value === '*' ? values.length > 0 : values.some((one) => typeof one !== 'object' && String(one) === value);
  });
  const roles = new Map(
    fitting.flatMap((line) => line.roles.map((grant) => [`${grant.role}@${grant.municipality ?? ''}`, grant] as const)),
  );
  return { roles: [...roles.values()], organisation: fitting.find((line) => line.organisation)?.organisation ?? null };
}
