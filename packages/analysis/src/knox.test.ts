import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Chance, chance, off } from './chance.testing.ts';
import { type KnoxOptions, knox, knoxPart, knoxStudy, knoxTable } from './knox.ts';
import { TooManyPairs } from './near-pairs.ts';
import { shuffle } from './shuffle.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

interface Points {
  x: number[];
  y: number[];
  time: number[];
}

/** The definition: every pair looked at. */
function slowKnox({ x, y, time }: Points, { distances, times, metric }: KnoxOptions): Float64Array {
  const columns = times.length - 1;
  const observed = new Float64Array((distances.length - 1) * columns);
  const bandOf = (edges: ArrayLike<number>, value: number): number =>
    Array.from(edges)
      .slice(0, -1)
      .findIndex((edge, band) => value >= edge && value < edges[band + 1]!);
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [Math.abs(x[i]! - x[j]!), Math.abs(y[i]! - y[j]!)];
      const d = bandOf(distances, metric === 'manhattan' ? dx + dy : Math.sqrt(dx * dx + dy * dy));
      const t = bandOf(times, Math.abs(time[i]! - time[j]!));
      if (d >= 0 && t >= 0) observed[d * columns + t]!++;
    }
  return observed;
}

const cloud = (n: number, random: Chance, side = 100, days = 60): Points => ({
  x: Array.from({ length: n }, () => random.whole(side)),
  y: Array.from({ length: n }, () => random.whole(side)),
  time: Array.from({ length: n }, () => random.whole(days)),
});

const edges = fc
  .uniqueArray(fc.nat(40), { minLength: 2, maxLength: 5 })
  .map((list) => list.sort((a, b) => a - b))
  .chain((list) => fc.boolean().map((open) => (open ? [...list, Infinity] : list)));
const whole = fc.integer({ min: -50, max: 50 });
const points = fc.array(fc.tuple(whole, whole, whole), { maxLength: 60 }).map(
  (list): Points => ({
    x: list.map(([x]) => x),
    y: list.map(([, y]) => y),
    time: list.map(([, , time]) => time),
  }),
);

const REFERENCE = [
  ['euclidean', 90, 75.7790452261306, 0.046],
  ['manhattan', 56, 49.443567839196, 0.1819],
] as const;

