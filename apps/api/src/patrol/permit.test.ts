import { describe, expect, test } from 'vitest';
import { mustBePermitted, type Permit } from './permit.ts';
import './sentences.ts';

const WEEK = '2026-11-23';
/** Friday 18 to Saturday 02. */
const HOURS = Array.from({ length: 168 }, (_, hour) => (hour >= 4 * 24 + 18 && hour < 5 * 24 + 2 ? '1' : '0')).join('');
const permit: Permit = {
  ...{ zone_id: 'z', name: 'Centrum', hours: HOURS, valid_from: '2026-01-01', valid_to: '2026-11-28' },
};
const codeOf = (from: number, to: number, weekday = 4, permits = [permit]): string | null => {
  try {
    mustBePermitted(WEEK, { weekday, from_minute: from * 60, to_minute: to * 60 }, permits, { zone: 'Z', unit: 'U' });
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('ordningsvakter', () => {
  test.each([
    ['within the hours, past midnight', 18, 26, null],
    ['an hour too early', 17, 20, 'permit_hours_missing'],
    ['an hour too late', 24, 27, 'permit_hours_missing'],
  ])('%s', (_, from, to, code) => {
    expect(codeOf(from, to)).toBe(code);
  });

  test('nowhere without a permit for the whole zone, and not after its last day', () => {
    expect(codeOf(18, 20, 4, [])).toBe('permit_area_missing');
    expect(codeOf(18, 20, 4, [{ ...permit, valid_to: '2026-11-26' }])).toBe('permit_over');
    expect(codeOf(18, 26, 4, [{ ...permit, valid_to: '2026-11-27' }])).toBe('permit_over');
  });

  test('two permits together may give the hours that none gives alone', () => {
    const [early, late] = [18, 22].map((start) => ({
      ...permit,
      hours: Array.from({ length: 168 }, (_, hour) => (hour >= 96 + start && hour < 100 + start ? '1' : '0')).join(''),
    }));
    expect(codeOf(18, 26, 4, [early!, late!])).toBeNull();
    expect(codeOf(18, 26, 4, [early!])).toBe('permit_hours_missing');
  });

  test('Sunday night runs into the hours of Monday', () => {
    const monday = { ...permit, valid_to: '2026-12-31', hours: `11${'0'.repeat(164)}11` };
    expect(codeOf(22, 26, 6, [monday])).toBeNull();
  });
});
