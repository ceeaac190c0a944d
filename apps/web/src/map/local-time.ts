import type { IncidentSummary } from '../engine/engine.ts';
import { localeOf } from '../text/format.ts';

/** Intl options by contract's TIME_PRECISIONS: minute, hour, day, month. */
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const OPTIONS: readonly Intl.DateTimeFormatOptions[] = [
  { ...DAY, hour: '2-digit', minute: '2-digit' },
  { ...DAY, hour: '2-digit' },
  DAY,
  { month: 'long', year: 'numeric' },
];

/**
 * When an incident happened, no finer than it is known. Columns hold wall-clock minutes: formatted as if in UTC, so
 * that neither the reader's zone nor summer time moves them.
 */
export function localTime(
  { minute, duration_min, time_precision }: Pick<IncidentSummary, 'minute' | 'duration_min' | 'time_precision'>,
  language: string,
): string {
  const options = OPTIONS[time_precision] ?? DAY;
  const format = new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', hourCycle: 'h23', ...options });
  const from = new Date(minute * 60_000);
  return duration_min > 0 ? format.formatRange(from, new Date((minute + duration_min) * 60_000)) : format.format(from);
}
