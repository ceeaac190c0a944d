import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { off } from './chance.testing.ts';
import { poissonMass } from './gamma.ts';
import { poissonInterval } from './poisson-interval.ts';

describe('the interval of a count', () => {
  test('is that of R 4.2.2 poisson.test (bench/reference/rates.R)', () => {
    for (const [count, exposure, level, low, high] of [
      [0, 1, 0.95, 0, 3.68887945411394],
      [1, 1, 0.95, 0.0253178079842899, 5.5716433909389],
      [14, 1, 0.95, 7.6539302763006, 23.4896211218356],
      [14, 365, 0.9, 0.0231888699238664, 0.0599629751037564],
      [340, 12.5, 0.99, 23.5506529517426, 31.2353643273635],
      [123_456, 1, 0.95, 122768.288698516, 124146.608395345],
    ] as const) {
      const interval = poissonInterval(count, { exposure, level });
      expect(interval.rate).toBe(count / exposure);
      expect(Math.max(off(interval.low, low), off(interval.high, high))).toBeLessThan(1e-12);
    }
  });

  test('of 95 % covers the true rate at least 95 % of the time, summed over every count there can be', () => {
    const intervals = Array.from({ length: 400 }, (_, count) => poissonInterval(count));
    for (const mean of [0.05, 0.5, 1, 2.3, 3.7, 7, 14, 30, 62.5, 200]) {
      let covered = 0;
      for (const [count, { low, high }] of intervals.entries())
        if (low <= mean && mean <= high) covered += poissonMass(count, mean);
      expect(covered).toBeGreaterThanOrEqual(0.95);
      if (mean >= 14) expect(covered).toBeLessThan(0.975); // conservative, but less so the more there is
    }
  });

  test('grows with level, rises with the count and scales with exposure', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.double({ min: 0.5, max: 0.99, noNaN: true }), (count, level) => {
        const narrow = poissonInterval(count, { level });
        const wide = poissonInterval(count, { level: level + 0.009 });
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThan(narrow.high);
        expect(narrow.low).toBeLessThanOrEqual(count);
        expect(narrow.high).toBeGreaterThan(count);
        expect(poissonInterval(count + 1, { level }).low).toBeGreaterThan(narrow.low);
        expect(poissonInterval(count, { level, exposure: 4 }).high).toBe(narrow.high / 4);
      }),
    );
  });

  test('is refused for what is no count, exposure or level, by its value', () => {
    for (const count of [-1, 1.5, Number.NaN, Infinity]) expect(() => poissonInterval(count)).toThrow(`${count} inc`);
    for (const exposure of [0, -2, Number.NaN, Infinity])
      expect(() => poissonInterval(3, { exposure })).toThrow(`an exposure of ${exposure}`);
    for (const level of [0, 1, 95, Number.NaN])
      expect(() => poissonInterval(3, { level })).toThrow(`a level of ${level}`);
  });
});
