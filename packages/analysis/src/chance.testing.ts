import { seeded } from './seeded.ts';

/** Chance for tests, the same for the same seed everywhere. */
export interface Chance {
  /** uniform in [0, 1) */
  random(): number;
  /** a whole number in [0, below) */
  whole(below: number): number;
  normal(): number;
  poisson(mean: number): number;
  /** shape > 0, scale 1 */
  gamma(shape: number): number;
  beta(a: number, b: number): number;
  binomial(n: number, p: number): number;
}

export function chance(seed: number): Chance {
  const random = seeded(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - random()) ** (1 / shape);
    const d = shape - 1 / 3; // Marsaglia & Tsang (2000)
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  };
  const beta = (a: number, b: number): number => {
    const x = gamma(a);
    return x / (x + gamma(b));
  };
  const binomial = (n: number, p: number): number => {
    let hits = 0;
    for (let i = 0; i < n; i++) hits += random() < p ? 1 : 0;
    return hits;
  };
  const poisson = (mean: number): number => {
    if (mean > 30) {
      // The time of the kth event is gamma: skip to just before the mean, then share what is left.
      const k = Math.floor(mean * 0.875);
      const at = gamma(k);
      return at > mean ? binomial(k - 1, mean / at) : k + poisson(mean - at);
    }
    let n = 0;
    for (let product = random(); product > Math.exp(-mean); product *= random()) n++;
    return n;
  };
  return { random, whole: (below) => Math.floor(random() * below), normal, poisson, gamma, beta, binomial };
}

/** How far a value is from another, relative to it; absolute where that is 0. */
export const off = (value: number, expected: number): number =>
  value === expected ? 0 : Math.abs(expected === 0 ? value : value / expected - 1);
