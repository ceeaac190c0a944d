import { describe, expect, it } from 'vitest';
import type { Extent } from './brush.ts';
import { dayNumber, dayText, isoWeekday } from './calendar.ts';
import { PRESETS, presetSpan } from './presets.ts';

const extent: Extent = { from: dayNumber('2022-01-01'), to: dayNumber('2026-11-21'), snap: 'day' };
const words = (
  preset: (typeof PRESETS)[number],
  chosen: { from: number; to: number } | null = null,
  within = extent,
) => {
  const span = presetSpan(preset, within, chosen);
  return span === null ? null : `${dayText(span.from)}…${dayText(span.to)}`;
};

describe('a named period', () => {
  it('is counted back from the last day there are data for', () => {
    expect(words('weeks4')).toBe('2026-10-25…2026-11-21');
    expect(words('days90')).toBe('2026-08-24…2026-11-21');
    expect(words('months12')).toBe('2025-11-22…2026-11-21');
    expect(words('this_year')).toBe('2026-01-01…2026-11-21');
    expect(words('last_year')).toBe('2025-01-01…2025-12-31');
  });

  it('keeps the weekdays when it goes to the same weeks a year before', () => {
    const chosen = { from: dayNumber('2026-08-24'), to: dayNumber('2026-11-21') };
    const span = presetSpan('same_weeks_last_year', extent, chosen)!;
    expect(isoWeekday(span.from)).toBe(isoWeekday(chosen.from));
    expect(span.to - span.from).toBe(chosen.to - chosen.from);
    expect(dayText(span.from)).toBe('2025-08-25');
  });

  it('is as long before as the chosen one', () => {
    expect(words('earlier', { from: dayNumber('2026-11-01'), to: dayNumber('2026-11-10') })).toBe(
      '2026-10-22…2026-10-31',
    );
  });

  it('is not offered where the data hold none of it', () => {
    expect(words('same_weeks_last_year', { from: extent.from, to: extent.from + 30 })).toBeNull();
    expect(words('earlier')).toBeNull();
    const short: Extent = { from: dayNumber('2026-03-01'), to: dayNumber('2026-11-21'), snap: 'day' };
    expect(words('last_year', null, short)).toBeNull();
  });

  it('stays within the data', () => {
    for (const preset of PRESETS) {
      const span = presetSpan(preset, { ...extent, from: extent.to - 10 }, { from: extent.to - 5, to: extent.to });
      if (span === null) continue;
      expect(span.from).toBeGreaterThanOrEqual(extent.to - 10);
      expect(span.to).toBeLessThanOrEqual(extent.to);
    }
  });

  it('is whole months where no finer time is known, and four weeks are not asked for', () => {
    const monthly: Extent = { from: dayNumber('2021-01-01'), to: dayNumber('2021-12-31'), snap: 'month' };
    expect(words('days90', null, monthly)).toBe('2021-10-01…2021-12-31');
    expect(words('weeks4', null, monthly)).toBeNull();
    expect(words('earlier', { from: dayNumber('2021-04-01'), to: dayNumber('2021-06-30') }, monthly)).toBe(
      '2021-01-01…2021-03-31',
    );
  });
});

it('has no name for a period before one that lies beyond the data, where that holds none of them either', () => {
  const beyond = { from: dayNumber('2030-01-01'), to: dayNumber('2030-02-01') };
  expect(words('earlier', beyond)).toBeNull();
  expect(words('same_weeks_last_year', beyond)).toBeNull();
});
