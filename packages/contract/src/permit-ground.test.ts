import { describe, expect, test } from 'vitest';
import type { PlannedVisits, ZonePermit } from './patrol.ts';
import { groundFindingsOf, groundOf } from './permit-ground.ts';

const WEEK = '2026-11-23';
/** Friday 18 to Saturday 02. */
const HOURS = Array.from({ length: 168 }, (_, hour) => (hour >= 4 * 24 + 18 && hour < 5 * 24 + 2 ? '1' : '0')).join('');
const permit: ZonePermit = {
  ...{ zone_id: 'z', name: 'Centrum', hours: HOURS, valid_from: '2026-01-01', valid_to: '2026-11-28' },
};
const hoursOf = (from: number, to: number, weekday = 4) => ({
  ...{ zone_id: 'z', weekday, from_minute: from * 60, to_minute: to * 60 },
});
const ground = (from: number, to: number, weekday = 4, covering = [permit], recorded = covering.length) =>
  groundOf(WEEK, hoursOf(from, to, weekday), { recorded, covering });

describe('ordningsvakter', () => {
  test('may within the hours, also past midnight, and not an hour earlier or later', () => {
    expect(ground(18, 26)).toBeNull();
    expect(ground(17, 20)).toEqual({ reason: 'outside_hours', day: '2026-11-27', hour: 17 });
    expect(ground(24, 27)).toEqual({ reason: 'outside_hours', day: '2026-11-28', hour: 2 });
  });

  test('nowhere without a permit for the whole zone', () => {
    expect(ground(18, 20, 4, [])).toEqual({ reason: 'none' });
    expect(ground(18, 20, 4, [{ ...permit, zone_id: 'other' }])).toEqual({ reason: 'outside_area' });
    expect(ground(18, 20, 4, [], 3)).toEqual({ reason: 'outside_area' });
  });

  test('not after a permit’s last day, which for the hours past midnight is the day before', () => {
    const ended = { reason: 'ended', permit: 'Centrum' };
    expect(ground(18, 20, 4, [{ ...permit, valid_to: '2026-11-26' }])).toEqual({
      ...{ ...ended, day: '2026-11-27', ended_on: '2026-11-26' },
    });
    const lastDay = [{ ...permit, valid_to: '2026-11-27' }];
    expect(ground(18, 24, 4, lastDay)).toBeNull();
    expect(ground(18, 26, 4, lastDay)).toEqual({ ...ended, day: '2026-11-28', ended_on: '2026-11-27' });
  });

  test('not before its first day; of several that don’t hold the one that ended last is named', () => {
    const later = { ...permit, name: 'Nya', valid_from: '2026-12-01', valid_to: '2027-12-01' };
    expect(ground(18, 20, 4, [later])).toEqual({
      ...{ reason: 'not_yet', permit: 'Nya', day: '2026-11-27', begins_on: '2026-12-01' },
    });
    const [old, older] = ['2026-11-20', '2026-10-20'].map((valid_to) => ({ ...permit, name: valid_to, valid_to }));
    expect(ground(18, 20, 4, [older!, later, old!])).toMatchObject({ reason: 'ended', permit: '2026-11-20' });
  });

  test('may by two permits together that give the hours none gives alone', () => {
    const [early, late] = [18, 22].map((start) => ({
      ...permit,
      hours: Array.from({ length: 168 }, (_, hour) => (hour >= 96 + start && hour < 100 + start ? '1' : '0')).join(''),
    }));
    expect(ground(18, 26, 4, [early!, late!])).toBeNull();
    expect(ground(18, 26, 4, [early!])).toMatchObject({ reason: 'outside_hours', hour: 22 });
  });

  test('may on Sunday night by the hours of Monday', () => {
    const monday = { ...permit, valid_to: '2026-12-31', hours: `11${'0'.repeat(164)}11` };
    expect(ground(22, 26, 6, [monday])).toBeNull();
  });
});

test('of a week each line that lacks ground is named by its number, and only lines that are judged', () => {
  const line = (weekday: number, unit_id: string): PlannedVisits => ({
    ...{ ...hoursOf(18, 20, weekday), unit_id, minutes: 15, visits: 2 },
  });
  const lines = [line(4, 'guards'), line(3, 'guards'), line(3, 'police')];
  const found = groundFindingsOf(WEEK, lines, ({ unit_id }) => unit_id === 'guards', {
    ...{ recorded: 1, covering: [permit] },
  });
  expect(found).toEqual([
    {
      ...{ kind: 'no_ground', unit_id: 'guards', lines: [1] },
      ground: { reason: 'outside_hours', day: '2026-11-26', hour: 18 },
    },
  ]);
});
