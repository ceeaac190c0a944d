import { expect, it } from 'vitest';
import { newMark } from './draft.ts';
import { saidSoFar } from './said.ts';

const HERE = { type: 'Point' as const, coordinates: [17.85, 59.62] as [number, number] };

it('nothing said is nothing counted', () => {
  expect(saidSoFar([])).toMatchObject({ unsafe: 0, safe: 0, reasons: [] });
});

it('marks are counted by feeling, reason and part of the day; the most given reason comes first', () => {
  const said = saidSoFar([
    { ...newMark('a', HERE, 'unsafe'), reasons: ['drunk', 'dark'], times: ['evening', 'night'] },
    { ...newMark('b', HERE, 'unsafe'), reasons: ['dark'], times: ['night'] },
    { ...newMark('c', HERE, 'safe'), reasons: ['well_lit'] },
  ]);
  expect(said).toMatchObject({ unsafe: 2, safe: 1 });
  expect(said.reasons).toEqual([
    { code: 'dark', n: 2 },
    { code: 'drunk', n: 1 },
    { code: 'well_lit', n: 1 },
  ]);
  expect(said.times.map(({ n }) => n)).toEqual([0, 0, 1, 2]);
});
