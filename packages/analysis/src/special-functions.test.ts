import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { betaLower, betaOdds, betaQuantile, betaUpper, binomialMass, studentQuantile } from './beta.ts';
import { gammaLower, gammaQuantile, gammaUpper, logGamma, normalQuantile, poissonMass } from './gamma.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

/** R's values, made by bench/reference/special-functions.R: function, arguments, value. */
const REFERENCE = readFileSync(new URL('./special-functions.reference.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split(','));

const FUNCTIONS: Record<string, (...args: number[]) => number> = {
  logGamma: (x) => logGamma(x!),
  poissonMass: (x, mean) => poissonMass(x!, mean!),
  binomialMass: (x, n, p) => binomialMass(x!, n!, p!, 1 - p!),
  gammaLower: (a, x) => gammaLower(a!, x!),
  gammaUpper: (a, x) => gammaUpper(a!, x!),
  gammaQuantileLower: (p, a) => gammaQuantile(p!, a!, 'lower'),
  gammaQuantileUpper: (p, a) => gammaQuantile(p!, a!, 'upper'),
  betaLower: (a, b, x) => betaLower(a!, b!, x!),
  betaUpper: (a, b, x) => betaUpper(a!, b!, x!),
  betaQuantileLower: (p, a, b) => betaQuantile(p!, a!, b!, 'lower'),
  betaQuantileUpper: (p, a, b) => betaQuantile(p!, a!, b!, 'upper'),
  studentQuantile: (p, freedom) => studentQuantile(p!, freedom!),
  normalQuantile: (p) => normalQuantile(p!),
};

describe('special functions', () => {
  for (const [name, f] of Object.entries(FUNCTIONS)) {
    test(`${name} is R's within 1e-11, from 1e-290 and shapes from 0.001 to a million`, () => {
      const rows = REFERENCE.filter(([of]) => of === name).map((row) => row.slice(1).map(Number));
      expect(rows.length).toBeGreaterThan(3);
      for (const row of rows) {
        const [args, expected] = [row.slice(0, -1), row.at(-1)!];
        const off = Math.abs(f(...args) / expected - 1);
        expect(off, `${name}(${args}) is ${f(...args)}, not ${expected}`).toBeLessThan(1e-11);
      }
    });
  }

  test('a quantile has what was asked for below it, and its tails make one', () => {
    const shape = fc.double({ min: 0.05, max: 1e5, noNaN: true });
    const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    fc.assert(
      fc.property(share, shape, shape, (p, a, b) => {
        const x = gammaQuantile(p, a, 'lower');
        if (x > 1e-290) expect(Math.abs(gammaLower(a, x) / p - 1)).toBeLessThan(1e-9);
        const odds = betaOdds(p, a, b, 'upper');
        const [share, rest] = [odds / (1 + odds), 1 / (1 + odds)];
        if (share > 1e-290 && rest > 1e-290) expect(Math.abs(betaUpper(a, b, share, rest) / p - 1)).toBeLessThan(1e-9);
        expect(betaLower(a, b, share, rest) + betaUpper(a, b, share, rest)).toBeCloseTo(1, 12);
        expect(gammaLower(a, b) + gammaUpper(a, b)).toBeCloseTo(1, 12);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('the ends of the domain have their limits, and beyond them there is nothing', () => {
    expect([gammaLower(3, 0), gammaUpper(3, 0), gammaUpper(3, Infinity)]).toEqual([0, 1, 0]);
    expect([betaLower(2, 3, 0), betaLower(2, 3, 1), betaUpper(2, 3, 0)]).toEqual([0, 1, 1]);
    expect([gammaQuantile(0, 2, 'lower'), gammaQuantile(0, 2, 'upper')]).toEqual([0, Infinity]);
    expect([betaQuantile(1, 2, 3, 'lower'), betaQuantile(1, 2, 3, 'upper')]).toEqual([1, 0]);
    expect([poissonMass(0, 0), poissonMass(2, 0), binomialMass(0, 5, 0, 1), binomialMass(6, 5, 0.5, 0.5)]).toEqual([
      1, 0, 1, 0,
    ]);
    expect(logGamma(0)).toBe(Infinity);
    for (const nothing of [
      logGamma(-1),
      gammaLower(0, 1),
      gammaLower(1, -1),
      gammaUpper(Number.NaN, 1),
      betaLower(1, 1, 1.5),
      betaLower(-1, 1, 0.5),
      gammaQuantile(1.5, 1, 'lower'),
      betaOdds(0.5, 0, 1, 'lower'),
      betaQuantile(Number.NaN, 1, 1, 'upper'),
    ])
      expect(nothing).toBeNaN();
  });
});
