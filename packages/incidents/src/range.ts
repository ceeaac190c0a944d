import { dayOf } from './columns.ts';
import type { Criteria } from './criteria.ts';
import type { StoreParts } from './parts.ts';
import { type Roles, settleGroups } from './role.ts';

/** Rows [start, end) that the days of criteria admit; groups over several days are apart (see longRows). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function rangeOf(criteria: Criteria, parts: StoreParts): Range {
  const { first, last, start } = parts.days;
  const from = Math.max(first, criteria.from_day ?? first);
  const to = Math.min(last, criteria.to_day ?? last);
  if (from > to) return { start: 0, end: 0 };
  return { start: start[from - first]!, end: start[to + 1 - first]! };
}

/**
 * From the rows that were added up to those that should be: only the rows at the two ends, when that is fewer.
 * @param add  adds rows [start, end) `sign` times
 * @param restart  forgets everything
 */
export function moveRange(
  before: Range,
  after: Range,
  add: (start: number, end: number, sign: 1 | -1) => void,
  restart: () => void,
): void {
  const apart = before.end <= after.start || after.end <= before.start;
  const change = Math.abs(after.start - before.start) + Math.abs(after.end - before.end);
  if (apart || change >= after.end - after.start) {
    restart();
    add(after.start, after.end, 1);
    return;
  }
  if (after.start < before.start) add(after.start, before.start, 1);
  else add(before.start, after.start, -1);
  if (after.end > before.end) add(before.end, after.end, 1);
  else add(after.end, before.end, -1);
}

/** The rows of groups over several days, with their roles when only the days of `criteria` are looked at. */
export function longRows(
  criteria: Criteria,
  roles: Roles,
  parts: StoreParts,
  visit: (row: number, role: number) => void,
): void {
  const { row, role, category, groups } = roles.long;
  if (row.length === 0) return;
  const { minute } = parts.columns;
  const from = criteria.from_day ?? parts.days.first;
  const to = criteria.to_day ?? parts.days.last;
  const within = role.slice();
  for (let k = 0; k < within.length; k++) {
    const day = dayOf(minute[row[k]!]!);
    if (day < from || day > to) within[k] = 0;
  }
  if (criteria.unit === 'report') settleGroups(within, category, groups);
  for (let k = 0; k < within.length; k++) if (within[k] !== 0) visit(row[k]!, within[k]!);
}
