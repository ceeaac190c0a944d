import { expect, it } from 'vitest';
import type { Extent } from './brush.ts';
import { dayNumber, dayText } from './calendar.ts';
import { advance, firstHead, frameAt, fullestFrames } from './playhead.ts';

const extent: Extent = { from: 0, to: 365, snap: 'day' };

it('shows four weeks that move, or everything so far', () => {
  expect(frameAt(100.7, 'moving', extent)).toEqual({ from: 73, to: 100 });
  expect(frameAt(100.7, 'cumulative', extent)).toEqual({ from: 0, to: 100 });
  expect(frameAt(10, 'moving', extent)).toEqual({ from: 0, to: 10 });
});

it('moves by whole months where no finer time is known', () => {
  const monthly: Extent = { from: dayNumber('2021-01-01'), to: dayNumber('2021-12-31'), snap: 'month' };
  const { from, to } = frameAt(dayNumber('2021-05-17'), 'moving', monthly);
  expect([dayText(from), dayText(to)]).toEqual(['2021-03-01', '2021-05-31']);
});

it('goes on from where the chosen period ends, or from the start at the end of the data', () => {
  expect(firstHead({ from: 50, to: 80 }, extent)).toBe(80);
  expect(firstHead({ from: 300, to: 365 }, extent)).toBe(27);
  expect(firstHead(null, extent)).toBe(27);
});

it('keeps its speed whatever the frame rate, and stops on the last day', () => {
  expect(advance(10, 1000, 28, extent)).toBe(38);
  expect(advance(10, 500, 28, extent)).toBe(24);
  expect(advance(360, 1000, 28, extent)).toBe(365);
  expect(advance(365, 16, 28, extent)).toBeNull();
});

it('knows how high a run goes by its fullest windows, and by its last frame where it only grows', () => {
  const year: Extent = { from: 1000, to: 1364, snap: 'day' };
  const days = new Array<number>(365).fill(1);
  days.fill(9, 365 - 56, 365 - 28);
  const moving = fullestFrames('moving', year, days);
  expect(moving[0]).toEqual({ from: 1309, to: 1336 });
  expect(moving).toHaveLength(6);
  for (const frame of moving) expect(frame.to - frame.from).toBe(27);
  expect(fullestFrames('cumulative', year, days)).toEqual([{ from: 1000, to: 1364 }]);
});
