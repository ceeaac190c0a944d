import { historySimilarity } from '@lagesbild/analysis';
import { COARSEST_DRAWN_PRECISION, dayOf, NO_DAY, NO_POSITION } from './columns.ts';
import type { Criteria } from './criteria.ts';
import { type Days, registeredUpTo } from './method/season.ts';
import { contains, type PolygonCm } from './polygon.ts';
import type { Store } from './store.ts';

export interface AreaHistoryAsked {
  readonly areas: readonly PolygonCm[];
  /** day numbers, inclusive; registration ages are made equal to the last period's */
  readonly periods: readonly Days[];
}

export interface AreaHistory {
  /** per area, incidents per period */
  readonly counts: readonly (readonly number[])[];
  /** a period counts what was registered as soon after as the last one's could be */
  readonly equal_age: boolean;
  /** day up to which registrations are known; null when ages weren't made equal */
  readonly as_of: number | null;
  /** in one of the periods, known to an area or coarser */
  readonly coarse: number;
}

/**
 * How many incidents lay in each area in each period? Counted as everywhere: the first selected row of each report and place, known to
 * a point or segment. Where nearly all have a day of registration, an earlier period counts only what was registered as soon
 * after as the last period's could be; otherwise a last period always looks like a fall.
 *
 * O(rows selected × areas × corners).
 */
export function countAreas(store: Store, criteria: Criteria, { areas, periods }: AreaHistoryAsked): AreaHistory {
  const { minute, registered, x, y } = store.columns;
  const selected = periods.map((period) => placedRows(store, criteria, period));
  const as_of = registeredUpTo(
    store,
    selected.flatMap(({ rows }) => rows),
  );
  const equal_age = !Number.isNaN(as_of);
  const last = periods.at(-1)!;
  const known = selected.map(({ rows }, at) => {
    const latest = as_of - (last.from - periods[at]!.from);
    return equal_age
      ? rows.filter((row) => {
          const day = registered[row]!;
          return day !== NO_DAY && day >= dayOf(minute[row]!) && day <= latest;
        })
      : rows;
  });
  const boxes = areas.map(boxOf);
  return {
    counts: areas.map((area, at) =>
      known.map((rows) => rows.reduce((n, row) => n + (lies(area, boxes[at]!, x[row]!, y[row]!) ? 1 : 0), 0)),
    ),
    equal_age,
    as_of: equal_age ? as_of : null,
    coarse: selected.reduce((sum, { coarse }) => sum + coarse, 0),
  };
}

export interface LikeAreasAsked {
  readonly area: PolygonCm;
  /** dx, dy pairs in centimetres: where the same shape could lie instead */
  readonly shifts: Int32Array;
  readonly periods: readonly Days[];
}

export interface LikeAreas {
  /** of the area itself, per period */
  readonly own: readonly number[];
  /** per shift, in all periods together */
  readonly n: readonly number[];
  /** per shift, 0 to 1; NaN where neither had any */
  readonly similarity: readonly number[];
}

/**
 * Which places of the same shape had a history like this area's? The outline is laid at each shift, and its incidents
 * period by period are compared with the area's own.
 *
 * O(rows selected × shifts), the exact test only inside the box.
 */
export function likeAreas(store: Store, criteria: Criteria, { area, shifts, periods }: LikeAreasAsked): LikeAreas {
  const { x, y } = store.columns;
  const places = shifts.length / 2;
  const box = boxOf(area);
  const [west, south, east, north] = box;
  const counts = Array.from({ length: places }, () => new Float64Array(periods.length));
  const own = new Array<number>(periods.length).fill(0);
  for (const [at, period] of periods.entries())
    for (const row of placedRows(store, criteria, period).rows) {
      const [px, py] = [x[row]!, y[row]!];
      if (lies(area, box, px, py)) own[at]!++;
      for (let s = 0; s < places; s++) {
        const [sx, sy] = [px - shifts[2 * s]!, py - shifts[2 * s + 1]!];
        if (sx >= west && sx <= east && sy >= south && sy <= north && contains(area, sx, sy)) counts[s]![at]!++;
      }
    }
  return {
    own,
    n: counts.map((of) => of.reduce((sum, count) => sum + count, 0)),
    similarity: counts.map((of) => historySimilarity(own, of)),
  };
}

function placedRows(store: Store, criteria: Criteria, { from, to }: Days): { rows: number[]; coarse: number } {
  const { precision, x } = store.columns;
  const { index } = store.select({ ...criteria, from_day: from, to_day: to });
  const rows = Array.from(index).filter((row) => precision[row]! <= COARSEST_DRAWN_PRECISION && x[row] !== NO_POSITION);
  return { rows, coarse: index.length - rows.length };
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf({ parts }: PolygonCm): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of parts)
    for (let i = 0; i < outer!.length; i += 2) {
      west = Math.min(west, outer![i]!);
      east = Math.max(east, outer![i]!);
      south = Math.min(south, outer![i + 1]!);
      north = Math.max(north, outer![i + 1]!);
    }
  return [west, south, east, north];
}

const lies = (area: PolygonCm, [west, south, east, north]: Box, x: number, y: number): boolean =>
  x >= west && x <= east && y >= south && y <= north && contains(area, x, y);
