import { describe, expect, it } from 'vitest';
import { localTime } from './local-time.ts';

/** 2026-03-14 22:15 on the wall. */
const minute = Date.UTC(2026, 2, 14, 22, 15) / 60_000;
const at = (time_precision: number, language = 'sv', duration_min = 0): string =>
  localTime({ minute, duration_min, time_precision }, language);

describe('the time of an incident', () => {
  it('is told no finer than it is known', () => {
    expect(at(0)).toBe('14 mars 2026 kl. 22:15');
    expect(at(1)).toMatch(/14 mars 2026 kl\. 22$/);
    expect(at(2)).toBe('14 mars 2026');
    expect(at(3)).toBe('mars 2026');
  });
  it('stays what the wall clock said in an hour that summer time skips', () => {
    const skipped = Date.UTC(2026, 2, 29, 2, 30) / 60_000;
    expect(localTime({ minute: skipped, duration_min: 0, time_precision: 0 }, 'sv')).toContain('02:30');
  });
  it('is an interval when it has an end', () => {
    expect(at(0, 'en', 8 * 60)).toMatch(/14 March 2026.*22:15.*15 March 2026.*06:15/);
  });
  it('has Latin digits and the Gregorian calendar in Arabic', () => {
    expect(at(0, 'ar')).toMatch(/14.*2026.*22:15/);
  });
});
