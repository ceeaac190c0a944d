import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance, off } from './chance.testing.ts';
import { mannKendall } from './mann-kendall.ts';
import { senSlope } from './sen-slope.ts';

const MEMPHIS = [206, 154, 127, 162, 202, 232, 214, 209, 219, 182, 146, 192];
const TIES = [3, 1, 1, 4, 4, 4, 2, 7, 7, 9, 9, 9, 8];
/** Flow of the Nile at Aswan, 1871–1970, from R's `Nile`. */
const NILE = [
  ...[1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140],
  ...[1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969],
  ...[831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759],
  ...[781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890],
  ...[744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740],
];

const pairsOf = (values: readonly number[]): number[] =>
  values.flatMap((value, i) => values.slice(i + 1).map((later) => Math.sign(later - value)));

describe('the Mann-Kendall test', () => {
  test("is its formula in R 4.2.2, which is cor.test's own statistic (bench/reference/hot-spots.R)", () => {
    for (const [values, s, variance, z, p] of [
      [MEMPHIS, 6, 212.666666666667, 0.342862740661871, 0.73170172322421],
      [TIES, 52, 259.333333333333, 3.16694852847424, 0.0015404758179432],
      [NILE, -1387, 112728.333333333, -4.1280665228441, 3.65826292166433e-5],
    ] as const) {
      const seen = mannKendall(values);
      expect([seen.n, seen.s]).toEqual([values.length, s]);
      expect(off(seen.variance, variance)).toBeLessThan(1e-13);
      expect(off(seen.z, z)).toBeLessThan(1e-13);
      expect(off(seen.p, p)).toBeLessThan(1e-12);
    }
  });

  test('counts pairs as they are, for any values', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }), fc.constantFrom(NaN, -0, 0));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (values) => {
        const present = values.filter((one) => !Number.isNaN(one));
        expect(mannKendall(values).s).toBe(pairsOf(present).reduce((sum, sign) => sum + sign, 0) + 0);
        expect(mannKendall(present)).toEqual(mannKendall(values));
      }),
    );
  });

  test('has the variance of all orders of the values', () => {
    const values = [1, 1, 1, 2, 3, 3];
    let [ways, squares] = [0, 0];
    const visit = (order: number[], rest: number[]): void => {
      if (rest.length === 0) {
        ways++;
        squares += pairsOf(order).reduce((sum, sign) => sum + sign, 0) ** 2;
      }
      rest.forEach((value, i) => {
        visit([...order, value], [...rest.slice(0, i), ...rest.slice(i + 1)]);
      });
    };
    visit([], values);
    expect(mannKendall(values).variance).toBeCloseTo(squares / ways, 12);
  });

  test('turns with time, and does not mind how the values are scaled', () => {
    const seen = mannKendall(NILE);
    expect(mannKendall([...NILE].reverse()).z).toBe(-seen.z);
    expect(mannKendall(NILE.map((value) => Math.exp(value / 100)))).toEqual(seen);
  });

  test('is undefined, not 0, where nothing can rise', () => {
    for (const values of [[], [3], [NaN, 4, NaN], [5, 5, 5, 5]]) {
      const { z, p } = mannKendall(values);
      expect([z, p]).toEqual([NaN, NaN]);
    }
    expect(mannKendall([1, 2]).z).toBe(0);
  });

  test('says a trend is there in 5 % of series without one', () => {
    const { poisson, normal } = chance(4);
    for (const draw of [() => normal(), () => poisson(2)]) {
      let found = 0;
      for (let k = 0; k < 4000; k++) if (mannKendall(Array.from({ length: 24 }, draw)).p <= 0.05) found++;
      expect(found / 4000).toBeGreaterThan(0.035);
      expect(found / 4000).toBeLessThan(0.06);
    }
  });
});

describe("Sen's slope", () => {
  test('and its interval are their formulas in R 4.2.2 (bench/reference/hot-spots.R)', () => {
    for (const [values, slope, low, high] of [
      [MEMPHIS, 1.97916666666667, -6.66666666666667, 9.28571428571429],
      [TIES, 0.683333333333333, 0.25, 1],
      [NILE, -2.6, -3.62857142857143, -1.42424242424242],
    ] as const) {
      const seen = senSlope(values);
      expect(off(seen.slope, slope)).toBeLessThan(1e-13);
      expect(off(seen.low, low)).toBeLessThan(1e-13);
      expect(off(seen.high, high)).toBeLessThan(1e-13);
    }
    const uneven = senSlope([2, 4, 3, 9, 12, 11, 20], { times: [0, 1, 2, 5, 9, 10, 12], level: 0.9 });
    expect(uneven).toEqual({ slope: 1.25, low: 0.75, high: 1.7 });
  });

  test('of a line is its slope, whatever the times, and of values that are missing that of the others', () => {
    const times = [0, 0.5, 4, 9, 10, 30];
    const line = times.map((t) => 7 - 3 * t);
    expect(senSlope(line, { times }).slope).toBeCloseTo(-3, 12);
    expect(senSlope([1, NaN, 3, 4, NaN, 6]).slope).toBe(1);
  });

  test('grows with the values and turns with time', () => {
    const seen = senSlope(NILE);
    const larger = senSlope(NILE.map((value) => 3 * value + 11));
    const back = senSlope([...NILE].reverse());
    for (const key of ['slope', 'low', 'high'] as const) expect(larger[key]).toBeCloseTo(3 * seen[key], 10);
    expect(back).toEqual({ slope: -seen.slope, low: -seen.high, high: -seen.low });
  });

  test('has an interval that holds the true slope at least 94 % of the time', () => {
    const { normal, poisson } = chance(5);
    const wide = () => 4 * normal();
    for (const noise of [wide, () => poisson(3)]) {
      let held = 0;
      for (let k = 0; k < 2000; k++) {
        const { low, high } = senSlope(Array.from({ length: 24 }, (_, t) => t + noise()));
        if (low <= 1 && 1 <= high) held++;
      }
      expect(held / 2000).toBeGreaterThan(0.94);
      if (noise === wide) expect(held / 2000).toBeLessThan(0.975); // whole numbers tie with the slope itself, which is then held
    }
  });

  test('is undefined with fewer than two values, unbounded with few; refuses what fits nothing', () => {
    for (const values of [[], [4], [NaN, 4]]) expect(senSlope(values)).toEqual({ slope: NaN, low: NaN, high: NaN });
    expect(senSlope([1, 3])).toEqual({ slope: 2, low: -Infinity, high: Infinity });
    expect(senSlope([5, 5, 5, 5, 5, 5])).toEqual({ slope: 0, low: 0, high: 0 });
    expect(() => senSlope([1, 2], { times: [1] })).toThrow('2 values and 1 times');
    expect(() => senSlope([1, 2], { times: [1, 1] })).toThrow('time 1 after 1');
    expect(() => senSlope([1, 2], { times: [1, NaN] })).toThrow(RangeError);
    expect(() => senSlope([1, 2], { level: 1 })).toThrow('a level of 1');
    expect(() => senSlope(new Float64Array(5001))).toThrow('5001 values, 5000 at most');
  });
});
