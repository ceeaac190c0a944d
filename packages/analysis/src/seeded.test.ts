import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';

// mulberry32 (Ettinger 2017) in Python, numbers modulo 2³²:
//   a = (a + 0x6D2B79F5); t = (a ^ a>>15) * (1 | a); t = (t + (t ^ t>>7) * (61 | t)) ^ t; (t ^ t>>14) / 2**32
test('the numbers are those of mulberry32, again and again', () => {
  const random = seeded(1);
  const numbers = [random(), random(), random()];
  expect(numbers).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  expect(seeded(1)()).toBe(numbers[0]);
  expect(seeded(-1)()).toBe(0.8964226141106337);
});

test('and they lie everywhere between 0 and 1', () => {
  const random = seeded(7);
  const tenths = new Int32Array(10);
  for (let i = 0; i < 10_000; i++) tenths[Math.floor(10 * random())]!++;
  for (const n of tenths) expect(Math.abs(n - 1000)).toBeLessThan(150); // five standard deviations
});
