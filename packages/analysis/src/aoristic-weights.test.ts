import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { aoristicWeights } from './aoristic-weights.ts';
import { clockChanges } from './clock-changes.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

/** Local less universal time in Stockholm, minutes, as the runtime's time zone data has it. */
const shownThere = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Stockholm', hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});
const localMinute = (utc: number): number => {
  const part = Object.fromEntries(shownThere.formatToParts(utc * 60_000).map(({ type, value }) => [type, +value]));
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) / 60_000;
};
const utc = (iso: string): number => Date.parse(`${iso}Z`) / 60_000;
/** Minutes as a clock on the wall shows them. */
const local = utc;
const clock = clockChanges((at) => localMinute(at) - at, utc('2023-01-01T00:00'), utc('2026-01-01T00:00'));

const day = (from: string, hours: number): Float64Array =>
  aoristicWeights([local(from)], [hours * 60], { bins: 'day', clock }).weights;
const nonZero = (weights: Float64Array): Record<number, number> =>
  Object.fromEntries([...weights.entries()].filter(([, weight]) => weight > 0));

describe('clock changes', () => {
  test('are those of the time zone, in what the clock shows before', () => {
    const iso = [...clock.at_min].map((at) => new Date(at * 60_000).toISOString().slice(0, 16));
    expect(iso).toEqual([
      ...['2023-03-26T02:00', '2023-10-29T03:00', '2024-03-31T02:00'],
      ...['2024-10-27T03:00', '2025-03-30T02:00', '2025-10-26T03:00'],
    ]);
    expect([...clock.shift_min]).toEqual([60, -60, 60, -60, 60, -60]);
    expect(() => clockChanges(() => 0, 5, Number.NaN)).toThrow('from 5 to NaN');
    expect(() => clockChanges(() => 0, 5, 4)).toThrow('from 5 to 4');
  });
});

describe('aoristic weights', () => {
  test('of 10:55 to 11:55 are 0.0833 and 0.9167 (Ratcliffe 2002)', () => {
    const { weights } = aoristicWeights([local('2024-05-06T10:55')], [60], { bins: 'day' });
    expect(weights[10]).toBeCloseTo(5 / 60, 15);
    expect(weights[11]).toBeCloseTo(55 / 60, 15);
    const monday = aoristicWeights([local('2024-05-06T10:55')], [60], { bins: 'week' }).weights;
    expect([monday[10], monday[11]]).toEqual([weights[10], weights[11]]);
  });

  test('without an end are 1 in the hour of the start, over a week the same in every hour', () => {
    const start = local('2024-05-12T23:59'); // a Sunday
    const { weights, ...rest } = aoristicWeights([start, start, start], [0, Number.NaN, 10_081], { bins: 'week' });
    expect(rest).toEqual({ counted: 3, withoutEnd: 2, overAWeek: 1, refused: 0 });
    expect(weights[167]).toBeCloseTo(2 + 1 / 168, 14);
    expect(weights.filter((weight) => weight === 1 / 168).length).toBe(167);
    expect(aoristicWeights([start], [10_081], { bins: 'day' }).weights.every((weight) => weight === 1 / 24)).toBe(true);
  });

  test('over the night the clock goes back have the hour of 02 twice', () => {
    expect(nonZero(day('2024-10-27T01:00', 4))).toEqual({ 1: 0.25, 2: 0.5, 3: 0.25 });
    expect(nonZero(day('2024-10-27T02:30', 1))).toEqual({ 2: 1 }); // the first 02:30, to the second
    expect(nonZero(day('2024-10-27T03:00', 1))).toEqual({ 3: 1 });
  });

  test('over the spring night have no hour of 02, and a start that doesn’t exist is an hour later', () => {
    expect(nonZero(day('2024-03-31T01:00', 2))).toEqual({ 1: 0.5, 3: 0.5 });
    expect(nonZero(day('2024-03-31T02:30', 1))).toEqual({ 3: 0.5, 4: 0.5 });
    expect(nonZero(day('2024-03-31T02:30', 0))).toEqual({ 3: 1 });
    expect(nonZero(day('2024-03-31T03:00', 1))).toEqual({ 3: 1 });
  });

  test('are what every real minute adds up to, through both nights', () => {
    const start = fc.constantFrom('2024-03-30T20:00', '2024-10-26T20:00', '2024-07-01T00:00').map(utc);
    fc.assert(
      fc.property(start, fc.nat(900), fc.integer({ min: 1, max: 1200 }), (base, later, duration) => {
        const from = base + later;
        const begin = localMinute(from);
        fc.pre(localMinute(from - 60) !== begin); // the second of two: a local time can't say so
        const expected = new Float64Array(168);
        for (let at = from; at < from + duration; at++)
          expected[Math.floor((localMinute(at) / 60 + 72) % 168)]! += 1 / duration;
        const { weights } = aoristicWeights([begin], [duration], { bins: 'week', clock });
        weights.forEach((weight, hour) => {
          expect(weight).toBeCloseTo(expected[hour]!, 12);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('add up to what was counted, and do not depend on order or on which week it was', () => {
    const minute = fc.integer({ min: -3_000_000, max: 30_000_000 });
    const duration = fc.oneof(fc.nat(20_000), fc.constantFrom(Number.NaN, -5, 0, 10_080, 10_081, 1e9));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(minute, duration), { maxLength: 50 }),
        fc.constantFrom('week', 'day'),
        (rows, bins) => {
          const [starts, lengths] = [rows.map(([at]) => at), rows.map(([, length]) => length)];
          const seen = aoristicWeights(starts, lengths, { bins, clock });
          const sum = seen.weights.reduce((total, weight) => total + weight, 0);
          expect(seen.refused).toBe(lengths.filter((length) => length < 0).length);
          expect(seen.counted + seen.refused).toBe(rows.length);
          expect(sum).toBeCloseTo(seen.counted, 9);
          const turned = aoristicWeights(starts.toReversed(), lengths.toReversed(), { bins, clock });
          const later = aoristicWeights(
            starts.map((at) => at + 10_080),
            lengths,
            { bins },
          );
          const plain = aoristicWeights(starts, lengths, { bins });
          plain.weights.forEach((weight, hour) => {
            expect(turned.weights[hour]).toBeCloseTo(seen.weights[hour]!, 9);
            expect(later.weights[hour]).toBeCloseTo(weight, 9);
          });
        },
      ),
    );
  });

  test('of nothing are 0; what has no start or ends before it is refused, not counted as anything', () => {
    expect(aoristicWeights([], [], { bins: 'week' }).weights).toEqual(new Float64Array(168));
    const seen = aoristicWeights([Number.NaN, Infinity, 5], [1, 1, -1], { bins: 'day' });
    expect([seen.refused, seen.counted, ...seen.weights]).toEqual([3, 0, ...new Float64Array(24)]);
    expect(() => aoristicWeights([1, 2], [1], { bins: 'day' })).toThrow('2 starts and 1 durations');
  });
});
