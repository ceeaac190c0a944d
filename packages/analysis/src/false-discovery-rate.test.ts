import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance, off } from './chance.testing.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';

/** The definition: sorted, the least of p(j) n / j over j ≥ i, at most 1. */
function slow(p: readonly number[]): number[] {
  const tests = p.map((value, i) => ({ value, i })).filter(({ value }) => !Number.isNaN(value));
  tests.sort((a, b) => a.value - b.value);
  const adjusted = p.map(() => Number.NaN);
  let least = 1;
  for (let j = tests.length; j > 0; j--) {
    least = Math.min(least, (tests[j - 1]!.value * tests.length) / j);
    adjusted[tests[j - 1]!.i] = least;
  }
  return adjusted;
}

const FIFTEEN = [
  ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1],
];

describe('the false discovery rate', () => {
  test("of Benjamini and Hochberg's fifteen tests is R 4.2.2 p.adjust (bench/reference/hot-spots.R), and rejects four", () => {
    const bh = [
      ...[0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571429, 0.0638571428571429, 0.0645, 0.0765, 0.486],
      ...[0.581181818181818, 0.714875, 0.753230769230769, 0.813214285714286, 1],
    ];
    const by = [
      ...[0.00497734348984349, 0.00995468697968698, 0.0315231754356754, 0.118211907883783, 0.200089208291708],
      ...[0.211892622853337, 0.211892622853337, 0.21402577006327, 0.253844517982018, 1, 1, 1, 1, 1, 1],
    ];
    const seen = falseDiscoveryRate(FIFTEEN);
    seen.forEach((value, i) => {
      expect(off(value, bh[i]!)).toBeLessThan(1e-13);
    });
    falseDiscoveryRate(FIFTEEN, 'benjamini-yekutieli').forEach((value, i) => {
      expect(off(value, by[i]!)).toBeLessThan(1e-13);
    });
    expect(seen.filter((value) => value <= 0.05).length).toBe(4);
    expect(FIFTEEN.filter((p) => p * 15 <= 0.05).length).toBe(3); // Bonferroni
  });

  test('keeps NaN and does not count it, as p.adjust', () => {
    const seen = falseDiscoveryRate([0.02, 0.5, Number.NaN, 0.02, 0, 1, 0.04, 0.5]);
    const expected = [0.0466666666666667, 0.583333333333333, NaN, 0.0466666666666667, 0, 1, 0.07, 0.583333333333333];
    expect(seen[2]).toBeNaN();
    seen.forEach((value, i) => {
      if (i !== 2) expect(off(value, expected[i]!)).toBeLessThan(1e-13);
    });
  });

  test('is its definition for any tests, repeated or not, to the bit', () => {
    const tiny = fc.double({ min: 0, max: 1e-6, noNaN: true });
    const any = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), tiny, fc.constantFrom(0, 1, 0.05, NaN));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 300 }), (p) => {
        expect([...falseDiscoveryRate(p)]).toEqual(slow(p));
      }),
    );
    const { random, whole } = chance(1);
    for (const draw of [
      random,
      () => random() ** 9,
      () => whole(1000) / 1000,
      () => 0.3 + whole(5000) * 1e-14, // alike in their first digits
      () => (whole(9) === 0 ? NaN : random()),
    ]) {
      const p = Array.from({ length: 20_000 }, draw);
      expect([...falseDiscoveryRate(p)]).toEqual(slow(p));
      expect([...falseDiscoveryRate(Float32Array.from(p))]).toEqual(slow([...Float32Array.from(p)]));
    }
  });

  test('does not depend on the order of the tests', () => {
    const { random, whole } = chance(2);
    const p = Array.from({ length: 500 }, () => (random() < 0.5 ? random() : whole(20) / 20));
    const order = p.map((_, i) => i).sort((a, b) => Math.sin(a * 99) - Math.sin(b * 99));
    const seen = falseDiscoveryRate(p);
    falseDiscoveryRate(order.map((i) => p[i]!)).forEach((value, k) => {
      expect(value).toBe(seen[order[k]!]);
    });
  });

  test('of one test is its p, of equal tests theirs, of none nothing; what is no p is refused by name', () => {
    expect([...falseDiscoveryRate([0.03])]).toEqual([0.03]);
    expect([...falseDiscoveryRate(new Array(8).fill(0.2))]).toEqual(new Array(8).fill(0.2));
    expect([...falseDiscoveryRate([0.5, -0, 0])]).toEqual([0.5, 0, 0]);
    expect([...falseDiscoveryRate([])]).toEqual([]);
    expect([...falseDiscoveryRate([NaN, NaN])]).toEqual([NaN, NaN]);
    expect(() => falseDiscoveryRate([0.1, 1.5])).toThrow('a p of 1.5 at 1');
    expect(() => falseDiscoveryRate([-0.1])).toThrow(RangeError);
  });

  test('believes anything at all in at most 5 % of the maps where there is nothing', () => {
    const { random } = chance(3);
    for (const method of ['benjamini-hochberg', 'benjamini-yekutieli'] as const) {
      let maps = 0;
      for (let map = 0; map < 4000; map++) {
        const p = Float64Array.from({ length: 200 }, random);
        if (falseDiscoveryRate(p, method).some((value) => value <= 0.05)) maps++;
      }
      expect(maps / 4000).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 4000));
      if (method === 'benjamini-hochberg') expect(maps / 4000).toBeGreaterThan(0.04); // and does not waste what it may
    }
  });
});
