import type { WeekSelection } from './hour-selection.ts';

/** Parts of the week people ask for by name. */
export const HOUR_PRESETS = [
  { name: 'day', selection: { hours: { start: 6, end: 18 } } },
  { name: 'evening', selection: { hours: { start: 18, end: 22 } } },
  { name: 'night', selection: { hours: { start: 22, end: 6 } } },
  { name: 'eveningNight', selection: { hours: { start: 18, end: 2 } } },
  { name: 'weekendNights', selection: { hours: { start: 20, end: 2 }, weekdays: [5, 6] } },
  { name: 'schoolHours', selection: { hours: { start: 8, end: 16 }, weekdays: [1, 2, 3, 4, 5] } },
] as const satisfies readonly {
  name: string;
  selection: { hours: { start: number; end: number }; weekdays?: readonly number[] };
}[];

export const sameSelection = (
  a: WeekSelection,
  b: { hours: { start: number; end: number }; weekdays?: readonly number[] },
): boolean =>
  a.hours?.start === b.hours.start &&
  a.hours.end === b.hours.end &&
  (a.weekdays?.join() ?? '') === (b.weekdays?.join() ?? '');
