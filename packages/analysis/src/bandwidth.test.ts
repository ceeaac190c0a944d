import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { BandwidthChoice, BandwidthOptions } from './bandwidth.ts';
import { bandwidthCvL } from './bandwidth-cvl.ts';
import { bandwidthDiggle } from './bandwidth-diggle.ts';
import { bandwidthLikelihood } from './bandwidth-likelihood.ts';
import { bandwidthScott } from './bandwidth-scott.ts';
import { chance } from './chance.testing.ts';
import { DensityAtPlaces } from './density-at-places.ts';
import { PlaceTree } from './place-tree.ts';
import { distinctPlaces } from './places.ts';
import { Stopped } from './progress.ts';
import { correctedMass, massInside } from './rectangle-edge.ts';

vi.setConfig({ testTimeout: 60_000 }); // for a machine that may be busy

/** Sixty made-up points, three of them twice, as in bench/reference/bandwidth.R, whose values (R 4.2.2, spatstat.explore 3.0.6) follow. */
const index = [...Array.from({ length: 60 }, (_, i) => i), 5, 17, 17];
const x = index.map((i) => 300 + ((i * 37) % 61) * 13 + ((i * i) % 7) * 21);
const y = index.map((i) => 200 + ((i * 23) % 59) * 11 + ((i * i) % 11) * 9);
const area = { west_m: 250, south_m: 150, east_m: 1300, north_m: 1000 };

type Spot = [number, number];
type Rule = (
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options?: Pick<BandwidthOptions, 'area' | 'progress'>,
  weights?: ArrayLike<number> | null,
) => BandwidthChoice;
const RULES: [string, Rule][] = [
  ['Diggle', bandwidthDiggle],
  ['likelihood', bandwidthLikelihood],
  ['Cronie and van Lieshout', bandwidthCvL],
];

const near = (seen: ArrayLike<number>, expected: readonly number[], relative: number): void => {
  expected.forEach((value, i) => {
    expect(Math.abs(seen[i]! / value - 1)).toBeLessThan(relative);
  });
};

describe('bandwidth rules equal spatstat', () => {
  test('bw.scott', () => {
    const { bandwidth_m, x_m, y_m } = bandwidthScott(x, y);
    near([x_m, y_m, bandwidth_m], [116.121818641354, 96.0080122149002, 105.587049312572], 1e-12);
  });

  test('bw.diggle, with correction = "translate"', () => {
    const { bandwidth_m, best, criterion, atEnd } = bandwidthDiggle(x, y, { area });
    near([bandwidth_m], [47.4070450097847], 1e-12);
    expect([best, atEnd]).toEqual([227, false]); // spatstat counts bandwidth 0, too
    near(
      [1, 2, 10, 100, 255].map((i) => criterion[i - 1]!),
      [19346.7436121396, 4836.6859030349, 202.30350931967, -1.72113625207449, -3.81517720098285],
      1e-9,
    );
  });

  test('bw.ppl: the likelihood to rounding, the optimum between its candidates', () => {
    const { bandwidth_m, best, candidates_m, criterion } = bandwidthLikelihood(x, y, { area });
    near(candidates_m, [5, 6.93445125956008, 9.61732285424289, 13.3381713160401], 1e-12);
    expect(candidates_m[best]).toBeCloseTo(68.4394907498658, 9);
    expect(Math.abs(bandwidth_m / 70.8948297825355 - 1)).toBeLessThan(0.01);
    const study = distinctPlaces(x, y, null);
    const adds = candidates_m.map((h) => {
      const mass = correctedMass(area, h);
      return study.weights.reduce((sum, weight, i) => sum + weight * mass(study.x[i]!, study.y[i]!), 0);
    });
    near(
      criterion.map((value, i) => value + adds[i]!).subarray(3),
      [
        ...[-1121.59359828357, -818.974975132056, -670.316156454607, -598.483950200937, -566.038824293762],
        ...[-555.725160041833, -558.359739829051, -567.68454110226, -578.636741647231, -586.790160745176],
        ...[-592.373034155894, -596.506267014558, -599.336474416932],
      ],
      1e-11,
    );
    // With spatstat's integral over 128 × 128 pixels.
    near(criterion.subarray(6), [-661.796435617333, -629.742861167753, -620.349382919085, -624.42614113234], 2e-4);
  });

  test('bw.CvL', () => {
    const { bandwidth_m, best, candidates_m, criterion } = bandwidthCvL(x, y, { area });
    expect(candidates_m[best]).toBeCloseTo(182.571530480851, 9);
    expect(Math.abs(bandwidth_m / 195.425242743114 - 1)).toBeLessThan(0.01);
    near(criterion, [780266287702.106, 765969387191.643, 741149575394.253, 701054448944.364], 1e-11);
    near(criterion.subarray(11), [1316766691.17316, 22747036115.3132, 245734095455.693], 1e-11);
  });
});

