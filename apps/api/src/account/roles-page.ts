import { ROLES, type Role } from '@lagesbild/contract';
import { PERMISSION_ROWS, type Permission } from './permission.ts';

const WHERE: Record<Permission['where'], string> = {
  area: 'in the area of the address',
  object: 'in the area it is about',
  everywhere: 'for the whole installation',
};

const has = ({ who }: Permission, role: Role | 'resident' | 'unit'): boolean => {
  if (who === 'everybody' || who === role) return true;
  if (who === 'unit' || role === 'resident' || role === 'unit') return false;
  return who === 'signed_in' || who.includes(role);
};

/** The table of permissions as a page of the documentation. docs/roles.md is this text, and a test keeps it so. */
export function rolesPage(): string {
  const columns = ['resident', 'unit', ...ROLES] as const;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = PERMISSION_ROWS.map((row) => {
    const where = row.who === 'everybody' || row.who === 'signed_in' ? '' : WHERE[row.where];
    return line([row.does, ...columns.map((role) => (has(row, role) ? '●' : '')), where]);
  });
  const routes = PERMISSION_ROWS.map(
    ({ name, routes }) => `**${name}**: ${routes.map((route) => `\`${route}\``).join(', ')}`,
  );
  return `# Who may do what

Made from \`apps/api/src/account/permission.ts\`, which also makes the check before every route, the security section of
the api's description, and the test of every route with every role. Change it there.

A *resident* has no account. A *unit* is a patrol's phone with the unit's own key: it has no account either, and may in its area what is
said here. A role is given in one area, or for the whole installation (then it holds in every area, and in
what belongs to none). An account may have several. What isn't in the table is refused.

${line(['', ...columns, 'where'])}
${line(['', ...columns, ''].map((_, column) => (column === 0 || column > columns.length ? '---' : ':-:')))}
${rows.join('\n')}

An *administrator* of one area manages the accounts whose roles lie in it, and gives roles in it. An account that also has roles
elsewhere is changed by an administrator of the whole installation; at least one of those always remains.

A *viewer* isn't offered files. The map itself is drawn from rows that the browser holds, so this is a rule for people,
not a wall against those who can read a browser's memory.

## Routes

${routes.join('\n\n')}
`;
}
