import { expect, test } from 'vitest';
import type { FilterLike } from '../criteria.ts';
import { criteriaOf, POLYGONS } from '../testing.ts';
import { type Facets, HOURLESS, heardOf, unheard } from './heard.ts';
import { perceptionReports } from './reports.ts';
import { MONTH, type Said, saidOf } from './said.testing.ts';
import { tallyReports } from './tally.ts';

const at = (said: Partial<Said>): Said => ({ x: 1000, y: 1000, ...said });
const heard = (said: readonly Said[], filter: FilterLike, facets?: Facets): number[] =>
  Array.from(heardOf(unheard(saidOf(said), criteriaOf(filter), POLYGONS, facets)));

test('a month counts whole as soon as the period touches it', () => {
  const said = [MONTH - 1, MONTH, MONTH + 1].map((month) => at({ month }));
  expect(heard(said, { from: '2026-01-31', to: '2026-02-01' })).toEqual([1, 2]);
  expect(heard(said, { to: '2025-12-31' })).toEqual([0]);
  expect(heard(said, {})).toEqual([0, 1, 2]);
});

test('a part of the day is heard as soon as an asked hour lies in it, on its kind of day', () => {
  const [morning, evening, night] = [1, 4, 8];
  const said = [at({ times: morning }), at({ times: evening }), at({ times: night }), at({ times: 0 })];
  expect(heard(said, { hours: { start: 21, end: 22 } })).toEqual([1]);
  expect(heard(said, { hours: { start: 22, end: 2 } })).toEqual([2]);
  expect(heard(said, { hours: { start: 9, end: 10 } })).toEqual([0]);
  expect(heard(said, { hours: { start: 0, end: 0 } })).toEqual([0, 1, 2, 3]);
  const days = [at({ days: 1 }), at({ days: 2 }), at({ days: 3 }), at({ days: 0 })];
  expect(heard(days, { weekdays: [6, 7] })).toEqual([1, 2, 3]);
  // A weekend's night ends on Monday morning.
  expect(heard([at({ days: 2, times: night })], { weekdays: [1], hours: { start: 0, end: 6 } })).toEqual([0]);
  expect(heard([at({ days: 1, times: night })], { weekdays: [1], hours: { start: 0, end: 6 } })).toEqual([]);
  expect(heard([at({ days: 2, times: night })], { weekdays: [2], hours: { start: 0, end: 6 } })).toEqual([]);
  expect(heard([at({ days: 2, times: night })], { weekdays: [7], hours: { start: 22, end: 6 } })).toEqual([0]);
});

test('who doesn’t say the hours is left out of some hours, and counted as such', () => {
  const why = unheard(saidOf([at({ times: 0 })]), criteriaOf({ hours: { start: 18, end: 22 } }), POLYGONS);
  expect([...why]).toEqual([HOURLESS]);
});

test('places, channels, feelings and reasons limit each for itself, and categories don’t', () => {
  const said = [
    at({ channel: 0, reason: [0, 1] }),
    at({ channel: 1, reason: [2], safe: 1 }),
    at({ x: 150_000, y: 150_000, channel: 2, reason: [1] }),
    at({ x: null, y: null }),
  ];
  expect(heard(said, { places: ['middle'] })).toEqual([0, 1]);
  expect(heard(said, {}, { channels: ['resident_flag', 'employee_dialogue'] })).toEqual([0, 2, 3]);
  expect(heard(said, {}, { feeling: 'safe' })).toEqual([1]);
  expect(heard(said, {}, { reasons: ['drunk'] })).toEqual([0, 2]);
  expect(heard(said, { categories: [] })).toEqual([0, 1, 2, 3]);
  expect(heard(said, { precision: ['segment'] })).toEqual([0, 1, 2]);
});

test('a tally’s breakdowns ignore their own axis, and the whole is what is heard', () => {
  const said = [
    at({ channel: 0 }),
    at({ channel: 1, month: MONTH + 2 }),
    at({ channel: 1, safe: 1, x: null, y: null }),
  ];
  const reports = saidOf(said);
  const why = unheard(reports, criteriaOf({ from: '2026-01-01', to: '2026-01-31' }), POLYGONS, {
    channels: ['citizen_dialogue'],
  });
  const tally = tallyReports(reports, why, POLYGONS);
  expect(tally).toMatchObject({ n: 1, total: 3, mapped: 0, unsafe: 0 });
  expect(tally.months).toEqual([1, 0, 1]);
  expect(tally.channels).toEqual([1, 1, 0]);
  expect(tally.feelings).toEqual({ unsafe: 0, safe: 1 });
  expect(tallyReports(saidOf([]), new Uint8Array(0), POLYGONS)).toMatchObject({ n: 0, months: [] });
});

test('parts of the day are counted by weekday and weekend, each ignoring the hours asked for', () => {
  const [evening, night] = [4, 8];
  const reports = saidOf([
    at({ times: evening | night, days: 3 }),
    at({ times: evening, days: 1 }),
    at({ times: night, days: 2 }),
    at({ times: night, days: 0 }),
  ]);
  const why = unheard(reports, criteriaOf({ hours: { start: 18, end: 22 } }), POLYGONS);
  const { n, bands, band_days } = tallyReports(reports, why, POLYGONS);
  expect([n, bands]).toEqual([2, [0, 0, 2, 3]]);
  expect(band_days).toEqual([
    [0, 0],
    [0, 0],
    [2, 1],
    [1, 2],
  ]);
});

test('lists of unequal lengths are refused, naming which', () => {
  expect(() => perceptionReports({ ...LISTS, y: [] })).toThrow('1 reports, 0 of them with y');
});

const one = <T>(value: T): T[] => [value];
const LISTS = {
  ...{ channels: ['resident_flag'], reasons: [], why_not: [], bands: [] },
  ...{ x: one(1), y: one(1), precision: one(1), channel: one(0), safe: one(0), happened: one(0), month: one(1) },
  ...{ times: one(0), days: one(0), strength: one(0), reason: one([]), weightiest: one(-1), voice: one(0) },
  ...{ reported: one(0), why: one([]) },
};