describe('every bandwidth rule', () => {
  const spot = fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 3000 }));
  const spots = fc.array(spot, { minLength: 3, maxLength: 25 });
  const ofList = (rule: Rule, list: readonly (readonly [number, number])[], options = {}, weights?: number[]) =>
    rule(
      list.map(([px]) => px),
      list.map(([, py]) => py),
      options,
      weights,
    );
  const move = (list: Spot[], by: (at: Spot) => Spot): Spot[] => list.map(by);
  const scott: Rule = (px, py, _, weights) => ({ ...bandwidthScott(px, py, weights), criterion: [] }) as never;

  for (const [name, rule] of [...RULES, ['Scott', scott] as const]) {
    test(`${name}: doesn't depend on the order of incidents, moves with them, and scales with them`, () => {
      fc.assert(
        fc.property(spots, fc.constantFrom(0.5, 2, 64), (list, times) => {
          const { bandwidth_m } = ofList(rule, list);
          const same = (other: number, relative: number): void =>
            expect(
              Number.isNaN(bandwidth_m) ? Number.isNaN(other) : Math.abs(other / bandwidth_m - 1) <= relative,
            ).toBe(true);
          same(ofList(rule, list.toReversed()).bandwidth_m, 0.005); // sums in another order may end the search elsewhere
          same(
            ofList(
              rule,
              move(list, ([px, py]) => [px + 600_000, py + 6_600_000]),
            ).bandwidth_m,
            1e-9,
          );
          same(
            ofList(
              rule,
              move(list, ([px, py]) => [px * times, py * times]),
            ).bandwidth_m / times,
            1e-9,
          );
        }),
        { numRuns: 30 },
      );
    });

    test(`${name}: takes a weight for so many incidents at one place`, () => {
      const list = [
        [100, 40],
        [900, 700],
        [310, 200],
        [320, 210],
        [333, 650],
        [700, 90],
      ] as const;
      const weights = [2, 1, 3, 1, 1, 0];
      const repeated = list.flatMap((at, i) => Array.from({ length: weights[i]! }, () => at));
      const options = { area: { west_m: 0, south_m: 0, east_m: 1000, north_m: 800 } };
      const weighted = ofList(rule, list, options, weights);
      expect(weighted.bandwidth_m).toBeCloseTo(ofList(rule, repeated, options).bandwidth_m, 9);
      expect(weighted.bandwidth_m).toBeGreaterThan(0);
    });

    test(`${name}: knows no bandwidth without two incidents, or where all lie at one place or on one line`, () => {
      for (const list of [
        [],
        [[3, 4]],
        [
          [3, 4],
          [3, 4],
          [3, 4],
        ],
        [
          [1, 5],
          [2, 5],
          [9, 5],
        ],
      ] as [number, number][][])
        expect(ofList(rule, list).bandwidth_m).toBeNaN();
    });

    test(`${name}: refuses what fits nothing, and names it`, () => {
      expect(() => rule([1, 2], [1])).toThrow('2 x and 1 y');
      expect(() => rule([1, 2], [1, 2], {}, [1])).toThrow('2 points and 1 weights');
      expect(() => rule([1, Number.NaN], [1, 2])).toThrow('point 1 at NaN, 2');
      expect(() => rule([1, 2], [1, 2], {}, [1, -1])).toThrow('-1 incidents at point 1');
    });
  }

  test('leaves out what lies outside the area, and refuses an area without any', () => {
    for (const [, rule] of RULES) {
      const more = rule([...x, 5000, -9], [...y, 300, 300], { area });
      expect(more.bandwidth_m).toBe(rule(x, y, { area }).bandwidth_m);
      expect(() => rule(x, y, { area: { ...area, east_m: area.west_m } })).toThrow('an area of 0 × 850 m');
    }
    expect(() => bandwidthCvL(x, y, { candidates_m: [3, 2] })).toThrow('bandwidths of 3 m, then 2 m');
    expect(() => bandwidthLikelihood(x, y, { candidates_m: [0] })).toThrow('a bandwidth of 0 m');
    expect(() => bandwidthDiggle(x, y, { max_m: -1 })).toThrow('a largest bandwidth of -1 m');
  });

  test('tells when the best is the last that was tried, and takes a single candidate as it is', () => {
    expect(bandwidthLikelihood(x, y, { area, candidates_m: [20, 30, 40] })).toMatchObject({ best: 2, atEnd: true });
    expect(bandwidthCvL(x, y, { area, candidates_m: [77] }).bandwidth_m).toBeCloseTo(77, 9);
  });

  test('tells how far it has come, and stops when told to', () => {
    for (const [, rule] of RULES) {
      const told: [number, number][] = [];
      rule(x, y, { area, progress: (done, of) => told.push([done, of]) > 0 });
      expect(told.length).toBeGreaterThan(10);
      told.forEach(([done, of], i) => {
        expect(done).toBeGreaterThan(told[i - 1]?.[0] ?? 0);
        expect(done).toBeLessThanOrEqual(of);
      });
      let calls = 0;
      expect(() => rule(x, y, { area, progress: () => ++calls < 3 })).toThrow(Stopped);
      expect(calls).toBe(3);
    }
  });
});

