/** Incidents by cell and day. */
export interface CellDays {
  /** n cells, whole numbers from 0; −1 lies in none */
  readonly cell: ArrayLike<number>;
  /** n days, as day numbers */
  readonly day: ArrayLike<number>;
  /** n days of registration: before it nobody knew. Default: known at once, as is a day that is missing (NaN) or before its own */
  readonly registered?: ArrayLike<number>;
}

/** What was known before a day: copies, so that nothing of what came after can be seen. */
export interface Past {
  readonly cell: Int32Array;
  readonly day: Float64Array;
  /** the first day to be predicted */
  readonly origin: number;
}

const BASELINE_DAYS = 365;

/** What had occurred before a day, and was registered before it. */
export function knownBefore({ cell, day, registered }: CellDays, origin: number): Past {
  const known: number[] = [];
  for (let i = 0; i < cell.length; i++)
    if (day[i]! < origin && cell[i]! >= 0 && !(registered !== undefined && registered[i]! >= origin)) known.push(i);
  return {
    cell: Int32Array.from(known, (i) => cell[i]!),
    day: Float64Array.from(known, (i) => day[i]!),
    origin,
  };
}

/** Areas of the cells that had an incident; of the others 0. */
export function seenBefore({ cell }: Past, areas: Float64Array): Float64Array {
  const seen = new Float64Array(areas.length);
  for (let i = 0; i < cell.length; i++) seen[cell[i]!] = areas[cell[i]!]!;
  return seen;
}

/** Incidents per cell from a day on and before another, and how many lie in no cell of the study area. */
export function countWindow(
  { cell, day }: CellDays,
  areas: Float64Array,
  from: number,
  before: number,
): { counts: Float64Array; inside: number; outside: number } {
  const counts = new Float64Array(areas.length);
  let [inside, outside] = [0, 0];
  for (let i = 0; i < cell.length; i++) {
    if (!(day[i]! >= from && day[i]! < before)) continue;
    const at = cell[i]!;
    if (at >= 0 && areas[at]! > 0) {
      counts[at]!++;
      inside++;
    } else outside++;
  }
  return { counts, inside, outside };
}

/** Incidents per area of the 365 days before the origin. */
export function lastYear({ cell, day, origin }: Past, areas: Float64Array): Float64Array {
  const counts = new Float64Array(areas.length);
  for (let i = 0; i < cell.length; i++) if (day[i]! >= origin - BASELINE_DAYS) counts[cell[i]!]!++;
  return counts.map((count, at) => count / areas[at]!);
}
