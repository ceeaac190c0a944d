import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedVisits } from './patrol.ts';
import { findingsOf } from './visit-load.ts';

const WEEK = '2026-11-23';
const STOCKHOLM = 'Europe/Stockholm';
const line = (weekday: number, from: number, to: number, minutes: number, visits = 1, unit = 'a'): PlannedVisits => ({
  ...{ zone_id: `zone ${from}`, unit_id: unit, weekday },
  ...{ from_minute: from * 60, to_minute: to * 60, minutes, visits },
});

test('a unit that goes between zones in the same hours is no conflict while the minutes are enough', () => {
  expect(findingsOf(WEEK, STOCKHOLM, [line(4, 18, 22, 15, 2), line(4, 18, 22, 15, 2), line(4, 19, 21, 15)])).toEqual(
    [],
  );
});

test('a unit that is to be in two zones at once is a conflict of those two lines', () => {
  expect(findingsOf(WEEK, STOCKHOLM, [line(4, 18, 20, 120), line(4, 19, 21, 120), line(5, 18, 20, 120)])).toEqual([
    { kind: 'conflict', unit_id: 'a', lines: [0, 1] },
  ]);
});

test('another unit, or the hours just after, are no conflict', () => {
  expect(
    findingsOf(WEEK, STOCKHOLM, [line(4, 18, 20, 120), line(4, 18, 20, 120, 1, 'b'), line(4, 20, 22, 120)]),
  ).toEqual([]);
});

test('three lines that two by two would fit are over-commitment, told with its minutes', () => {
  expect(findingsOf(WEEK, STOCKHOLM, [line(4, 18, 19, 25), line(4, 18, 19, 25), line(4, 18, 19, 25)])).toEqual([
    { kind: 'over_committed', unit_id: 'a', lines: [0, 1, 2], asked_min: 75, there_min: 60 },
  ]);
});

test('hours past Sunday midnight and the night that loses an hour count real minutes', () => {
  // 2026-03-29: from 01 to 04 are two hours
  expect(findingsOf('2026-03-23', STOCKHOLM, [line(6, 1, 4, 90, 2)])).toEqual([
    { kind: 'over_committed', unit_id: 'a', lines: [0], asked_min: 180, there_min: 120 },
  ]);
  expect(findingsOf('2026-10-19', STOCKHOLM, [line(6, 1, 4, 120, 2)])).toEqual([]);
  expect(findingsOf(WEEK, STOCKHOLM, [line(6, 22, 26, 240), line(6, 25, 27, 120)])).toHaveLength(1);
});

test('a Sunday that goes on past midnight collides with the Monday of the next week, seen from either', () => {
  const sunday = line(6, 22, 26, 240);
  const monday = line(0, 1, 3, 120);
  const [before, after] = [
    { week: WEEK, line: sunday },
    { week: '2026-11-30', line: monday },
  ];
  const found = { kind: 'neighbour', unit_id: 'a', lines: [0] };
  expect(findingsOf(WEEK, STOCKHOLM, [sunday], [after])).toEqual([{ ...found, week: '2026-11-30' }]);
  expect(findingsOf('2026-11-30', STOCKHOLM, [monday], [before])).toEqual([{ ...found, week: WEEK }]);
  expect(findingsOf('2026-11-30', STOCKHOLM, [line(0, 2, 4, 120)], [before])).toEqual([]);
  expect(findingsOf('2026-11-30', STOCKHOLM, [{ ...monday, unit_id: 'b' }], [before])).toEqual([]);
});

/** Could one unit really make them? Each step of five minutes goes to the line that ends first. */
function canBeMade(lines: readonly PlannedVisits[]): boolean {
  const left = lines.map(({ minutes, visits }) => minutes * visits);
  for (let at = 0; at < 30 * 60; at += 5) {
    const open = lines
      .map((one, i) => ({ ...one, i }))
      .filter(({ i, from_minute, to_minute }) => left[i]! > 0 && from_minute <= at && at + 5 <= to_minute)
      .sort((a, b) => a.to_minute - b.to_minute);
    if (open[0]) left[open[0].i]! -= 5;
  }
  return left.every((minutes) => minutes === 0);
}

test('something is found if and only if the visits can’t be made, tried step by step', () => {
  const any = fc
    .record({
      from: fc.integer({ min: 0, max: 12 }),
      hours: fc.integer({ min: 1, max: 4 }),
      minutes: fc.integer({ min: 1, max: 24 }),
      visits: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ from, hours, minutes, visits }) => line(2, from, from + hours, minutes * 5, visits));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 7 }), (lines) => {
      expect(findingsOf(WEEK, STOCKHOLM, lines).length === 0).toBe(canBeMade(lines));
    }),
    { numRuns: 300 },
  );
});
