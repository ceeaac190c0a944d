const HOURS = 24;
/** Hours in a row that are told as when most happens. */
const LONG = 4;
/** Fewer incidents than this say nothing of hours. */
const KNOWN_LEAST = 10;

/** When in the week most of a zone's incidents are. */
export interface MostHours {
  /** 0 Monday */
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
  /** incidents in them */
  readonly incidents: number;
}

/**
 * The four hours in a row of a weekday that hold most, past midnight if that is where they are.
 * @param hours  168, Monday 00 first
 * @returns null where too few have a known hour
 */
export function mostHours(hours: readonly number[]): MostHours | null {
  const known = hours.reduce((sum, n) => sum + n, 0);
  if (known < KNOWN_LEAST) return null;
  let [best, most] = [0, -1];
  for (let start = 0; start < hours.length; start++) {
    let sum = 0;
    for (let k = 0; k < LONG; k++) sum += hours[(start + k) % hours.length]!;
    if (sum > most) [best, most] = [start, sum];
  }
  return { weekday: Math.floor(best / HOURS), from: best % HOURS, to: (best + LONG) % HOURS, incidents: most };
}
