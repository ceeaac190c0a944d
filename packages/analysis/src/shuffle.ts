/**
 * Puts numbers in a random order, the one that belongs to a seed and a number: whoever draws the 7th order of seed 42
 * gets the same, before, after or without the sixth. So work on many orders can be divided among threads in any way.
 *
 * @param from    n numbers, left as they are
 * @param to      n places for them
 * @param seed    whole number
 * @param number  which order, a whole number >= 0
 *
 * O(n). Fisher–Yates on xoshiro128** (Blackman & Vigna 2021, doi:10.1145/3460772), its state hashed from seed and number.
 */
export function shuffle(from: Int32Array, to: Int32Array, seed: number, number: number): void {
  to.set(from);
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ number;
  const next = (): number => {
    hash = (hash + 0x9e3779b9) | 0; // splitmix32
    let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  for (let i = to.length - 1; i > 0; i--) {
    let r = Math.imul(b, 5);
    r = Math.imul((r << 7) | (r >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const j = ((r >>> 0) * (i + 1) * 2.3283064365386963e-10) | 0; // 2⁻³²
    const kept = to[i]!;
    to[i] = to[j]!;
    to[j] = kept;
  }
}
