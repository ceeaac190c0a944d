/** First counts of five classes on a ladder of round steps, so that a colour means a number and can be read back. */
export interface CountScale {
  /** Lower bounds of classes 1–5; below the first is class 0: none. */
  bounds: readonly [number, number, number, number, number];
}

const LADDER = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000] as const;

/** The lowest run of five rungs whose top class the peak reaches no more than twice over. */
export function countScale(peak: number): CountScale {
  let i = 0;
  while (i + 5 < LADDER.length && LADDER[i + 5]! <= peak) i++;
  const rungs = LADDER.slice(i, i + 5) as unknown as CountScale['bounds'];
  // Below the first rung lies at least one incident: it must not look like none.
  return { bounds: [1, rungs[1], rungs[2], rungs[3], rungs[4]] };
}

/** 0 for none, else 1–5. */
export function classOf(n: number, { bounds }: CountScale): number {
  let found = 0;
  for (let i = 0; i < 5; i++) if (n >= bounds[i]!) found = i + 1;
  return found;
}
