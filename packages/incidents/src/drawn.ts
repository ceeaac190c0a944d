import { COARSE, type Criteria } from './criteria.ts';
import { limitsOf } from './limits.ts';
import { mortonHigh, mortonLow } from './morton.ts';
import { type Drawn, type StoreParts, TRAIT_GROUPED, TRAIT_HEAD } from './parts.ts';

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

/** Places in `drawn` of the counted rows among [start, end). Rows of one group lie side by side there too. */
export function countedIn(criteria: Criteria, parts: StoreParts, start: number, end: number): Uint32Array {
  const { hour, category, zone, trait, day } = parts.drawn;
  const { hours, categories, zones, traits } = limitsOf(criteria, parts);
  const from = Math.max(criteria.from_day ?? parts.first_day, parts.first_day);
  const days = Math.min(criteria.to_day ?? parts.last_day, parts.last_day) - from;
  const grouped = criteria.unit === 'report' ? TRAIT_GROUPED : 0;
  const counted = new Uint32Array(end - start);
  if (days < 0) return counted.subarray(0, 0);
  let n = 0;
  let taken = false;
  for (let k = start; k < end; k++) {
    const t = trait[k]!;
    const failure = hours[hour[k]!]! | categories[category[k]!]! | zones[zone[k]!]! | traits[t]!;
    let selected = (failure & ~COARSE) === 0 && (day[k]! - from) >>> 0 <= days;
    if ((t & grouped) !== 0) {
      if ((t & TRAIT_HEAD) !== 0) taken = false;
      selected = selected && !taken;
      taken = taken || selected;
    }
    counted[n] = k;
    n += selected ? 1 : 0;
  }
  return counted.subarray(0, n);
}
