import { ValueTable } from './value-table.ts';

/** Incidents by place: different positions, and how many incidents lie at each. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** incidents at each place, whole numbers > 0 */
  readonly weights: Float64Array;
  /** incidents in all */
  readonly total: number;
}

/** A rectangle in metres of a metric CRS. */
export interface Rectangle {
  readonly west_m: number;
  readonly south_m: number;
  readonly east_m: number;
  readonly north_m: number;
}

/** Ids of coordinates are below this, so that two make one key. */
const IDS = 2 ** 26;

/**
 * Puts incidents at one position together. A million incidents lie on a few ten thousand addresses.
 *
 * @param weights  n whole numbers of incidents per position; default one each
 * @param area     those outside are left out; its edges belong to it
 * @throws {RangeError} when x, y and weights disagree on n, a coordinate isn't finite, or a weight isn't a whole number >= 0
 */
export function distinctPlaces(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  area: Rectangle | null = null,
): Places {
  const n = x.length;
  if (y.length !== n) throw new RangeError(`${n} x and ${y.length} y`);
  if (weights !== null && weights.length !== n) throw new RangeError(`${n} points and ${weights.length} weights`);
  const [easts, norths, keys] = [new ValueTable(), new ValueTable(), new ValueTable()];
  const counts: number[] = [];
  let total = 0;
  for (let i = 0; i < n; i++) {
    const [px, py] = [x[i]!, y[i]!];
    const weight = weights === null ? 1 : weights[i]!;
    if (!Number.isFinite(px) || !Number.isFinite(py)) throw new RangeError(`point ${i} at ${px}, ${py}`);
    if (!(Number.isSafeInteger(weight) && weight >= 0)) throw new RangeError(`${weight} incidents at point ${i}`);
    if (weight === 0) continue;
    if (area !== null && !(px >= area.west_m && px <= area.east_m && py >= area.south_m && py <= area.north_m))
      continue;
    const id = keys.idOf(easts.idOf(px) * IDS + norths.idOf(py));
    if (id === counts.length) counts.push(weight);
    else counts[id]! += weight;
    total += weight;
  }
  const at = keys.values.subarray(0, keys.size);
  return {
    x: Float64Array.from(at, (key) => easts.values[Math.floor(key / IDS)]!),
    y: Float64Array.from(at, (key) => norths.values[key % IDS]!),
    weights: Float64Array.from(counts),
    total,
  };
}

/** The smallest rectangle round all points; without points its sides are −∞. */
export function boundsOf(x: ArrayLike<number>, y: ArrayLike<number>): Rectangle {
  let [west_m, south_m, east_m, north_m] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    west_m = Math.min(west_m, x[i]!);
    east_m = Math.max(east_m, x[i]!);
    south_m = Math.min(south_m, y[i]!);
    north_m = Math.max(north_m, y[i]!);
  }
  return { west_m, south_m, east_m, north_m };
}
