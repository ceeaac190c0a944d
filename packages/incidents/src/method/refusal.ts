import type { Region } from '@lagesbild/analysis';
import type { Criteria } from '../criteria.ts';
import { PERIOD_DAYS_MAX } from './compare.ts';

/** Why a question isn't put to a method, as the code of a sentence and what stands in it. */
export type Refusal =
  | { readonly code: 'raster_too_fine'; readonly cell_m: number; readonly cells: number; readonly limit: number }
  | { readonly code: 'drawn_too_many'; readonly permutations: number; readonly limit: number }
  | { readonly code: 'period_too_long'; readonly days: number; readonly limit: number };

/** Cells of a raster over a study area, at all steps together: a county in cells of 100 m, a town's cube of three years. */
const CELLS_MAX = 1_000_000;
const CUBE_CELLS_MAX = 4_000_000;
/** Numbers that local Moran draws and keeps, a quarter of a gigabyte. */
const DRAWN_MAX = 2 ** 25;

/**
 * Is this question too much, counted before anything is made?
 * @returns null when it can be asked
 */
export function refusalOf(
  parameters: Readonly<Record<string, number>>,
  { region, criteria }: { readonly region: Region; readonly criteria: Criteria },
): Refusal | null {
  const { cell_m, side_m, steps = 1, windows, years, permutations, reach_m } = parameters;
  if (cell_m !== undefined) {
    const cells = cellsIn(region, cell_m);
    const limit = Math.min(CELLS_MAX, Math.floor((windows === undefined ? CUBE_CELLS_MAX : CELLS_MAX) / steps));
    if (cells > limit) return { code: 'raster_too_fine', cell_m, cells, limit };
    if (permutations !== undefined && reach_m !== undefined) {
      const near = Math.min(cells, 2 + Math.PI * (reach_m / cell_m + 1) ** 2);
      const most = Math.floor(DRAWN_MAX / near);
      if (permutations > most) return { code: 'drawn_too_many', permutations, limit: most };
    }
  }
  if (side_m !== undefined) {
    const cells = Math.ceil((cellsIn(region, side_m) * 2) / (3 * Math.sqrt(3)));
    if (cells > CELLS_MAX) return { code: 'raster_too_fine', cell_m: side_m, cells, limit: CELLS_MAX };
  }
  const { from_day, to_day } = criteria;
  if (years !== undefined && from_day !== null && to_day !== null && to_day - from_day >= PERIOD_DAYS_MAX)
    return { code: 'period_too_long', days: to_day - from_day + 1, limit: PERIOD_DAYS_MAX };
  return null;
}

/** Cells of the raster over a region, those outside among them. */
export const cellsIn = (region: Region, cell_m: number): number => span(region, 0, cell_m) * span(region, 1, cell_m);

/** Columns (axis 0) or rows (1) of cells that a region takes. */
function span({ parts }: Region, axis: 0 | 1, cell_m: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const ring of parts.flat())
    for (let i = axis; i < ring.length; i += 2) {
      low = Math.min(low, ring[i]!);
      high = Math.max(high, ring[i]!);
    }
  return low > high ? 0 : Math.floor(high / cell_m) - Math.floor(low / cell_m) + 1;
}
