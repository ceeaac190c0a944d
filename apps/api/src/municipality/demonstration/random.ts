/** A source of chance that gives the same numbers for the same seed, everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Standard normal. */
  normal(): number;
  /** How many events when `mean` are expected; whole number >= 0. */
  poisson(mean: number): number;
  /** Index drawn in proportion to its weight. */
  pick(weights: readonly number[]): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
}

/** mulberry32: 32 bits of state, plenty for a demonstration, no dependency. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    between: (from, to) => from + next() * (to - from),
    poisson(mean) {
      // Knuth's product of uniforms: the means here are well below 100 a week.
      const limit = Math.exp(-mean);
      let n = 0;
      for (let product = next(); product > limit; product *= next()) n++;
      return n;
    },
    pick(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (let index = 0; index < weights.length; index++) {
        left -= weights[index]!;
        if (left < 0) return index;
      }
      return weights.length - 1;
    },
  };
}

/** A number that is the same for the same chance. */
export function uuidFrom(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random.next() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '89ab'[Math.floor(random.next() * 4)]!;
  const text = digits.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