describe('near repeats', () => {
  test('are counted pair by pair, for any points, bands and metric', () => {
    fc.assert(
      fc.property(points, edges, edges, fc.constantFrom('euclidean', 'manhattan'), (at, distances, times, metric) => {
        const options = { distances, times, metric, seed: 1, permutations: 0 } as const;
        const seen = knox(at.x, at.y, at.time, options);
        expect(Array.from(seen.observed)).toEqual(Array.from(slowKnox(at, options)));
        expect(seen.p.every(Number.isNaN)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('add up: bands without gaps hold every pair, and as many are expected', () => {
    const at = cloud(300, chance(4));
    const bands = { distances: [0, 1, 5, 20, Infinity], times: [0, 2, 9, Infinity], metric: 'euclidean' as const };
    const seen = knox(at.x, at.y, at.time, { ...bands, seed: 3, permutations: 19 });
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
    expect([sum(seen.observed), seen.pairs]).toEqual([44_850, 44_850]);
    expect(sum(seen.expected)).toBeCloseTo(44_850, 8);
    expect(seen.ratio.every((ratio, c) => ratio === seen.observed[c]! / seen.expected[c]!)).toBe(true);
  });

  /** 200 points by a rule; values of R 4.2.2 surveillance 1.20.3 knox (bench/reference/knox.R). */
  test('agree with surveillance::knox: count, expected, and p within what permutations can tell', () => {
    const i = Array.from({ length: 200 }, (_, k) => k + 1);
    const x = i.map((k) => (37 * k) % 101);
    const y = i.map((k) => (53 * k * k) % 97);
    const time = i.map((k) => ((29 * k) % 83) + (k % 7 === 0 ? 40 : 0));
    for (const [metric, observed, expected, p] of REFERENCE) {
      const options = { distances: [0, 10.5], times: [0, 6.5], metric, seed: 5, permutations: 9999 };
      const seen = knox(x, y, time, options);
      expect(seen.observed[0]).toBe(observed);
      expect(off(seen.expected[0]!, expected)).toBeLessThan(1e-14);
      expect(Math.abs(seen.p[0]! - p)).toBeLessThan(4 * Math.sqrt((2 * p * (1 - p)) / 9999) + 1e-4);
    }
  });

  test('have the p of all orders of the times, where all can be tried', () => {
    const at: Points = { x: [0, 1, 2, 9, 10, 30], y: [0, 0, 1, 9, 9, 0], time: [3, 4, 3, 40, 41, 90] };
    const options: KnoxOptions = {
      distances: [0, 4],
      times: [0, 3],
      metric: 'manhattan',
      seed: 8,
      permutations: 40_000,
    };
    const observed = slowKnox(at, options)[0]!;
    let [reached, orders] = [0, 0];
    const permute = (time: number[], from: number): void => {
      if (from === time.length) {
        orders++;
        if (slowKnox({ ...at, time }, options)[0]! >= observed) reached++;
        return;
      }
      for (let i = from; i < time.length; i++) {
        const next = time.slice();
        [next[from], next[i]] = [next[i]!, next[from]!];
        permute(next, from + 1);
      }
    };
    permute(at.time, 0);
    expect(orders).toBe(720);
    expect(Math.abs(knox(at.x, at.y, at.time, options).p[0]! - reached / orders)).toBeLessThan(0.005);
  });

  test('that were planted are found, and where there are none p is below 0.05 one time in twenty', () => {
    const random = chance(12);
    const options = { distances: [0, 6], times: [0, 3], metric: 'euclidean', permutations: 99 } as const;
    let [found, false_] = [0, 0];
    for (let round = 0; round < 200; round++) {
      const at = cloud(120, random);
      if (knox(at.x, at.y, at.time, { ...options, seed: round }).p[0]! <= 0.05) false_++;
      for (let i = 0; i < 12; i++) {
        at.x.push(at.x[i]! + random.whole(4));
        at.y.push(at.y[i]! + random.whole(4));
        at.time.push(at.time[i]! + random.whole(3));
      }
      if (knox(at.x, at.y, at.time, { ...options, seed: round }).p[0]! <= 0.05) found++;
    }
    expect(found / 200).toBeGreaterThan(0.8);
    expect(false_ / 200).toBeLessThan(0.1);
    expect(false_).toBeGreaterThan(0);
  });

  test('are the same however permutations are divided, and other with another seed', () => {
    const at = cloud(400, chance(6));
    const bands = { distances: [0, 3, 10], times: [0, 5, Infinity], metric: 'manhattan' as const };
    const study = structuredClone(knoxStudy(at.x, at.y, at.time, bands));
    const part = (from: number, to: number, seed = 42): ReturnType<typeof knoxPart> =>
      knoxPart(study, { seed, from, to });
    const alone = knox(at.x, at.y, at.time, { ...bands, seed: 42, permutations: 200 });
    expect(knoxTable(study, [part(0, 200)])).toEqual(alone);
    expect(knoxTable(study, [part(130, 200), part(0, 1), part(1, 130)])).toEqual(alone);
    expect(knoxTable(study, [part(0, 200, 43)]).p).not.toEqual(alone.p);
  });

  test('do not depend on the order of the points, on where they lie, or on when time begins', () => {
    fc.assert(
      fc.property(points, edges, edges, (at, distances, times) => {
        const options = { distances, times, metric: 'manhattan', seed: 1, permutations: 0 } as const;
        const here = knox(at.x, at.y, at.time, options);
        const there = knox(
          at.x.toReversed().map((x) => x + 650_000),
          at.y.toReversed().map((y) => y - 6_600_000),
          at.time.toReversed().map((time) => time + 20_000),
          options,
        );
        expect(there).toEqual(here);
      }),
    );
  });

  test('tell how far they are and stop when asked, with the p of what was done', () => {
    const at = cloud(50, chance(2));
    const told: number[] = [];
    const seen = knox(at.x, at.y, at.time, {
      ...{ distances: [0, 9], times: [0, 9], metric: 'euclidean', seed: 1, permutations: 999 },
      progress: (done, of) => {
        told.push(done, of);
        return done < 20;
      },
    });
    expect(told).toEqual([8, 999, 16, 999, 24, 999]);
    expect(seen.permutations).toBe(24);
    expect((seen.p[0]! * 25) % 1).toBeCloseTo(0, 12);
  });

  test('of nothing, one point or points at one place and time are ordinary', () => {
    const options = {
      distances: [0, 1, Infinity],
      times: [0, 1],
      metric: 'euclidean',
      seed: 1,
      permutations: 9,
    } as const;
    for (const n of [0, 1]) {
      const seen = knox(Array(n).fill(5), Array(n).fill(5), Array(n).fill(5), options);
      expect([...seen.observed, ...seen.expected, ...seen.p]).toEqual([0, 0, 0, 0, 1, 1]);
      expect(seen.ratio.every(Number.isNaN)).toBe(true);
    }
    const same = knox(Array(40).fill(5), Array(40).fill(5), Array(40).fill(5), options);
    expect([...same.observed, ...same.expected, ...same.p]).toEqual([780, 0, 780, 0, 1, 1]);
    const far = knox([0, 1e9, 1e9], [0, 1e12, 1e12], [1, 2, 2], options); // a stray costs neither time nor memory
    expect([...far.observed]).toEqual([1, 0]);
  });

  test('are refused where more pairs lie near each other than can be held', () => {
    const crowd = new Float64Array(12_000);
    const bands = { distances: [0, 50], times: [0, 7], metric: 'euclidean' } as const;
    expect(() => knoxStudy(crowd, crowd, crowd, bands)).toThrow(TooManyPairs);
    expect(() => knoxStudy(crowd, crowd, crowd, bands)).toThrow('more than 67108864 pairs within 50');
    expect(knoxStudy(crowd.subarray(0, 5000), crowd.subarray(0, 5000), crowd.subarray(0, 5000), bands).near[0]).toBe(
      12_497_500,
    );
  });

  test('are refused with one clear sentence', () => {
    const ask =
      (change: Partial<KnoxOptions>, x = [1, 2], y = [1, 2], time = [1, 2]): (() => unknown) =>
      () =>
        knox(x, y, time, {
          distances: [0, 1],
          times: [0, 1],
          metric: 'euclidean',
          seed: 1,
          permutations: 1,
          ...change,
        });
    expect(ask({}, [1], [1, 2])).toThrow('1 x, 2 y and 2 times');
    expect(ask({}, [1, Number.NaN])).toThrow('position 1 is NaN, 2');
    expect(ask({}, [1, 2], [1, 2], [1, 0.5])).toThrow('time 1 is 0.5');
    expect(ask({}, [1, 2], [1, 2], [0, 2 ** 31])).toThrow('times from 0 to 2147483648');
    expect(ask({ seed: 0.5 })).toThrow('seed 0.5');
    expect(ask({ permutations: Number.NaN })).toThrow('permutations 0 to NaN');
    for (const wrong of [[], [5], [0, 0], [3, 1], [-1, 2], [0, Number.NaN], [Number.NaN, 2]]) {
      expect(ask({ distances: wrong })).toThrow('the edges of distance bands');
      expect(ask({ times: wrong })).toThrow('the edges of time bands');
    }
    const crowd = new Float64Array(20_000); // two hundred million pairs
    expect(() => knoxStudy(crowd, crowd, crowd, { distances: [0, 1], times: [0, 1], metric: 'euclidean' })).toThrow(
      'ask for shorter distances',
    );
  });
});

describe('an order drawn by seed and number', () => {
  test('is each of the 24 of four as often as any other', () => {
    const counts = new Map<string, number>();
    const to = new Int32Array(4);
    for (let number = 0; number < 24_000; number++) {
      shuffle(Int32Array.of(1, 2, 3, 4), to, 7, number);
      counts.set(to.join(), (counts.get(to.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi2).toBeLessThan(49.7); // qchisq(0.999, 23)
  });

  test('puts each of a hundred in each place as often, and differs between neighbouring seeds and numbers', () => {
    const from = Int32Array.from({ length: 100 }, (_, i) => i);
    const to = new Int32Array(100);
    const seen = new Float64Array(10_000);
    const first = new Set<string>();
    for (let number = 0; number < 20_000; number++) {
      shuffle(from, to, number % 3, number);
      for (let i = 0; i < 100; i++) seen[i * 100 + to[i]!]!++;
      first.add(to.subarray(0, 10).join());
    }
    const chi2 = seen.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    expect(Math.abs(chi2 - 9801)).toBeLessThan(4 * Math.sqrt(2 * 9801));
    expect(first.size).toBe(20_000);
  });
});
