import type { Criteria } from './criteria.ts';
import { TRAIT_GROUPED, TRAIT_HEAD } from './kind.ts';
import { COUNTED } from './limits.ts';
import { mortonHigh, mortonLow } from './morton.ts';
import type { Drawn, StoreParts } from './parts.ts';

/** The run of drawn rows in a tile. */
export function rowsOfTile(drawn: Drawn, z: number, x: number, y: number): [number, number] {
  if (z === 0) return [0, drawn.row.length];
  const size = 2 ** (32 - z);
  const west = x * size;
  const north = y * size;
  const start = lowerBound(drawn, mortonHigh(west, north), mortonLow(west, north));
  const lastX = west + size - 1;
  const lastY = north + size - 1;
  const end = lowerBound(drawn, mortonHigh(lastX, lastY), mortonLow(lastX, lastY) + 1);
  return [start, end];
}

/** First drawn row whose key isn't below (high, low). */
function lowerBound(drawn: Drawn, high: number, low: number): number {
  let from = 0;
  let to = drawn.row.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const h = mortonHigh(drawn.x[middle]!, drawn.y[middle]!);
    if (h < high || (h === high && mortonLow(drawn.x[middle]!, drawn.y[middle]!) < low)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Places in `drawn` of the counted rows among [start, end). Rows of one group lie side by side there too.
 * @param ofKind  roles of kinds under the criteria
 */
export function countedIn(
  criteria: Criteria,
  ofKind: Uint8Array,
  parts: StoreParts,
  start: number,
  end: number,
): Uint32Array {
  const { kind, day } = parts.drawn;
  const { first, last } = parts.days;
  const from = Math.max(criteria.from_day ?? first, first);
  const days = Math.min(criteria.to_day ?? last, last) - from;
  const counted = new Uint32Array(end - start);
  if (days < 0) return counted.subarray(0, 0);
  let n = 0;
  if (criteria.unit === 'report' && parts.groups.repeats > 0) {
    const { trait, what } = parts.kinds;
    let taken = false;
    for (let k = start; k < end; k++) {
      let selected = (ofKind[kind[k]!]! & COUNTED) !== 0 && (day[k]! - from) >>> 0 <= days;
      const bits = trait[what[kind[k]!]!]!;
      if ((bits & TRAIT_GROUPED) !== 0) {
        if ((bits & TRAIT_HEAD) !== 0) taken = false;
        selected = selected && !taken;
        taken = taken || selected;
      }
      counted[n] = k;
      n += selected ? 1 : 0;
    }
  } else if (days < last - first) {
    for (let k = start; k < end; k++) {
      counted[n] = k;
      n += (day[k]! - from) >>> 0 <= days ? ofKind[kind[k]!]! & COUNTED : 0;
    }
  } else {
    for (let k = start; k < end; k++) {
      counted[n] = k;
      n += ofKind[kind[k]!]! & COUNTED;
    }
  }
  return counted.subarray(0, n);
}
