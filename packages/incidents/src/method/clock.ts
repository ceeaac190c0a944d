import { type ClockChanges, clockChanges } from '@lagesbild/analysis';

const DAY = 1440;
/** As a locale that writes offsets in full: +01:00, and GMT alone for none. */
const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2}))?/;

/**
 * When clocks are changed in a time zone between two local days, as this machine knows it.
 *
 * O(days) questions to `Intl`, some microseconds each.
 */
export function clockOf(time_zone: string, from_day: number, to_day: number): ClockChanges {
  const written = new Intl.DateTimeFormat('en', { timeZone: time_zone, timeZoneName: 'longOffset' });
  const offset = (utcMinute: number): number => {
    const [, sign, hours = '0', minutes = '0'] = OFFSET.exec(written.format(utcMinute * 60_000)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
  return clockChanges(offset, (from_day - 1) * DAY, (to_day + 2) * DAY);
}
