import type { Criteria } from './criteria.ts';
import { runOfTile } from './drawn-run.ts';
import type { DrawnSelection } from './drawn-selection.ts';
import type { StoreParts } from './parts.ts';
import { mercatorX, mercatorY } from './projection.ts';

export interface RowsIn {
  /** incident ids, the latest first, `limit` at most */
  readonly rows: number[];
  /** how many there are */
  readonly n: number;
}

/**
 * The counted incidents drawn in a box: what lies under a click, or in view.
 * @param bounds  west, south, east, north in degrees; edges belong to the box
 */
export function rowsInBounds(
  criteria: Criteria,
  selection: DrawnSelection,
  parts: StoreParts,
  bounds: readonly [number, number, number, number],
  limit: number,
): RowsIn {
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
  const { row: id, minute } = parts.columns;
  found.sort((a, b) => minute[b]! - minute[a]! || id[b]! - id[a]!);
  return { rows: found.slice(0, limit).map((i) => id[i]!), n: found.length };
}
