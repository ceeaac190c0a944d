import type { Tally } from '@lagesbild/contract';
import { expect, it } from 'vitest';
import { dayNumber } from './calendar.ts';
import { compareWithYearBefore } from './compare.ts';
import { classOf, countScale } from './count-scale.ts';
import { withDiscovery } from './discovery.ts';
import { spanOf, timelineOf, withSpan } from './extent.ts';
import { culprits, limitsOf, without } from './limits.ts';
import { fitness, matches } from './search-text.ts';

const nothing: Tally = {
  data_version: 1,
  total: 10,
  n: 0,
  mapped: 0,
  left_out: { discovery: 0, hourless: 0, coarse: 0 },
  first_day: '2026-01-01',
  days: [0, 0],
  hours: new Array(168).fill(0),
  categories: {},
  places: {},
};

it('names the limits that alone keep everything out', () => {
  const filter = { from: '2026-01-01', weekdays: [1], categories: ['x'] };
  expect(culprits(filter, { ...nothing, days: [0, 3] })).toEqual(['period']);
  expect(culprits(filter, { ...nothing, categories: { y: 1 } })).toEqual(['categories']);
  expect(culprits(filter, nothing)).toEqual([]);
});

it('names a limit that stands alone, though no breakdown shows what it keeps out', () => {
  expect(culprits({ places: ['valsta'] }, nothing)).toEqual(['places']);
  expect(culprits({ precision: ['point'] }, nothing)).toEqual(['precision']);
});

it('takes one limit away and leaves the others', () => {
  const filter = { from: '2026-01-01', to: '2026-02-01', hours: { start: 1, end: 2 } };
  expect(limitsOf(filter)).toEqual(['period', 'week']);
  expect(without(filter, 'period')).toEqual({ hours: { start: 1, end: 2 } });
});

it('writes the default discovery as no limit, and keeps the last one in', () => {
  const more = withDiscovery({}, 'police_discovered', true);
  expect(more.discovery).toEqual(['resident_reported', 'police_discovered', 'unknown']);
  expect(withDiscovery(more, 'police_discovered', false)).toEqual({});
  expect(withDiscovery({ discovery: ['unknown'] }, 'unknown', false)).toEqual({ discovery: ['unknown'] });
});

it('compares with the same weeks a year before, where the data reach that far', () => {
  const first = dayNumber('2024-01-01');
  const days = new Array<number>(800).fill(1);
  const extent = { from: first, to: first + 799, snap: 'day' as const };
  const tally = { ...nothing, first_day: '2024-01-01', days };
  const found = compareWithYearBefore(tally, { from: first + 400, to: first + 427 }, extent);
  expect([found?.now, found?.before, found?.late]).toEqual([28, 28, false]);
  expect(compareWithYearBefore(tally, { from: first + 790, to: first + 799 }, extent)?.late).toBe(true);
  expect(compareWithYearBefore(tally, { from: first + 300, to: first + 327 }, extent)).toBeNull();
  expect(compareWithYearBefore(tally, null, extent)).toBeNull();
});

it('keeps the time bar as wide as the data while rows arrive', () => {
  const data = {
    version: 1,
    incidents: 2,
    first_day: '2026-01-01',
    last_day: '2026-01-10',
    monthly: false,
    demonstration: false,
  };
  const timeline = timelineOf(data, { ...nothing, first_day: '2026-01-03', days: [4, 5] });
  expect(timeline?.days).toEqual([0, 0, 4, 5, 0, 0, 0, 0, 0, 0]);
  expect(timelineOf({ ...data, first_day: null, last_day: null }, null)).toBeNull();
});

it('shows whole months where the month is all that is known', () => {
  const data = {
    version: 1,
    incidents: 9,
    first_day: '2021-01-01',
    last_day: '2021-03-01',
    monthly: true,
    demonstration: false,
  };
  const days = new Array<number>(60).fill(0);
  days[0] = 4;
  days[59] = 5;
  const timeline = timelineOf(data, { ...nothing, first_day: '2021-01-01', days });
  expect(timeline?.extent).toEqual({ from: dayNumber('2021-01-01'), to: dayNumber('2021-03-31'), snap: 'month' });
  expect(timeline?.days).toHaveLength(90);
  expect(timelineOf(data, null)?.extent, 'before the first row is here').toEqual(timeline?.extent);
});

it('writes the whole extent as no limit', () => {
  const extent = { from: dayNumber('2026-01-01'), to: dayNumber('2026-01-31') };
  expect(withSpan({ weekdays: [1], from: '2025-01-01' }, extent, extent)).toEqual({ weekdays: [1] });
  expect(spanOf({ from: '2025-06-01' }, extent)).toEqual(extent);
  expect(spanOf({}, extent)).toBeNull();
});

it('keeps a period that holds no day of the data as it was asked, and none of them stands for it', () => {
  const extent = { from: dayNumber('2026-01-01'), to: dayNumber('2026-11-22') };
  const asked = { from: dayNumber('2030-01-01'), to: dayNumber('2030-02-01') };
  expect(spanOf({ from: '2030-01-01', to: '2030-02-01' }, extent)).toEqual(asked);
  expect(spanOf({ from: '2030-01-01' }, extent)).toEqual({ from: asked.from, to: asked.from });
  expect(spanOf({ to: '2020-01-01' }, extent)?.to).toBe(dayNumber('2020-01-01'));
  expect(spanOf({ from: '2026-11-22', to: '2030-02-01' }, extent)).toEqual({ from: extent.to, to: extent.to });
});

it('gives a count a class that can be read back from the legend', () => {
  const scale = countScale(180);
  expect(scale.bounds).toEqual([1, 10, 20, 50, 100]);
  expect([0, 1, 9, 10, 99, 100, 500].map((n) => classOf(n, scale))).toEqual([0, 1, 1, 2, 4, 5, 5]);
  expect(countScale(3).bounds).toEqual([1, 2, 5, 10, 20]);
});

it('finds places without marks or case, better where the name begins so', () => {
  expect(matches('Märsta', 'marsta')).toBe(true);
  expect(matches('Marsta', 'MÄR')).toBe(true);
  expect(matches('إيكيلا', 'ايكيلا')).toBe(true);
  expect(fitness('Valsta centrum', 'val')).toBe(3);
  expect(fitness('Valsta centrum', 'cen')).toBe(2);
  expect(fitness('Valsta centrum', 'sta')).toBe(1);
  expect(fitness('Valsta centrum', 'xyz')).toBe(0);
});
