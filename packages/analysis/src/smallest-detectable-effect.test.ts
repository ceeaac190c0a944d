import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { powerToDetect } from './power-to-detect.ts';
import { rateRatio } from './rate-ratio.ts';
import { smallestDetectableEffect } from './smallest-detectable-effect.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

describe('the smallest detectable effect', () => {
  test('of 14 incidents before is a fall to 4 or a rise to 28', () => {
    expect(smallestDetectableEffect(14)).toMatchObject({ fallTo: 4, riseTo: 28 });
    expect(rateRatio(14, 4).p).toBeLessThan(0.05);
    expect(rateRatio(14, 5).p).toBeGreaterThan(0.05);
  });

  test('of five or fewer before is no fall at all', () => {
    for (const before of [0, 1, 5])
      expect(smallestDetectableEffect(before)).toMatchObject({ fallTo: Number.NaN, fallMean: Number.NaN });
    expect(smallestDetectableEffect(6).fallTo).toBe(0);
    expect(smallestDetectableEffect(0).riseTo).toBe(6);
  });

  test('is the edge of the test it speaks for, with any exposures and level', () => {
    const exposure = fc.double({ min: 0.2, max: 5, noNaN: true });
    const level = fc.constantFrom(0.8, 0.95, 0.99);
    fc.assert(
      fc.property(fc.nat(400), exposure, exposure, level, (before, t1, t2, level) => {
        const { fallTo, riseTo } = smallestDetectableEffect(before, { exposures: [t1, t2], level });
        const at = (after: number): { low: number; high: number } =>
          rateRatio(after, before, { exposures: [t2, t1], level });
        if (Number.isNaN(fallTo)) expect(at(0).high).toBeGreaterThanOrEqual(1);
        else {
          expect(at(fallTo).high).toBeLessThan(1);
          expect(at(fallTo + 1).high).toBeGreaterThanOrEqual(1);
        }
        expect(at(riseTo).low).toBeGreaterThan(1);
        if (riseTo > 0) expect(at(riseTo - 1).low).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is found with the chance it promises', () => {
    const random = chance(3);
    const { fallTo, riseTo, fallMean, riseMean } = smallestDetectableEffect(60, { power: 0.8 });
    const rounds = 20_000;
    let [fell, rose] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      if (random.poisson(fallMean) <= fallTo) fell++;
      if (random.poisson(riseMean) >= riseTo) rose++;
    }
    expect(Math.abs(fell / rounds - 0.8)).toBeLessThan(0.01);
    expect(Math.abs(rose / rounds - 0.8)).toBeLessThan(0.01);
  });

  test('is refused for what is no count or power, by its value', () => {
    expect(() => smallestDetectableEffect(-3)).toThrow('-3 incidents');
    expect(() => smallestDetectableEffect(3, { power: 1 })).toThrow('a power of 1');
    expect(() => smallestDetectableEffect(3, { exposures: [Number.NaN, 1] })).toThrow('an exposure of NaN');
  });
});

/** R: ppois(4, 7) + ppois(27, 7, lower.tail = FALSE); ppois(4, smallestDetectableEffect(14).fallMean) is the wanted 0.8. */
test('a halving of fourteen is found one time in six, and what is found four times in five is the smallest detectable effect', () => {
  expect(powerToDetect(14, 7)).toBeCloseTo(0.172991609689742, 12);
  expect(powerToDetect(14, smallestDetectableEffect(14).fallMean)).toBeCloseTo(0.8, 9);
  expect(powerToDetect(3, 0)).toBe(0);
});
