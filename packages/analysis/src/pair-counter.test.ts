import { afterEach, describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { knox } from './knox.ts';
import { nearPairs } from './near-pairs.ts';
import { type CountedPairs, type PairCounter, plainCounter, simdCounter } from './pair-counter.ts';

describe('pairs counted in WebAssembly, eight orders at once', () => {
  const random = chance(14);
  const coordinates = (n: number): number[] => Array.from({ length: n }, () => random.whole(60));

  test('are those counted plainly, order by order, for any bands and times', () => {
    for (let trial = 0; trial < 40; trial++) {
      const n = random.whole(80);
      const span = trial % 2 === 0 ? 30 : 32_767;
      const pairs = nearPairs(coordinates(n), coordinates(n), Float64Array.of(0, 4, 9, 30), 'euclidean');
      const ends = [1 + random.whole(span), 2 + random.whole(span), span + 1, span + 9].sort((a, b) => a - b);
      const of: CountedPairs = { pairs, edges: Int32Array.of(0, ...ends) };
      const simd = simdCounter(of, n, span)!;
      for (const times of simd.times) times.set(times.map(() => random.whole(span + 1)));
      const plain = plainCounter(of, n);
      const expected = simd.times.flatMap((times) => {
        plain.times[0]!.set(times);
        return [...plain.count()];
      });
      for (let again = 0; again < 2; again++) expect([...simd.count()]).toEqual(expected);
    }
  });

  test('are counted beyond what sixteen bits hold', () => {
    const n = 500;
    const pairs = nearPairs(new Float64Array(n), new Float64Array(n), Float64Array.of(0, 1), 'manhattan');
    const counter: PairCounter = simdCounter({ pairs, edges: Int32Array.of(0, 5, 50) }, n, 60)!;
    for (const times of counter.times) times[0] = 60;
    expect([...counter.count()]).toEqual(Array(8).fill([124_251, 0]).flat());
  });
});

describe('where WebAssembly is', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const forbidden = {
    Module: class {
      constructor() {
        throw new WebAssembly.CompileError('unsafe-eval is not an allowed source of script');
      }
    },
  };
  for (const [how, substitute] of [
    ['missing', undefined],
    ['forbidden by the policy of a page', forbidden],
  ] as const)
    test(`${how}, near repeats are the same`, async () => {
      const random = chance(3);
      const [x, y, time] = Array.from({ length: 3 }, () => Array.from({ length: 300 }, () => random.whole(90)));
      const options = { distances: [0, 5, 12], times: [2, 9, Infinity], metric: 'euclidean', seed: 4 } as const;
      const expected = knox(x!, y!, time!, { ...options, permutations: 50 });
      vi.resetModules();
      vi.stubGlobal('WebAssembly', substitute);
      const { knox: plainly } = await import('./knox.ts');
      expect(plainly(x!, y!, time!, { ...options, permutations: 50 })).toEqual(expected);
      const { simdCounter: none } = await import('./pair-counter.ts');
      expect(none({ pairs: { start: [], partner: [] }, edges: Int32Array.of(0) }, 0, 0)).toBeNull();
    });
});
