import { describe, expect, test } from 'vitest';
import { countAreas, likeAreas } from './area-history.ts';
import { isoDay } from './criteria.ts';
import { criteriaOf, EVERYTHING, POLYGONS, randomRows, square, storeOf } from './testing.ts';

const areas = [...POLYGONS.values()];
const periods = [
  { from: 2, to: 6 },
  { from: 9, to: 13 },
];

describe('incidents of areas, period by period', () => {
  test.each([EVERYTHING, {}, { categories: ['theft'] }])(
    'are what the page counts in a place of that outline, when registrations aren’t known: %j',
    (filter) => {
      const rows = randomRows(4000, 3).map((row) => ({ ...row, registered: -2147483648 }));
      const store = storeOf(rows);
      const found = countAreas(store, criteriaOf(filter), { areas, periods });
      const tallied = [...POLYGONS.keys()].map((slug) =>
        periods.map(({ from, to }) => {
          const kind = slug === 'east' ? { areas: [slug] } : { places: [slug] };
          return store.tally(criteriaOf({ ...filter, ...kind, from: isoDay(from), to: isoDay(to) })).n;
        }),
      );
      expect(found).toMatchObject({ counts: tallied, equal_age: false, as_of: null });
      expect(found.counts.flat().every((n) => n > 0)).toBe(true);
    },
  );

  test('count an earlier period’s only as soon as the last one’s could be known', () => {
    const row = { ...randomRows(1, 1)[0]!, x: 10, y: 10, precision: 0, time_precision: 0, discovery: 0, report: -1 };
    const on = (day: number, registered: number, n: number) =>
      Array.from({ length: n }, () => ({ ...row, minute: day * 1440 + 5, registered }));
    // Of five before, two came in ten days late: those of the last period that will can't be here yet.
    const rows = [...on(3, 4, 3), ...on(3, 13, 2), ...on(10, 11, 3)].map((one, at) => ({ ...one, row: at + 1 }));
    const found = countAreas(storeOf(rows), criteriaOf(EVERYTHING), { areas: [square(0, 0, 100)], periods });
    expect(found).toMatchObject({ counts: [[3, 3]], equal_age: true, as_of: 13 });
  });
});

test('places of the same shape are compared with the area’s own history: itself is like itself', () => {
  const rows = randomRows(3000, 5);
  const shifts = Int32Array.of(0, 0, 50_000, 0, 90_000_000, 0);
  const found = likeAreas(storeOf(rows), criteriaOf(EVERYTHING), { area: areas[1]!, shifts, periods });
  const moved = countAreas(storeOf(rows.map((row) => ({ ...row, registered: -2147483648 }))), criteriaOf(EVERYTHING), {
    areas: [areas[1]!, square(-50_000, -100_000, 200_000)],
    periods,
  });
  const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);
  expect(found.own).toEqual(moved.counts[0]);
  expect(found.n).toEqual([...moved.counts.map(sum), 0]);
  expect(found.similarity[0]).toBe(1);
  expect(found.similarity[1]).toBeGreaterThan(0);
  expect(found.similarity[1]).toBeLessThan(1);
  expect(found.similarity[2]).toBe(0);
});
