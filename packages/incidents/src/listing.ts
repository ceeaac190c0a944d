import { type Columns, dayOf } from './columns.ts';
import type { Criteria } from './criteria.ts';
import { runOfTile } from './drawn-run.ts';
import type { DrawnSelection } from './drawn-selection.ts';
import type { StoreParts } from './parts.ts';
import { mercatorX, mercatorY } from './projection.ts';
import type { Selection } from './selection.ts';

/** What the columns know of one incident, enough to list it; numbers are places in the contract's vocabularies. */
export interface IncidentSummary {
  incident_id: number;
  category: string;
  /** local wall-clock minutes since 1970-01-01 00:00 */
  minute: number;
  duration_min: number;
  time_precision: number;
  precision: number;
  discovery: number;
}

export interface Listing {
  /** the latest first, `limit` at most */
  readonly incidents: IncidentSummary[];
  /** how many there are */
  readonly n: number;
}

export function summaryOf(columns: Columns, i: number): IncidentSummary {
  const { row, category, categories, minute, duration_min, time_precision, precision, discovery } = columns;
  return {
    incident_id: row[i]!,
    category: categories[category[i]!]!,
    minute: minute[i]!,
    duration_min: duration_min[i]!,
    time_precision: time_precision[i]!,
    precision: precision[i]!,
    discovery: discovery[i]!,
  };
}

/**
 * The counted incidents drawn in a box: what lies under a click, or in view.
 * @param bounds  west, south, east, north in degrees; edges belong to the box
 */
export function listWithin(
  criteria: Criteria,
  selection: DrawnSelection,
  parts: StoreParts,
  bounds: readonly [number, number, number, number],
  limit: number,
): Listing {
  const [west, south, east, north] = bounds;
  const clamp = (value: number): number => Math.min(2 ** 32 - 1, Math.max(0, value));
  const [left, right] = [clamp(Math.floor(mercatorX(west))), clamp(Math.ceil(mercatorX(east)))];
  const [top, bottom] = [clamp(Math.floor(mercatorY(north))), clamp(Math.ceil(mercatorY(south)))];
  const { x, y, row } = parts.drawn;
  const z = Math.min(Math.clz32(left ^ right), Math.clz32(top ^ bottom)); // the smallest tile around the box
  const [start, end] =
    z === 32
      ? runOfTile(parts.drawn, 31, left >>> 1, top >>> 1)
      : runOfTile(parts.drawn, z, z === 0 ? 0 : left >>> (32 - z), z === 0 ? 0 : top >>> (32 - z));
  const found: number[] = [];
  for (const k of selection.list(criteria, start, end))
    if (x[k]! >= left && x[k]! <= right && y[k]! >= top && y[k]! <= bottom) found.push(row[k]!);
  return { incidents: latest(found, parts.columns, limit), n: found.length };
}

/** The latest selected incidents, drawn or not. Columns are sorted by day only: whole days are taken, and sorted here. */
export function listLatest({ index, n }: Selection, columns: Columns, limit: number): Listing {
  const { minute } = columns;
  let first = Math.max(0, n - limit);
  const day = first < n ? dayOf(minute[index[first]!]!) : 0;
  while (first > 0 && dayOf(minute[index[first - 1]!]!) === day) first--;
  return { incidents: latest(Array.from(index.subarray(first, n)), columns, limit), n };
}

function latest(rows: number[], columns: Columns, limit: number): IncidentSummary[] {
  const { minute, row } = columns;
  rows.sort((a, b) => minute[b]! - minute[a]! || row[b]! - row[a]!);
  return rows.slice(0, limit).map((i) => summaryOf(columns, i));
}
