import { expect, test } from 'vitest';
import { chance, off } from './chance.testing.ts';
import { gammaUpper } from './gamma.ts';
import { twoSidedP, twoSidedPs } from './normal-tail.ts';

test('the tails beyond z are twice pnorm(-z) of R 4.2.2 (bench/reference/hot-spots.R)', () => {
  for (const [z, p] of [
    [0, 1],
    [0.3, 0.764177155622095],
    [1, 0.317310507862914],
    [1.95996398454005, 0.0500000000000003],
    [2.5, 0.0124193306515523],
    [5, 5.73303143758388e-7],
    [8.25, 1.5839452629285e-16],
    [13, 1.22343287990998e-38],
    [20.1, 7.37936172744278e-90],
    [37, 1.14511424450492e-299],
  ] as const) {
    expect(off(twoSidedP(z), p)).toBeLessThan(2e-13);
    expect(twoSidedP(-z)).toBe(twoSidedP(z));
  }
});

test('they are the incomplete gamma function of z²/2, everywhere', () => {
  for (let k = 0; k < 3700; k++)
    expect(off(twoSidedP(k / 100.7), gammaUpper(0.5, (k / 100.7) ** 2 / 2))).toBeLessThan(1e-12);
});

test('nothing is beyond infinity, and NaN stays what it is', () => {
  expect([twoSidedP(Infinity), twoSidedP(-Infinity), twoSidedP(39), twoSidedP(1e300)]).toEqual([0, 0, 0, 0]);
  expect(twoSidedP(Number.NaN)).toBeNaN();
});

test('many at once are the same as one by one, whether they repeat themselves or not', () => {
  const { normal, whole } = chance(4);
  const z = Float64Array.from({ length: 30_000 }, (_, i) =>
    i % 3 === 0 ? normal() : i % 3 === 1 ? whole(40) - 20 : NaN,
  );
  expect(twoSidedPs(z)).toEqual(z.map(twoSidedP));
  expect(twoSidedPs(new Float64Array(0))).toEqual(new Float64Array(0));
});
