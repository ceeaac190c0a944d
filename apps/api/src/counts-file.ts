import { stringify } from 'csv-stringify/sync';
import { SPREADSHEET } from './spreadsheet.ts';

/** One figure of a table of counts on its way to a file. */
export interface FileCell {
  area_code: string;
  area_name: string;
  period_from: string;
  period_to: string;
  /** The source's words, or a category's code. */
  category: string;
  counting_unit: string;
  /** null: withheld. */
  n: number | null;
}

const HEADERS = ['area_code', 'area_name', 'period', 'category', 'counting_unit', 'count'];
/** What a cell says that keeps its figure to itself, in statistics of every country. */
const WITHHELD = '..';

/**
 * Counts by area, period and category as CSV that any installation reads again (see docs/data-sources): UTF-8 with its mark,
 * no cell that a spreadsheet would run.
 */
export function countsCsv(cells: readonly FileCell[]): string {
  const rows = cells.map(({ area_code, area_name, period_from, period_to, category, counting_unit, n }) => [
    area_code,
    area_name,
    periodText(period_from, period_to),
    category,
    counting_unit,
    n ?? WITHHELD,
  ]);
  return stringify([HEADERS, ...rows], { bom: true, ...SPREADSHEET });
}

/** A whole year, quarter or month by its name; else its first and last day. */
export function periodText(from: string, to: string): string {
  const year = from.slice(0, 4);
  const first = Number(from.slice(5, 7));
  const last = Number(to.slice(5, 7));
  const whole = from.endsWith('-01') && to === lastDay(Number(to.slice(0, 4)), last) && to.startsWith(year);
  if (whole && first === 1 && last === 12) return year;
  if (whole && first === last) return from.slice(0, 7);
  if (whole && first % 3 === 1 && last === first + 2) return `${year}Q${last / 3}`;
  return `${from}/${to}`;
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
