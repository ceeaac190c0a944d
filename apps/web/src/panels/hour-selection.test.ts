import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isJust,
  moveCell,
  rectangle,
  selectedCells,
  simplest,
  toggleHour,
  toggleWeekday,
  weekdayRuns,
  withSelection,
} from './hour-selection.ts';
import { weekWords } from './week-words.ts';

const chosen = (mask: Uint8Array): string[] =>
  [...mask].flatMap((on, i) => (on === 1 ? [`${'mtwtfss'[Math.floor(i / 24)]}${Math.floor(i / 24)}:${i % 24}`] : []));

describe('hours of the week', () => {
  it('past midnight belong to the weekday they began on', () => {
    expect(chosen(selectedCells({ hours: { start: 22, end: 2 }, weekdays: [5] }))).toEqual([
      'f4:22',
      'f4:23',
      's5:0',
      's5:1',
    ]);
  });

  it('past midnight on Sunday are Monday morning', () => {
    expect(chosen(selectedCells({ hours: { start: 23, end: 1 }, weekdays: [7] }))).toEqual(['m0:0', 's6:23']);
  });

  it('are all 168 without limits, and a whole day where start is end', () => {
    expect(selectedCells({}).every((on) => on === 1)).toBe(true);
    expect(chosen(selectedCells({ weekdays: [1], hours: { start: 0, end: 0 } }))).toHaveLength(24);
  });

  it('come from a drag as the rectangle it covers', () => {
    expect(rectangle({ row: 5, hour: 23 }, { row: 4, hour: 22 })).toEqual({
      weekdays: [5, 6],
      hours: { start: 22, end: 0 },
    });
    expect(rectangle({ row: 0, hour: 8 }, { row: 4, hour: 15 })).toEqual({
      weekdays: [1, 2, 3, 4, 5],
      hours: { start: 8, end: 16 },
    });
    expect(rectangle({ row: 0, hour: 0 }, { row: 6, hour: 23 })).toEqual({});
  });

  it('go on into the night when a drag passes midnight', () => {
    expect(rectangle({ row: 4, hour: 22 }, { row: 4, hour: 25 })).toEqual({
      weekdays: [5],
      hours: { start: 22, end: 2 },
    });
  });

  it('cover the cells that were dragged over, for every drag inside the matrix', () => {
    const cell = fc.record({ row: fc.integer({ min: 0, max: 6 }), hour: fc.integer({ min: 0, max: 23 }) });
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const mask = selectedCells(rectangle(a, b));
        const n = (Math.abs(a.row - b.row) + 1) * (Math.abs(a.hour - b.hour) + 1);
        expect(mask.reduce((sum, on) => sum + on, 0)).toBe(n);
        expect(mask[a.row * 24 + a.hour]).toBe(1);
        expect(mask[b.row * 24 + b.hour]).toBe(1);
      }),
    );
  });
});

describe('a weekday’s header', () => {
  it('takes the day in, then out; with the last one out every day counts again', () => {
    const friday = toggleWeekday({}, 5);
    expect(friday).toEqual({ weekdays: [5] });
    expect(toggleWeekday(friday, 6)).toEqual({ weekdays: [5, 6] });
    expect(toggleWeekday(friday, 5)).toEqual({});
  });

  it('leaves the hours as they are', () => {
    expect(toggleWeekday({ hours: { start: 22, end: 2 } }, 5)).toEqual({ hours: { start: 22, end: 2 }, weekdays: [5] });
  });
});

describe('an hour’s header', () => {
  it('takes the hour, and gives it back', () => {
    const one = toggleHour({}, 22, false);
    expect(one).toEqual({ hours: { start: 22, end: 23 } });
    expect(toggleHour(one, 22, false)).toEqual({});
  });

  it('stretches the range, past midnight too', () => {
    expect(toggleHour({ hours: { start: 22, end: 23 } }, 1, true)).toEqual({ hours: { start: 22, end: 2 } });
  });
});

it('is written without what does not limit', () => {
  expect(simplest({ weekdays: [1, 2, 3, 4, 5, 6, 7], hours: { start: 0, end: 0 } })).toEqual({});
  expect(withSelection({ from: '2026-01-01', weekdays: [1] }, {})).toEqual({ from: '2026-01-01' });
});

it('clears when its only cell is pressed again', () => {
  expect(isJust({ weekdays: [5], hours: { start: 22, end: 23 } }, { row: 4, hour: 22 })).toBe(true);
  expect(isJust({ weekdays: [5], hours: { start: 22, end: 0 } }, { row: 4, hour: 22 })).toBe(false);
  expect(isJust({ hours: { start: 22, end: 23 } }, { row: 4, hour: 22 })).toBe(false);
});

it('moves with the arrows, stops at the edges, and follows the eye where mirrored', () => {
  expect(moveCell({ row: 0, hour: 0 }, 'ArrowUp', false)).toEqual({ row: 0, hour: 0 });
  expect(moveCell({ row: 3, hour: 5 }, 'ArrowRight', false)).toEqual({ row: 3, hour: 6 });
  expect(moveCell({ row: 3, hour: 5 }, 'ArrowRight', true)).toEqual({ row: 3, hour: 4 });
  expect(moveCell({ row: 3, hour: 5 }, 'End', false)).toEqual({ row: 3, hour: 23 });
  expect(moveCell({ row: 3, hour: 5 }, 'x', false)).toBeNull();
});

it('says its days as runs, over the weekend’s end too', () => {
  expect(weekdayRuns([1, 2, 3, 5])).toEqual([
    [1, 3],
    [5, 5],
  ]);
  expect(weekdayRuns([7, 1])).toEqual([[7, 1]]);
  expect(weekdayRuns([1, 2, 3, 4, 5, 6, 7])).toEqual([[1, 7]]);
});

it('reads as a person would say it', () => {
  const words = (selection: Parameters<typeof weekWords>[0]) =>
    weekWords(selection, 'sv').replace(/[\u2066\u2069]/g, '');
  expect(words({ weekdays: [5, 6], hours: { start: 22, end: 2 } })).toBe('fre–lör 22–02');
  expect(words({ weekdays: [1, 3] })).toBe('mån, ons');
  expect(words({})).toBe('');
});
