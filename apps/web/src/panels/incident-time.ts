import type { Incident } from '@lagesbild/contract';
import { localeOf } from '../text/format.ts';

type Times = Pick<Incident, 'occurred_from' | 'occurred_to' | 'time_precision'>;

/** When it happened, no finer than it is known: a month, a day, or an interval on the clock. */
export function incidentTime(
  { occurred_from, occurred_to, time_precision }: Times,
  zone: string,
  language: string,
): string {
  const options: Intl.DateTimeFormatOptions =
    time_precision === 'month'
      ? { month: 'long', year: 'numeric' }
      : time_precision === 'day'
        ? { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
        : { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  const format = new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, hourCycle: 'h23', ...options });
  const from = new Date(occurred_from);
  return occurred_to === null || occurred_to === occurred_from
    ? format.format(from)
    : format.formatRange(from, new Date(occurred_to));
}

/** The same for local wall-clock minutes since 1970-01-01, as the columns hold them. */
export function minuteTime(minute: number, time_precision: Incident['time_precision'], language: string): string {
  const iso = new Date(minute * 60_000).toISOString();
  return incidentTime({ occurred_from: iso, occurred_to: null, time_precision }, 'UTC', language);
}
