import { FLAG_TIMES } from '@lagesbild/contract';
import type { DraftMark } from './draft.ts';

/** What has been said at a meeting so far. */
export interface Said {
  unsafe: number;
  safe: number;
  /** Codes with how many marks give them, the most first. */
  reasons: { code: string; n: number }[];
  /** Parts of the day with how many marks name them, in the order of the day. */
  times: { code: (typeof FLAG_TIMES)[number]; n: number }[];
}

/** Counts marks; each counts once however many reasons it gives. */
export function saidSoFar(marks: readonly DraftMark[]): Said {
  const unsafe = marks.filter(({ feeling }) => feeling === 'unsafe').length;
  const counts = new Map<string, number>();
  for (const code of marks.flatMap(({ reasons }) => reasons)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const reasons = [...counts].map(([code, n]) => ({ code, n }));
  return {
    unsafe,
    safe: marks.length - unsafe,
    reasons: reasons.sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1)),
    times: FLAG_TIMES.map((code) => ({ code, n: marks.filter(({ times }) => times.includes(code)).length })),
  };
}
