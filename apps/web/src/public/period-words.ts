import type { ListedRelease } from './release.ts';
import type { Say } from './words.ts';

/** "2026, kvartal 1", or "Hela 2025". */
export function periodIn(say: Say, { kind, from }: Pick<ListedRelease, 'kind' | 'from'>): string {
  const year = from.slice(0, 4);
  return kind === 'year'
    ? say('year', { year })
    : say('quarter', { year, quarter: (Number(from.slice(5, 7)) + 2) / 3 });
}
