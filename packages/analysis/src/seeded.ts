/**
 * Numbers in [0, 1), equally likely, the same for the same seed on every machine (mulberry32: 32 bits of state, which is plenty where
 * nobody may gain by guessing the next one). What is left to chance takes such a function; this is one to give it.
 */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
