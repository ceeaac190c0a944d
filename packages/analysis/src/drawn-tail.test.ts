import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialMass } from './beta.ts';
import { chance } from './chance.testing.ts';
import { drawnPs } from './drawn-tail.ts';
import { studyArea } from './study-area.ts';

/** Chances of each sum of k draws, added up one draw at a time. */
function slowDraws(population: readonly number[], k: number): Map<number, number> {
  let sums = new Map([[0, 1]]);
  for (let draw = 0; draw < k; draw++) {
    const next = new Map<number, number>();
    for (const [sum, p] of sums)
      for (const count of population) next.set(sum + count, (next.get(sum + count) ?? 0) + p / population.length);
    sums = next;
  }
  return sums;
}

const tail = (sums: Map<number, number>, within: (sum: number) => boolean): number =>
  [...sums].reduce((total, [sum, p]) => total + (within(sum) ? p : 0), 0);

describe('tails of sums that are drawn', () => {
  test('are those of adding up one draw at a time, for any whole counts', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0, 17));
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 6 }), (counts, k) => {
        const study = studyArea(counts, null);
        const sums = Float64Array.from(counts, (n, i) => n + (i % 3) * 2);
        const p = drawnPs(
          sums,
          sums.map(() => k),
          sums,
          study,
        );
        const slow = slowDraws(counts, k);
        sums.forEach((sum, i) => {
          const smaller = Math.min(
            tail(slow, (s) => s >= sum),
            tail(slow, (s) => s <= sum),
          );
          expect(Math.abs(p[i]! - Math.min(1, Math.max(1e-12, 2 * smaller)))).toBeLessThan(1e-12);
        });
      }),
    );
  });

  test('of cells with one incident or none are binomial', () => {
    const counts = Float64Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const sums = Float64Array.from({ length: 1000 }, (_, i) => i % 30);
    const p = drawnPs(
      sums,
      sums.map(() => 81),
      sums,
      studyArea(counts, null),
    );
    for (let s = 0; s < 30; s++) {
      let [above, below] = [0, 0];
      for (let k = 0; k <= 81; k++) {
        if (k >= s) above += binomialMass(k, 81, 0.1, 0.9);
        if (k <= s) below += binomialMass(k, 81, 0.1, 0.9);
      }
      expect(Math.abs(p[s]! - Math.min(1, 2 * Math.min(above, below)))).toBeLessThan(1e-12);
    }
  });

  test('of cut neighbourhoods lie on the careful side, and cut cells are drawn joined to whole ones', () => {
    const counts = [4, 0, 1, 2, 1, 0, 3, 1];
    const shares = [1, 1, 0.5, 0.5, 0.75, 0.25, 1, 1];
    const study = studyArea(counts, shares);
    const population = [4, 0, 3, 1, 3, 1]; // 1 + 2 and 1 + 0 joined
    const sums = Float64Array.of(7, 0, 7, 0, 7, 0, NaN, 7);
    const weights = Float64Array.of(2, 2, 2.4, 2.4, 3, 3, 3, 0.2);
    const p = drawnPs(sums, weights, sums, study);
    const high = (k: number): number => 2 * tail(slowDraws(population, k), (s) => s >= 7);
    const low = (k: number): number => 2 * tail(slowDraws(population, k), (s) => s <= 0);
    [high(2), low(2), high(3), low(2), high(3), low(3), NaN, 1e-12].forEach((expected, i) => {
      if (Number.isNaN(expected)) expect(p[i]).toBeNaN();
      else expect(p[i]).toBeCloseTo(expected, 11);
    });
  });

  test('of large or broken counts are off by little, and to the careful side', () => {
    const { random } = chance(2);
    const counts = Float64Array.from({ length: 400 }, () => random() * 1e5);
    const study = studyArea(counts, null);
    const sums = Float64Array.from({ length: 400 }, (_, i) => 2e5 + i * 500);
    const coarse = drawnPs(
      sums,
      sums.map(() => 4),
      sums,
      study,
    );
    // The same on whole counts, exactly: to a five-hundredth of the spread.
    const fine = studyArea(
      counts.map((n) => Math.round(n / 100)),
      null,
    );
    const exact = drawnPs(
      sums.map((s) => s / 100),
      sums.map(() => 4),
      sums,
      fine,
    );
    coarse.forEach((p, i) => {
      if (exact[i]! < 1e-6) return;
      expect(p / exact[i]!).toBeGreaterThan(0.95);
      expect(p / exact[i]!).toBeLessThan(1.5);
    });
  });

  test('do without incidents, and not with fewer than none', () => {
    const none = new Float64Array(5);
    expect(
      drawnPs(
        none,
        none.map(() => 3),
        none,
        studyArea(none, null),
      ),
    ).toEqual(none.map(() => 1));
    expect(() => drawnPs(none, none, none, studyArea([1, 1, -2, 1, 1], null))).toThrow('a count of -2 in cell 2');
  });
});
