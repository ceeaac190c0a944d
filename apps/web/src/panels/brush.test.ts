import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisDays, drag, type Extent, fit, gripAt, moveBy, press } from './brush.ts';
import { dayNumber, dayText } from './calendar.ts';

const daily: Extent = { from: 100, to: 1000, snap: 'day' };
const monthly: Extent = { from: dayNumber('2021-01-01'), to: dayNumber('2021-12-31'), snap: 'month' };
const words = ({ from, to }: { from: number; to: number }) => `${dayText(from)}…${dayText(to)}`;
const inside = fc.integer({ min: -200, max: 1500 });

describe('a dragged brush', () => {
  it('stays within the data and the right way round, whatever is dragged where', () => {
    fc.assert(
      fc.property(
        inside,
        inside,
        inside,
        inside,
        fc.constantFrom('from' as const, 'to' as const, 'both' as const, 'new' as const),
        (a, b, c, d, grip) => {
          const span = drag(fit({ from: a, to: b }, daily), grip, c, d, daily);
          expect(span.from).toBeGreaterThanOrEqual(daily.from);
          expect(span.to).toBeLessThanOrEqual(daily.to);
          expect(span.from).toBeLessThanOrEqual(span.to);
        },
      ),
    );
  });

  it('keeps its length while it is moved, also against the edge', () => {
    expect(moveBy({ from: 200, to: 229 }, 10, daily)).toEqual({ from: 210, to: 239 });
    expect(moveBy({ from: 200, to: 229 }, 9999, daily)).toEqual({ from: 971, to: 1000 });
    expect(moveBy({ from: 200, to: 229 }, -9999, daily)).toEqual({ from: 100, to: 129 });
  });

  it('turns round when an end is pulled past the other', () => {
    expect(drag({ from: 200, to: 300 }, 'from', 200, 350, daily)).toEqual({ from: 300, to: 350 });
  });

  it('covers whole months where no finer time is known', () => {
    const a = dayNumber('2021-03-10');
    const b = dayNumber('2021-05-02');
    expect(words(drag(monthly, 'new', a, b, monthly))).toBe('2021-03-01…2021-05-31');
    expect(words(moveBy({ from: dayNumber('2021-02-01'), to: dayNumber('2021-03-31') }, 33, monthly))).toBe(
      '2021-03-01…2021-04-30',
    );
    expect(words(moveBy({ from: dayNumber('2021-02-01'), to: dayNumber('2021-03-31') }, 9999, monthly))).toBe(
      '2021-11-01…2021-12-31',
    );
  });

  it('is held by an end near it, by its middle inside it, and drawn anew outside', () => {
    const span = { from: 200, to: 299 };
    expect(gripAt(202, span, 5)).toBe('from');
    expect(gripAt(303, span, 5)).toBe('to');
    expect(gripAt(250, span, 5)).toBe('both');
    expect(gripAt(400, span, 5)).toBe('new');
    expect(gripAt(250, null, 5)).toBe('new');
  });
});

describe('a thumb on the keyboard', () => {
  const span = { from: 200, to: 300 };
  const options = { extent: daily, mirrored: false, shift: false };

  it('moves a day with an arrow, a week with Shift', () => {
    expect(press(span, 'from', 'ArrowRight', options)).toEqual({ from: 201, to: 300 });
    expect(press(span, 'to', 'ArrowDown', options)).toEqual({ from: 200, to: 299 });
    expect(press(span, 'to', 'ArrowLeft', { ...options, shift: true })).toEqual({ from: 200, to: 293 });
  });

  it('moves a month with Page Up and Page Down', () => {
    const from = dayNumber('2026-03-31');
    const wide: Extent = { from: 0, to: dayNumber('2026-12-31'), snap: 'day' };
    const moved = press({ from, to: wide.to }, 'from', 'PageDown', { ...options, extent: wide });
    expect(dayText(moved!.from)).toBe('2026-02-28');
  });

  it('goes to the ends with Home and End, but not past the other thumb', () => {
    expect(press(span, 'from', 'Home', options)).toEqual({ from: 100, to: 300 });
    expect(press(span, 'from', 'End', options)).toEqual({ from: 300, to: 300 });
    expect(press(span, 'to', 'Home', options)).toEqual({ from: 200, to: 200 });
    expect(press({ from: 300, to: 300 }, 'from', 'ArrowRight', options)).toEqual({ from: 300, to: 300 });
  });

  it('follows the eye where the chart is mirrored: left is later', () => {
    expect(press(span, 'from', 'ArrowLeft', { ...options, mirrored: true })).toEqual({ from: 201, to: 300 });
    expect(press(span, 'from', 'ArrowUp', { ...options, mirrored: true })).toEqual({ from: 201, to: 300 });
  });

  it('moves by whole months where no finer time is known', () => {
    const months = { from: dayNumber('2021-03-01'), to: dayNumber('2021-05-31') };
    const at = { extent: monthly, mirrored: false, shift: false };
    expect(words(press(months, 'from', 'ArrowRight', at)!)).toBe('2021-04-01…2021-05-31');
    expect(words(press(months, 'to', 'ArrowRight', at)!)).toBe('2021-03-01…2021-06-30');
    expect(words(press(months, 'to', 'PageUp', at)!)).toBe('2021-03-01…2021-12-31');
  });

  it('leaves at least one whole month between the thumbs where the time is only a month', () => {
    const months = { from: dayNumber('2021-03-01'), to: dayNumber('2021-05-31') };
    const at = { extent: monthly, mirrored: false, shift: false };
    for (const key of ['PageUp', 'End'])
      expect(words(press(months, 'from', key, at)!), key).toBe('2021-05-01…2021-05-31');
    for (const key of ['PageDown', 'Home'])
      expect(words(press(months, 'to', key, at)!), key).toBe('2021-03-01…2021-03-31');
  });

  it('leaves other keys to the page', () => {
    expect(press(span, 'from', 'a', options)).toBeNull();
    expect(press(span, 'from', 'Tab', options)).toBeNull();
  });
});

describe('labels on the axis', () => {
  it('never crowd, and stand on the first day of their unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 200, max: 2000 }),
        (from, length, width) => {
          const { days } = axisDays({ from, to: from + length - 1 }, width, 70);
          expect(days.length).toBeLessThanOrEqual(Math.floor(width / 70) + 1);
          for (const day of days) expect(day).toBeGreaterThanOrEqual(from);
        },
      ),
    );
  });

  it('are years for five years on a wide screen', () => {
    const { unit, days } = axisDays({ from: dayNumber('2022-01-01'), to: dayNumber('2026-11-21') }, 340, 60);
    expect(unit).toBe('year');
    expect(days.map(dayText)).toEqual(['2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01']);
  });
});
