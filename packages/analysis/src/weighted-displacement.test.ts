import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance, off } from './chance.testing.ts';
import { type BeforeAfter, weightedDisplacementDifference } from './weighted-displacement-difference.ts';
import { weightedDisplacementQuotient } from './weighted-displacement-quotient.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

const count = fc.nat(2000);
const area = fc.tuple(count, count) as fc.Arbitrary<BeforeAfter>;

describe('the weighted displacement difference', () => {
  /** Wheeler & Ratcliffe (2018); the last digits by R: pnorm(-118 / sqrt(1568)) * 2, -118 + c(-1, 1) * qnorm(0.975) * sqrt(1568). */
  test('is the paper’s: −118, standard error √1568, z −2.98, −196 to −40', () => {
    const seen = weightedDisplacementDifference({
      ...{ control: [308, 318], treated: [207, 110] },
      ...{ displacementControl: [150, 140], displacement: [178, 157] },
    });
    expect([seen.difference, seen.standardError]).toEqual([-118, Math.sqrt(1568)]);
    expect(seen.z.toFixed(2)).toBe('-2.98');
    expect([Math.round(seen.low), Math.round(seen.high)]).toEqual([-196, -40]);
    expect(off(seen.p, 0.00288295430498064)).toBeLessThan(1e-12);
    expect(off(seen.low, -195.6106141635819)).toBeLessThan(1e-12);
    expect(off(seen.high, -40.3893858364181)).toBeLessThan(1e-12);
  });

  test('turns its sign with treated and control, and with before and after', () => {
    fc.assert(
      fc.property(area, area, area, area, (treated, control, displacement, displacementControl) => {
        const seen = weightedDisplacementDifference({ treated, control, displacement, displacementControl });
        const turned = weightedDisplacementDifference({
          ...{ treated: control, control: treated },
          ...{ displacement: displacementControl, displacementControl: displacement },
        });
        const back = ([before, after]: BeforeAfter): BeforeAfter => [after, before];
        const reversed = weightedDisplacementDifference({
          ...{ treated: back(treated), control: back(control) },
          ...{ displacement: back(displacement), displacementControl: back(displacementControl) },
        });
        for (const other of [turned, reversed]) {
          expect(other.difference).toBeCloseTo(-seen.difference, 10);
          expect(other.p).toEqual(seen.p);
          expect(other.high).toBeCloseTo(-seen.low, 10);
        }
      }),
    );
  });

  test('has 95 % intervals that hold the true difference 95 % of the time, from five incidents a count', () => {
    const random = chance(21);
    for (const [treated, control, ring, ringControl] of [
      [
        [5, 5],
        [5, 5],
        [5, 5],
        [5, 5],
      ],
      [
        [14, 6],
        [20, 20],
        [9, 12],
        [8, 8],
      ],
      [
        [207, 110],
        [308, 318],
        [178, 157],
        [150, 140],
      ],
    ] as const) {
      const difference =
        treated[1] - treated[0] - control[1] + control[0] + ring[1] - ring[0] - ringControl[1] + ringControl[0];
      const draw = ([before, after]: BeforeAfter): BeforeAfter => [random.poisson(before), random.poisson(after)];
      let covered = 0;
      for (let round = 0; round < 4000; round++) {
        const { low, high } = weightedDisplacementDifference({
          ...{ treated: draw(treated), control: draw(control) },
          ...{ displacement: draw(ring), displacementControl: draw(ringControl) },
        });
        if (low <= difference && difference <= high) covered++;
      }
      expect(covered / 4000).toBeGreaterThan(0.93);
      expect(covered / 4000).toBeLessThan(0.97);
    }
  });

  test('does without rings, but not with one', () => {
    expect(weightedDisplacementDifference({ treated: [20, 10], control: [20, 20] })).toMatchObject({ difference: -10 });
    expect(() => weightedDisplacementDifference({ treated: [1, 1], control: [1, 1], displacement: [1, 1] })).toThrow(
      'a ring round one area only',
    );
  });

  test('of nothing is 0 without a p, and refuses what is no count', () => {
    const none = weightedDisplacementDifference({ treated: [0, 0], control: [0, 0] });
    expect([none.difference, none.z, none.p]).toEqual([0, Number.NaN, Number.NaN]);
    expect(() => weightedDisplacementDifference({ treated: [1, -1], control: [1, 1] })).toThrow('-1 incidents');
    expect(() => weightedDisplacementDifference({ treated: [1, 1], control: [1, Number.NaN] })).toThrow(
      'NaN incidents',
    );
    expect(() => weightedDisplacementDifference({ treated: [1, 1], control: [1, 1] }, 2)).toThrow('a level of 2');
  });
});

describe('the weighted displacement quotient', () => {
  /** The formula in R: (157/318 - 178/308) / (110/318 - 207/308). */
  test('of the same counts says that the ring gained a quarter as much', () => {
    expect(off(weightedDisplacementQuotient([207, 110], [178, 157], [308, 318]), 0.258185688349089)).toBeLessThan(
      1e-12,
    );
  });

  test('is −1 when the ring took all that was gained, and 0 when it stayed as it was', () => {
    expect(weightedDisplacementQuotient([20, 10], [5, 15], [30, 30])).toBeCloseTo(-1, 14);
    expect(weightedDisplacementQuotient([20, 10], [15, 15], [30, 30])).toBeCloseTo(0, 14);
  });

  test('is unknown where nothing was gained or nothing is there to compare with', () => {
    for (const [treated, ring, control] of [
      [
        [10, 10],
        [5, 1],
        [30, 30],
      ],
      [
        [10, 20],
        [5, 1],
        [30, 30],
      ],
      [
        [20, 10],
        [5, 1],
        [0, 30],
      ],
      [
        [20, 10],
        [5, 1],
        [30, 0],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ] as const)
      expect(weightedDisplacementQuotient(treated, ring, control)).toBeNaN();
    expect(() => weightedDisplacementQuotient([1, 0.5], [1, 1], [1, 1])).toThrow('0.5 incidents');
  });
});
