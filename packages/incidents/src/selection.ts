import type { Criteria } from './criteria.ts';
import { COUNTED } from './limits.ts';
import type { StoreParts } from './parts.ts';
import { longRows, rangeOf } from './range.ts';
import type { Roles } from './role.ts';

/** The rows that count: the first selected one of each report and place. */
export interface Selection {
  /** places in the columns, ascending */
  readonly index: Uint32Array;
  readonly n: number;
}

export function selectRows(criteria: Criteria, roles: Roles, parts: StoreParts): Selection {
  const { start, end } = rangeOf(criteria, parts);
  const { role } = roles;
  const long: number[] = [];
  longRows(criteria, roles, parts, (row, bits) => {
    if ((bits & COUNTED) !== 0) long.push(row);
  });
  const index = new Uint32Array(end - start + long.length);
  let n = 0;
  for (let i = start; i < end; i++) {
    index[n] = i;
    n += role[i]! & COUNTED;
  }
  for (const row of long) index[n++] = row;
  const rows = index.slice(0, n);
  return { index: long.length === 0 ? rows : rows.sort(), n };
}
