import { expect, test } from 'vitest';
import {
  bandText,
  byChance,
  choiceOf,
  columnOf,
  hashOf,
  type ReleaseFile,
  shownSquares,
  soundChoice,
} from './release.ts';

const group = (n: number) => ({ group: n, names: { sv: `${n}` } });
const file = {
  grid: { side_m: 1000 },
  squares: { east: [1, 2, 3], north: [7, 7, 8], names: [[], [{ sv: 'Valsta' }], []] },
  subjects: {
    incident: { groups: [group(1), group(2)], bands: [10, 0, 10, 20, 0, 35], total: null },
    unsafe: { groups: [], bands: [0, 15, 0], total: 100 },
    safe: { groups: [], bands: [0, 0, 0], total: 0 },
  },
} as unknown as ReleaseFile;

test('a quarter’s column is that of the group, a year’s is all there is', () => {
  expect(columnOf(file, { subject: 'incident', group: 2 })).toEqual([0, 20, 35]);
  expect(columnOf(file, { subject: 'incident', group: null })).toEqual([10, 10, 0]);
  expect(columnOf(file, { subject: 'unsafe', group: null })).toEqual([0, 15, 0]);
});

test('the largest squares come first, of equal ones those with a name', () => {
  expect(shownSquares(file, { subject: 'incident', group: 1 }).map(({ square }) => square)).toEqual([1, 0]);
  expect(shownSquares(file, { subject: 'incident', group: 2 })[0]).toMatchObject({
    band: 35,
    east_m: 3000,
    north_m: 8000,
  });
  expect(shownSquares(file, { subject: 'safe', group: null })).toEqual([]);
});

test('bands read as the files write them', () => {
  expect([0, 10, 15, 20, 30, 105].map(bandText)).toEqual(['0–9', '10–14', '15–19', '20–29', '30–34', '105–109']);
});

test('a choice survives its address; one that can’t be had becomes the nearest that can', () => {
  const releases = [
    { release: 'quarter-2026-2', kind: 'quarter' as const, from: '', to: '', withdrawn: { on: '', reason: '' } },
    { release: 'quarter-2026-1', kind: 'quarter' as const, from: '', to: '', withdrawn: null },
    { release: 'year-2025', kind: 'year' as const, from: '', to: '', withdrawn: null },
  ];
  const choice = { release: 'quarter-2026-1', subject: 'incident' as const, group: 3 };
  expect(soundChoice(choiceOf(hashOf(choice)), releases)).toEqual(choice);
  expect(soundChoice(choiceOf('#quarter-2026-2/nonsense/44'), releases)).toEqual({
    ...{ release: 'year-2025', subject: 'unsafe', group: null },
  });
  expect(soundChoice({}, [])).toBeNull();
});

test('noise alone lifts one square in forty-eight to ten; what it explains is said to be explained', () => {
  expect(byChance(396, 11)).toEqual({ expected: 8, explains: true });
  expect(byChance(396, 40)).toEqual({ expected: 8, explains: false });
  expect(byChance(0, 0)).toEqual({ expected: 0, explains: true });
});
