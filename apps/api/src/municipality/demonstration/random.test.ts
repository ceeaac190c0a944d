import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

describe('seeded chance', () => {
  it('repeats itself for the same seed only', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('has the mean and spread it is asked for', () => {
    const random = seededRandom(1);
    const counts = Array.from({ length: 20_000 }, () => random.poisson(3.5));
    const mean = counts.reduce((sum, n) => sum + n) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length;
    // Standard error of the mean sqrt(3.5/20000) = 0.013; of the variance about 0.037.
    expect(Math.abs(mean - 3.5)).toBeLessThan(0.06);
    expect(Math.abs(variance - 3.5)).toBeLessThan(0.16);
    const normals = Array.from({ length: 20_000 }, () => random.normal());
    expect(Math.abs(normals.reduce((sum, x) => sum + x) / normals.length)).toBeLessThan(0.03);
  });

  it('picks in proportion, and never what weighs nothing', () => {
    const random = seededRandom(2);
    const picks = [0, 0, 0];
    for (let n = 0; n < 10_000; n++) picks[random.pick([1, 0, 3])]!++;
    expect(picks[1]).toBe(0);
    expect(Math.abs(picks[2]! / 10_000 - 0.75)).toBeLessThan(0.02);
  });
});
