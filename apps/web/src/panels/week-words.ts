import { weekdayNames } from '../text/format.ts';
import { rangeLength, type WeekSelection, weekdayRuns } from './hour-selection.ts';

const two = (hour: number): string => String(hour).padStart(2, '0');

/** A selection of hours and weekdays in words: "fre–lör 22–02"; empty when it doesn't limit. */
export function weekWords({ hours, weekdays }: WeekSelection, language: string): string {
  const names = weekdayNames(language, 'short');
  const parts: string[] = [];
  if (weekdays !== undefined && weekdays.length > 0 && weekdays.length < 7) {
    const runs = weekdayRuns(weekdays).map(([from, to]) =>
      from === to ? names[from - 1]! : `${names[from - 1]}–${names[to - 1]}`,
    );
    parts.push(runs.join(', '));
  }
  // Clock times run left to right in every script: isolate them.
  if (hours !== undefined && rangeLength(hours) < 24) parts.push(`\u2066${two(hours.start)}–${two(hours.end)}\u2069`);
  return parts.join(' ');
}
