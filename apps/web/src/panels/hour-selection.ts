import type { Filter, HourRange } from '@lagesbild/contract';

/**
 * The matrix shows Monday 00 to Sunday 23, a row per weekday. A selection is hours × weekdays; hours that run past
 * midnight belong to the weekday they began on, so Friday 22–02 covers Friday 22, 23 and Saturday 00, 01.
 */
export interface WeekSelection {
  hours?: HourRange | undefined;
  weekdays?: number[] | undefined;
}

/** A cell: weekday row 0–6 (Monday first) and hour. An hour from 24 on is the night after. */
export interface Cell {
  row: number;
  hour: number;
}

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** How many hours a range holds; start = end is the whole day. */
export const rangeLength = ({ start, end }: HourRange): number => (end - start + 24) % 24 || 24;

/** Which of the 168 cells does the filter ask for? */
export function selectedCells({ hours, weekdays }: WeekSelection): Uint8Array {
  const mask = new Uint8Array(168);
  const rows = weekdays === undefined ? DAYS : weekdays.map((weekday) => weekday - 1);
  const range = hours ?? { start: 0, end: 0 };
  for (const row of rows) for (let i = 0; i < rangeLength(range); i++) mask[(row * 24 + range.start + i) % 168] = 1;
  return mask;
}

/** Nothing limited: every hour of every weekday. */
export const isWholeWeek = ({ hours, weekdays }: WeekSelection): boolean =>
  (hours === undefined || rangeLength(hours) === 24) && (weekdays === undefined || weekdays.length === 7);

/** The simplest way to write a selection: what doesn't limit is left out. */
export function simplest({ hours, weekdays }: WeekSelection): WeekSelection {
  const selection: WeekSelection = {};
  // A whole day that starts at 06 still is every hour, but of other weekdays: it stays as written.
  if (hours !== undefined && !(rangeLength(hours) === 24 && (hours.start === 0 || weekdays === undefined)))
    selection.hours = hours;
  if (weekdays !== undefined && weekdays.length < 7 && weekdays.length > 0)
    selection.weekdays = [...new Set(weekdays)].sort((a, b) => a - b);
  return selection;
}

/** The filter with another selection of hours and weekdays. */
export function withSelection(filter: Filter, selection: WeekSelection): Filter {
  const { hours: _hours, weekdays: _weekdays, ...rest } = filter;
  return { ...rest, ...simplest(selection) };
}

/**
 * The rectangle between two cells. The second hour may be 24 or more, where a drag goes on past midnight.
 */
export function rectangle(a: Cell, b: Cell): WeekSelection {
  const rows = [Math.min(a.row, b.row), Math.max(a.row, b.row)] as const;
  const first = Math.min(a.hour, b.hour);
  const last = Math.min(Math.max(a.hour, b.hour), first + 23);
  const weekdays = DAYS.slice(rows[0], rows[1] + 1).map((row) => row + 1);
  // A rectangle that begins after midnight lies on the day after.
  const shifted = first >= 24 ? weekdays.map((weekday) => (weekday % 7) + 1) : weekdays;
  return simplest({ hours: { start: first % 24, end: (last + 1) % 24 }, weekdays: shifted });
}

/** A weekday's header pressed: in or out of the chosen weekdays; the last one out means all again. */
export function toggleWeekday(selection: WeekSelection, weekday: number): WeekSelection {
  const chosen = selection.weekdays;
  const next =
    chosen === undefined
      ? [weekday]
      : chosen.includes(weekday)
        ? chosen.filter((other) => other !== weekday)
        : [...chosen, weekday];
  return simplest({ ...selection, weekdays: next });
}

/**
 * An hour's header pressed: that hour of the chosen weekdays; pressed again, every hour. With `extend` the range runs
 * from where it starts to this hour, past midnight when this hour is the earlier one.
 */
export function toggleHour(selection: WeekSelection, hour: number, extend: boolean): WeekSelection {
  const { hours } = selection;
  if (extend && hours !== undefined)
    return simplest({ ...selection, hours: { start: hours.start, end: (hour + 1) % 24 } });
  if (hours !== undefined && hours.start === hour && rangeLength(hours) === 1)
    return simplest({ ...selection, hours: undefined });
  return simplest({ ...selection, hours: { start: hour, end: (hour + 1) % 24 } });
}

/** Is the selection exactly this one cell? Then pressing it again clears. */
export const isJust = (selection: WeekSelection, cell: Cell): boolean =>
  selection.weekdays?.length === 1 &&
  selection.weekdays[0] === cell.row + 1 &&
  selection.hours?.start === cell.hour &&
  rangeLength(selection.hours) === 1;

/** Weekdays as runs: [1, 2, 3, 5] is Monday to Wednesday, and Friday. A run over the weekend's end stays one run. */
export function weekdayRuns(weekdays: readonly number[]): [from: number, to: number][] {
  const chosen = new Set(weekdays);
  if (chosen.size === 7) return [[1, 7]];
  const runs: [number, number][] = [];
  for (let day = 1; day <= 7; day++) {
    const before = day === 1 ? 7 : day - 1;
    if (!chosen.has(day) || chosen.has(before)) continue;
    let end = day;
    while (chosen.has((end % 7) + 1)) end = (end % 7) + 1;
    runs.push([day, end]);
  }
  return runs;
}

/** The cell a key moves to; null when the key isn't a move. Columns mirror where the page does. */
export function moveCell(cell: Cell, key: string, mirrored: boolean): Cell | null {
  const right = mirrored ? -1 : 1;
  const within = (row: number, hour: number): Cell => ({
    row: Math.min(6, Math.max(0, row)),
    hour: Math.min(23, Math.max(0, hour)),
  });
  switch (key) {
    case 'ArrowRight':
      return within(cell.row, cell.hour + right);
    case 'ArrowLeft':
      return within(cell.row, cell.hour - right);
    case 'ArrowDown':
      return within(cell.row + 1, cell.hour);
    case 'ArrowUp':
      return within(cell.row - 1, cell.hour);
    case 'Home':
      return within(cell.row, 0);
    case 'End':
      return within(cell.row, 23);
    case 'PageUp':
      return within(0, cell.hour);
    case 'PageDown':
      return within(6, cell.hour);
    default:
      return null;
  }
}
