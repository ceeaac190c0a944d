import { expect, test } from 'vitest';
import { bandAt, emptyDraft, felt, isBegun, observationOf } from './draft.ts';

const REASONS = [
  { code: 'dark', feeling: 'unsafe' as const, names: null, publication_group: 3 },
  { code: 'well_lit', feeling: 'safe' as const, names: null, publication_group: 3 },
];
const EMPTY = emptyDraft('k', 's', 19);

test('every hour has its part of the day, the night past midnight too', () => {
  expect([5, 6, 9, 10, 17, 18, 21, 22, 23, 0].map(bandAt)).toEqual([
    ...['night', 'morning', 'morning', 'day', 'day', 'evening', 'evening', 'night', 'night', 'night'],
  ]);
});

test('a draft that only knows the hour isn’t begun; one with a feeling, a photo or a word is', () => {
  expect(isBegun(EMPTY)).toBe(false);
  expect(isBegun({ ...EMPTY, feeling: 'safe' })).toBe(true);
  expect(isBegun({ ...EMPTY, photos: [{ key: 'p', picture: new Blob() }] })).toBe(true);
  expect(isBegun({ ...EMPTY, note: 'x' })).toBe(true);
});

test('the other feeling takes the reasons along that go with it', () => {
  const unsafe = { ...EMPTY, feeling: 'unsafe' as const, reasons: ['dark'] };
  expect(felt(unsafe, 'safe', REASONS)).toMatchObject({ feeling: 'safe', reasons: [] });
  expect(felt(unsafe, 'unsafe', REASONS).reasons).toEqual(['dark']);
});

test('what is sent has the reason that weighs most, and nothing that is only the page’s', () => {
  const draft = { ...EMPTY, feeling: 'unsafe' as const, reasons: ['litter', 'dark'], note: ' två lampor ' };
  expect(observationOf(draft)).toEqual({
    ...{ stop_id: 's', precision: 'point', feeling: 'unsafe', reasons: ['dark', 'litter'], weightiest: 'litter' },
    ...{ times: ['evening'], strength: null, manager: null, note: 'två lampor' },
  });
});
