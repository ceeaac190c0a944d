import { expect, test } from 'vitest';
import { chance } from '../chance.testing.ts';
import { type NoiseKind, noiseProbability, twoSidedGeometric } from './noise.ts';
import { macOf } from './testing.ts';

test.each<[NoiseKind, number]>([
  ['cell', Math.exp(-1 / 3)],
  ['figure', Math.exp(-1 / 10)],
])('noise of a %s falls off as it should, on both sides alike, and isn’t clipped', (kind, ratio) => {
  const mac = macOf('noise');
  const n = 40_000;
  const seen = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const z = twoSidedGeometric(mac(`${kind} ${i}`), kind);
    seen.set(z, (seen.get(z) ?? 0) + 1);
  }
  let squares = 0;
  let cells = 0;
  for (let z = -100; z <= 100; z++) {
    const expected = n * noiseProbability(z, kind);
    if (expected < 10) continue;
    cells++;
    squares += ((seen.get(z) ?? 0) - expected) ** 2 / expected;
  }
  expect(squares).toBeLessThan(cells + 4 * Math.sqrt(2 * cells)); // chi-squared, four standard deviations
  expect(noiseProbability(5, kind) / noiseProbability(4, kind)).toBeCloseTo(ratio, 12);
  expect(Math.max(...seen.keys())).toBeGreaterThan(kind === 'cell' ? 20 : 60);
});

test('probabilities of all noise there is sum to one', () => {
  let sum = 0;
  for (let z = -200; z <= 200; z++) sum += noiseProbability(z);
  expect(sum).toBeCloseTo(1, 12);
});

test('the same seed gives the same noise; its first and its last bytes count', () => {
  const { random } = chance(4);
  const seed = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
  expect(twoSidedGeometric(seed)).toBe(twoSidedGeometric(Uint8Array.from(seed)));
  expect(twoSidedGeometric(Uint8Array.from([...new Array(8).fill(0), ...new Array(8).fill(255)]))).toBeGreaterThan(100);
  expect(twoSidedGeometric(Uint8Array.from([...new Array(8).fill(255), ...new Array(8).fill(0)]))).toBeLessThan(-100);
  expect(twoSidedGeometric(new Uint8Array(16).fill(255))).toBe(0);
});
