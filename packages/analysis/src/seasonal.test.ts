import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { NOTTEM } from './nottem.testing.ts';
import { type Seasonal, seasonal } from './seasonal.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

/** Rows of R's stl(), made by bench/reference/seasonal.R. */
const REFERENCE = readFileSync(new URL('./seasonal.reference.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split(','));

/** The same rules as in the script. */
const SERIES: Record<string, number[]> = {
  nottem: NOTTEM,
  odd: NOTTEM.slice(0, -1),
  weekly: Array.from({ length: 207 }, (_, i) => {
    return 20 + i / 20 + 6 * Math.sin((2 * Math.PI * i) / 52) + ((37 * i) % 11) + (i % 61 === 7 ? 40 : 0);
  }),
  daily: Array.from({ length: 99 }, (_, j) => ((53 * j * j) % 17) + (j % 7 > 4 ? 9 : 0) + (j === 40 ? 90 : 0)),
};

describe('season and trend', () => {
  test('of nottem are 49.6807 and −9.3472 in the first row, with 0.2665 left (R stl, periodic)', () => {
    const { seasonal: season, trend, remainder } = seasonal(NOTTEM, { period: 12, seasonalWindow: 'periodic' });
    expect([season[0]!, trend[0]!, remainder[0]!].map((value) => value.toFixed(4))).toEqual([
      '-9.3472',
      '49.6807',
      '0.2665',
    ]);
  });

  test('are those of R stl within 1e-10: periodic or changing, level or line, robust or not', () => {
    expect(REFERENCE.length).toBeGreaterThan(140);
    const seen = new Map<string, Seasonal>();
    for (const [name, period, window, degree, robust, trendWindow, row, ...expected] of REFERENCE) {
      const question = [name, window, degree, robust, trendWindow].join(' ');
      const options = {
        period: Number(period),
        seasonalWindow: window === 'periodic' ? window : Number(window),
        seasonalDegree: degree === '1' ? 1 : 0,
        robust: robust === '1',
        ...(trendWindow === '' ? {} : { trendWindow: Number(trendWindow) }),
      } as const;
      const parts = seen.get(question) ?? seasonal(SERIES[name!]!, options);
      seen.set(question, parts);
      for (const [i, part] of [parts.seasonal, parts.trend, parts.remainder, parts.weights].entries())
        expect(Math.abs(part[Number(row)]! - Number(expected[i])), `${question}, row ${row}`).toBeLessThan(1e-10);
    }
    expect(seen.size).toBe(10);
  });

  const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const long = fc.array(value, { minLength: 15, maxLength: 80 });
  const window = fc.constantFrom<'periodic' | number>('periodic', 7, 11);

  test('and what is left add up to the values', () => {
    fc.assert(
      fc.property(long, window, fc.boolean(), (values, seasonalWindow, robust) => {
        const seen = seasonal(values, { period: 7, seasonalWindow, robust });
        values.forEach((value, i) => {
          expect(seen.seasonal[i]! + seen.trend[i]! + seen.remainder[i]!).toBeCloseTo(value, 6);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('grow with the values, and a level raises the trend alone', () => {
    fc.assert(
      fc.property(long, window, (values, seasonalWindow) => {
        const options = { period: 7, seasonalWindow };
        const seen = seasonal(values, options);
        const raised = seasonal(
          values.map((value) => 3 * value + 50),
          options,
        );
        values.forEach((_, i) => {
          expect(raised.seasonal[i]).toBeCloseTo(3 * seen.seasonal[i]!, 5);
          expect(raised.trend[i]).toBeCloseTo(3 * seen.trend[i]! + 50, 5);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('find a season and a line again, and a robust one does so in spite of an outlier', () => {
    const shape = [5, -3, 0, 8, -10, 2, -2];
    const values = Array.from({ length: 140 }, (_, i) => 10 + 0.1 * i + shape[i % 7]!);
    const plain = seasonal(values, { period: 7, seasonalWindow: 'periodic' });
    values.forEach((value, i) => {
      expect(plain.seasonal[i]).toBeCloseTo(shape[i % 7]!, 1);
      expect(plain.trend[i]).toBeCloseTo(value - shape[i % 7]!, 1);
    });
    values[70]! += 1000;
    const robust = seasonal(values, { period: 7, seasonalWindow: 'periodic', robust: true });
    expect(robust.weights[70]).toBe(0);
    expect(robust.remainder[70]).toBeCloseTo(1000, 1);
  });

  test('of equal values are nothing and that value, robust or not', () => {
    for (const robust of [false, true]) {
      const seen = seasonal(new Float64Array(50).fill(4), { period: 12, seasonalWindow: 7, robust });
      expect(seen.seasonal.every((part) => Math.abs(part) < 1e-12)).toBe(true);
      expect(seen.trend.every((part) => Math.abs(part - 4) < 1e-12)).toBe(true);
    }
  });

  test('are refused for what isn’t a series, with one clear sentence', () => {
    const periodic = { period: 7, seasonalWindow: 'periodic' } as const;
    expect(() => seasonal([], periodic)).toThrow('0 values with a period of 7');
    expect(() => seasonal(new Float64Array(14), periodic)).toThrow('14 values with a period of 7');
    expect(() => seasonal([1, 2, Number.NaN, ...new Float64Array(20)], periodic)).toThrow('value 2 is NaN');
    for (const period of [0, 1, 2.5, -3, Number.NaN])
      expect(() => seasonal(new Float64Array(50), { ...periodic, period })).toThrow(`a period of ${period}`);
    for (const seasonalWindow of [0, 1, 8, 7.5, Number.NaN])
      expect(() => seasonal(new Float64Array(50), { period: 7, seasonalWindow })).toThrow(
        `a seasonal window of ${seasonalWindow}`,
      );
    expect(() => seasonal(new Float64Array(50), { ...periodic, trendWindow: 4 })).toThrow('a trend window of 4');
  });
});