describe('what the rules are made of', () => {
  test('the tree of places finds the nearest, however the places lie', () => {
    const { random } = chance(5);
    for (const n of [1, 2, 16, 17, 500]) {
      const clumped = Array.from({ length: n }, (_, i) => (i % 3 === 0 ? random() * 1e6 : 5 + random() * 10));
      const other = Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 1 : random() * 1000));
      const tree = new PlaceTree(distinctPlaces(clumped, other, null));
      tree.nearest().forEach((squared, i) => {
        let least = Number.POSITIVE_INFINITY;
        for (let j = 0; j < n; j++)
          if (j !== i) least = Math.min(least, (tree.x[j]! - tree.x[i]!) ** 2 + (tree.y[j]! - tree.y[i]!) ** 2);
        expect(squared).toBe(least);
      });
    }
  });

  test('sums over many places are binned, within 1e-3 of exact ones where they are dense', () => {
    const { random, normal } = chance(11);
    const n = 5000;
    const place = (i: number): number => (i % 2 === 0 ? 500 + 40 * normal() : random() * 8000);
    const places = distinctPlaces(
      Array.from({ length: n }, (_, i) => place(i)),
      Array.from({ length: n }, (_, i) => place(i)),
      null,
    );
    const tree = new PlaceTree(places);
    const sums = new DensityAtPlaces(tree).logSums(60, 1, () => {});
    let [dense, most] = [0, 0];
    for (let i = 0; i < n; i += 7) {
      let exact = 0;
      for (let j = 0; j < n; j++)
        if (j !== i) exact += Math.exp(-((tree.x[j]! - tree.x[i]!) ** 2 + (tree.y[j]! - tree.y[i]!) ** 2) / 7200);
      if (exact > 1.99) dense++;
      const off = Math.abs(Math.exp(sums[i]!) / exact - 1);
      expect(off).toBeLessThan(exact > 1.99 ? 1e-3 : 1e-9);
      most = Math.max(most, off);
    }
    expect(dense).toBeGreaterThan(300);
    expect(dense).toBeLessThan(n / 7);
    expect(most).toBeGreaterThan(1e-9); // they were binned
  });

  test('an incident far from all others is foretold by its nearest, not impossible', () => {
    const tree = new PlaceTree(distinctPlaces([0, 3, 100_000], [0, 4, 0], null));
    const sums = new DensityAtPlaces(tree).logSums(1, 1, () => {});
    expect(Math.min(...sums)).toBeCloseTo(-((100_000 - 3) ** 2 + 16) / 2, 3);
    expect(Math.max(...sums)).toBeCloseTo(-12.5, 9);
  });

  test('the mass of a corrected density is its integral, near edges, in corners, and where a bandwidth is wider than the area', () => {
    const here = { west_m: 10, south_m: -20, east_m: 110, north_m: 30 };
    const [across, up] = [500, 300];
    const ux = Array.from({ length: across }, (_, i) => 10 + ((i + 0.5) / across) * 100);
    const uy = Array.from({ length: up }, (_, j) => -20 + ((j + 0.5) / up) * 50);
    for (const h of [2, 9, 30, 400]) {
      const inside = massInside(here, h);
      const adds = correctedMass(here, h);
      const seen = uy.map((v) => ux.map((u) => inside(u, v)));
      for (const [px, py] of [
        [10, -20],
        [11, 29],
        [60, 5],
        [95, -19.5],
        [110, 2],
      ] as const) {
        let sum = 0;
        for (const [j, v] of uy.entries())
          for (const [i, u] of ux.entries())
            sum += Math.exp(-((u - px) ** 2 + (v - py) ** 2) / (2 * h * h)) / seen[j]![i]!;
        const integral = (sum * (100 / across) * (50 / up)) / (2 * Math.PI * h * h);
        expect(adds(px, py)).toBeCloseTo(integral, 3);
      }
    }
    expect(correctedMass(here, 1)(60, 5)).toBe(1);
  });
});
