import type { RevisitState } from '@lagesbild/contract';

/** How what was seen is months later, of one manager. */
export interface Compared {
  manager: string | null;
  /** Unsafe observations. */
  n: number;
  still: number;
  better: number;
  mended: number;
  /** Not looked at again yet. */
  left: number;
}

interface Seen {
  manager: string | null;
  feeling: 'safe' | 'unsafe';
  state: RevisitState | null;
}

/** Counts what felt unsafe by manager, in the order of `managers`; those without one come last. */
export function comparedBy(managers: readonly string[], seen: readonly Seen[]): Compared[] {
  return [...managers, null].flatMap((manager) => {
    const own = seen.filter((one) => one.manager === manager && one.feeling === 'unsafe');
    const count = (state: RevisitState | null): number => own.filter((one) => one.state === state).length;
    if (own.length === 0) return [];
    return [
      {
        ...{ manager, n: own.length, still: count('still'), better: count('better') },
        ...{ mended: count('mended'), left: count(null) },
      },
    ];
  });
}
