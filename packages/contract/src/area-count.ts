import { z } from 'zod';
import { CountingUnit, SourceKind } from './code.ts';
import { Day } from './filter.ts';

export const CountedArea = z.object({ code: z.string(), name: z.string() });
export const CountedPeriod = z.object({ from: Day, to: Day });
export type CountedPeriod = z.infer<typeof CountedPeriod>;

/** What is counted: a category here, and the source's own words for it with whatever else tells its cells apart. */
export const CountedCategory = z.object({
  category: z.string().describe('code; `unclassified` where none fits'),
  source_category: z.string().describe('as the source wrote it; empty when it wrote nothing'),
  counting_unit: CountingUnit,
});
export type CountedCategory = z.infer<typeof CountedCategory>;

/** A table that a source gave, area × period × category, before its cells. Counts stay counts: never points. */
export const AreaTable = z.object({
  source_id: z.number().int().describe('of the source, within the area'),
  name: z.string().describe('of the source'),
  kind: SourceKind,
  areas: z.array(CountedArea).describe('by name'),
  periods: z.array(CountedPeriod).describe('oldest first'),
  categories: z.array(CountedCategory).describe('the fullest first, then the largest'),
  cells: z.number().int().describe('cells with a figure, or withheld'),
  withheld: z.number().int().describe('cells whose figure the source keeps to itself: not zero'),
});
export type AreaTable = z.infer<typeof AreaTable>;

/** One figure. A cell that isn't in the list isn't in the source either. */
export const AreaCell = z.object({
  area_code: z.string(),
  period_from: Day,
  period_to: Day,
  n: z.number().int().nullable().describe('the count; null where the source withholds it'),
});
export type AreaCell = z.infer<typeof AreaCell>;

/** All areas and periods of one category of a table. */
export const AreaCells = z.object({
  cells: z.array(AreaCell).describe('newest period first'),
  left_off: z.number().int().describe('older cells that the answer had no room for'),
});
export type AreaCells = z.infer<typeof AreaCells>;
