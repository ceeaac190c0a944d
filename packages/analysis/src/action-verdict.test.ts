import { describe, expect, test, vi } from 'vitest';
import { actionVerdict, type Verdict } from './action-verdict.ts';
import { chance, off } from './chance.testing.ts';
import { historySimilarity } from './history-similarity.ts';
import { quotientInterval } from './quotient-interval.ts';
import { shareDifference } from './share-difference.ts';
import type { BeforeAfter } from './weighted-displacement-difference.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

const HALF = { direction: 'fall', share: 0.5 } as const;

describe('the verdict on an action', () => {
  type Four = [treated: BeforeAfter, control: BeforeAfter, ring: BeforeAfter, controlRing: BeforeAfter];
  const PAPER: Four = [
    [207, 110],
    [308, 318],
    [178, 157],
    [150, 140],
  ];
  const judged = ([treated, control, displacement, displacementControl]: Four, expected = HALF as never) =>
    actionVerdict({ treated, control, displacement, displacementControl }, expected);

  test.each<[string, Verdict, Four]>([
    ['the paper’s', 'worked', PAPER],
    [
      'a fall that all went into the ring',
      'moved',
      [
        [100, 50],
        [100, 100],
        [60, 110],
        [60, 60],
      ],
    ],
    [
      'a level that stayed',
      'nothing_seen',
      [
        [400, 395],
        [400, 402],
        [300, 301],
        [300, 298],
      ],
    ],
    [
      'a level that rose',
      'nothing_seen',
      [
        [100, 190],
        [100, 100],
        [60, 60],
        [60, 60],
      ],
    ],
    [
      'fourteen that became ten',
      'too_little',
      [
        [14, 10],
        [15, 14],
        [12, 12],
        [10, 11],
      ],
    ],
    [
      'next to nothing',
      'too_little',
      [
        [3, 0],
        [300, 300],
        [20, 20],
        [20, 20],
      ],
    ],
    [
      'none at all',
      'too_little',
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ])('%s: %s', (_, verdict, counts) => {
    expect(judged(counts).verdict).toBe(verdict);
  });

  test('is the other way round where a rise was hoped for', () => {
    const more: Four = [
      [100, 190],
      [100, 100],
      [60, 60],
      [60, 60],
    ];
    expect(judged(more, { direction: 'rise', share: 0.5 } as never)).toMatchObject({
      verdict: 'worked',
      contrary: false,
    });
    expect(judged(more)).toMatchObject({ verdict: 'nothing_seen', contrary: true });
  });

  test('carries the paper’s difference and quotient', () => {
    const { whole, quotient } = judged(PAPER);
    expect(whole.difference).toBe(-118);
    expect(off(quotient, 0.258185688349089)).toBeLessThan(1e-12);
  });
});

describe('the interval of the quotient', () => {
  /** R: the roots of (m - q g)^2 = z^2 var(m - q g) by uniroot, tol 1e-14, from the variances in the docstring's words. */
  test('is R’s for the paper’s counts', () => {
    const { low, high } = quotientInterval([207, 110], [178, 157], [308, 318]);
    expect(Math.abs(low + 0.219319282275088)).toBeLessThan(1e-9);
    expect(Math.abs(high - 0.693345282066289)).toBeLessThan(1e-9);
  });

  test('has no ends where the gain could be none, or the control had no incidents', () => {
    expect(quotientInterval([14, 12], [10, 10], [20, 20])).toEqual({ low: Number.NaN, high: Number.NaN });
    expect(quotientInterval([14, 2], [10, 10], [20, 0])).toEqual({ low: Number.NaN, high: Number.NaN });
  });

  test('holds the true quotient 95 % of the time, where the gain is clear', () => {
    const random = chance(27);
    let [held, all] = [0, 0];
    const drawn = (...means: readonly [number, number]): BeforeAfter => [
      random.poisson(means[0]),
      random.poisson(means[1]),
    ];
    const truth = (140 / 300 - 120 / 300) / (80 / 300 - 200 / 300);
    for (let i = 0; i < 4000; i++) {
      const { low, high } = quotientInterval(drawn(200, 80), drawn(120, 140), drawn(300, 300));
      if (Number.isNaN(low)) continue;
      all++;
      if (low <= truth && truth <= high) held++;
    }
    expect(all).toBeGreaterThan(3900);
    expect(Math.abs(held / all - 0.95)).toBeLessThan(0.015);
  });
});

/** Newcombe (1998), table II, (a): 56 of 70 against 48 of 80, method 10: 0.0524 to 0.3339; last digits by R from Wilson's limits. */
test('the difference of two shares has Newcombe’s interval', () => {
  const { difference, low, high } = shareDifference({ asked: 80, yes: 48 }, { asked: 70, yes: 56 });
  expect(difference).toBeCloseTo(0.2, 12);
  expect(off(low, 0.0524314724023649)).toBeLessThan(1e-9);
  expect(off(high, 0.3338726540369059)).toBeLessThan(1e-9);
  expect(() => shareDifference({ asked: 0, yes: 0 }, { asked: 70, yes: 56 })).toThrow(RangeError);
});

test('histories are alike as Bray and Curtis have it: 1 where equal, 0 where never together, unknown where empty', () => {
  expect(historySimilarity([3, 0, 5], [3, 0, 5])).toBe(1);
  expect(historySimilarity([3, 0], [0, 4])).toBe(0);
  expect(historySimilarity([6, 7, 4], [10, 0, 6])).toBeCloseTo(1 - (4 + 7 + 2) / 33, 12);
  expect(historySimilarity([0, 0], [0, 0])).toBeNaN();
  expect(() => historySimilarity([1], [1, 2])).toThrow(RangeError);
});
