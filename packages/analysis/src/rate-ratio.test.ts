import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { binomialMass } from './beta.ts';
import { chance, off } from './chance.testing.ts';
import { rateRatio } from './rate-ratio.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

describe('the ratio of two rates', () => {
  test('has the interval of R 4.2.2 poisson.test and twice the smaller tail of pbinom (bench/reference/rates.R)', () => {
    for (const [first, second, t1, t2, level, low, high, p] of [
      [34, 22, 1, 1, 0.95, 0.878064511033644, 2.77370933121212, 0.140895423598481],
      [14, 4, 1, 1, 0.95, 1.09919641072256, 14.6025596873597, 0.0308837890625],
      [14, 5, 1, 1, 0.95, 0.953013062805035, 9.93305000344649, 0.063568115234375],
      [11, 6, 800, 1083.2, 0.95, 0.84149883753686, 8.17466982837226, 0.109313125762712],
      [0, 5, 1, 1, 0.95, 0, 1.09127910518255, 0.0625],
      [5, 0, 2, 3, 0.95, 1.37453378597319, Infinity, 0.02048],
      [1200, 1100, 365, 366, 0.99, 0.981584913184137, 1.2192401509492, 0.033160010824769],
      [3, 4000, 1, 900, 0.95, 0.139142419951812, 1.97405898008873, 0.703787158151248],
      [250_000, 248_000, 1, 1, 0.95, 1.0024764507539, 1.01368376190124, 0.00461585176233549],
    ] as const) {
      const seen = rateRatio(first, second, { exposures: [t1, t2], level });
      expect(off(seen.ratio, first / t1 / (second / t2))).toBeLessThan(1e-14);
      expect(Math.max(off(seen.low, low), off(seen.high, high), off(seen.p, p))).toBeLessThan(1e-11);
    }
  });

  test('has the mid-p interval found by R 4.2.2 uniroot (bench/reference/rates.R)', () => {
    for (const [first, second, t1, t2, low, high, p] of [
      [34, 22, 1, 1, 0.905916886346738, 2.67838239632829, 0.111161119103994],
      [14, 5, 1, 1, 1.03843440573009, 8.67082552247795, 0.0413894653320313],
      [2, 9, 3, 5, 0.0545391071823227, 1.55506863961458, 0.198951966012828],
      [0, 7, 1, 1, 0, 0.534127404634391, 0.0078125],
    ] as const) {
      const seen = rateRatio(first, second, { exposures: [t1, t2], midP: true });
      expect(Math.max(off(seen.low, low), off(seen.high, high), off(seen.p, p))).toBeLessThan(1e-11);
    }
  });

  test('of 34 against 22 is 1.55, 0.88 to 2.77: it could be chance', () => {
    const { ratio, low, high } = rateRatio(34, 22);
    expect([ratio, low, high].map((value) => value.toFixed(2))).toEqual(['1.55', '0.88', '2.77']);
  });

  test('never has a p that contradicts its interval, and turns over with its counts', () => {
    const exposure = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), exposure, exposure, fc.boolean(), (first, second, t1, t2, midP) => {
        const seen = rateRatio(first, second, { exposures: [t1, t2], midP });
        const outside = seen.low > 1 || seen.high < 1;
        if (Math.abs(seen.p - 0.05) > 1e-9) expect(seen.p < 0.05).toBe(outside);
        if (first + second > 0) {
          expect(seen.low).toBeLessThanOrEqual(seen.ratio);
          expect(seen.high).toBeGreaterThanOrEqual(seen.ratio);
        }
        const turned = rateRatio(second, first, { exposures: [t2, t1], midP });
        expect(off(turned.p, seen.p)).toBeLessThan(1e-9);
        if (second > 0) expect(off(1 / turned.low, seen.high)).toBeLessThan(1e-9);
      }),
      { numRuns: 300 },
    );
  });

  /** How often the interval holds the true share of the first, over every way n can fall. */
  const coverage = (n: number, share: number, midP: boolean): number => {
    let covered = 0;
    for (let first = 0; first <= n; first++) {
      const { low, high } = rateRatio(first, n - first, { midP });
      const odds = share / (1 - share);
      if (low <= odds && odds <= high) covered += binomialMass(first, n, share, 1 - share);
    }
    return covered;
  };

  test('of 95 % covers at least 95 % whatever the sum, and about 95 % on average by mid-p', () => {
    const random = chance(11);
    for (const n of [5, 20, 56, 150]) {
      let midAverage = 0;
      for (let i = 0; i < 40; i++) {
        const share = 0.1 + 0.8 * random.random();
        expect(coverage(n, share, false)).toBeGreaterThanOrEqual(0.95);
        midAverage += coverage(n, share, true) / 40;
      }
      if (n >= 20) expect(Math.abs(midAverage - 0.955)).toBeLessThan(0.01);
    }
  });

  test('of two Poisson counts covers the true ratio 95 % of the time or more, with unequal exposures', () => {
    const random = chance(5);
    let [covered, coveredMid] = [0, 0];
    const exposures = [3, 1] as const;
    const rounds = 4000;
    for (let i = 0; i < rounds; i++) {
      const [first, second] = [random.poisson(3 * 18), random.poisson(12)];
      for (const midP of [false, true]) {
        const { low, high } = rateRatio(first, second, { exposures, midP });
        if (!(low <= 1.5 && 1.5 <= high)) continue;
        if (midP) coveredMid++;
        else covered++;
      }
    }
    expect(covered / rounds).toBeGreaterThanOrEqual(0.95);
    expect(covered / rounds).toBeLessThan(0.98);
    expect(Math.abs(coveredMid / rounds - 0.95)).toBeLessThan(0.02);
  });

  test('without incidents is unknown, not 1 and not 0', () => {
    expect(rateRatio(0, 0)).toEqual({ ratio: Number.NaN, low: 0, high: Infinity, p: 1 });
    expect(rateRatio(3, 0)).toMatchObject({ ratio: Infinity, high: Infinity });
    expect(rateRatio(0, 3)).toMatchObject({ ratio: 0, low: 0 });
  });

  test('is refused for what is no count, exposure or level, by its value', () => {
    for (const count of [-1, 0.5, Number.NaN]) {
      expect(() => rateRatio(count, 1)).toThrow(`${count} incidents`);
      expect(() => rateRatio(1, count)).toThrow(`${count} incidents`);
    }
    expect(() => rateRatio(1, 1, { exposures: [1, 0] })).toThrow('an exposure of 0');
    expect(() => rateRatio(1, 1, { level: 1.2 })).toThrow('a level of 1.2');
  });
});
