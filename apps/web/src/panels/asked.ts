import { type Filter, formatFilter, type Tally } from '@lagesbild/contract';
import { useEffect, useState } from 'react';
import { useEngine, useTally } from '../engine/hooks.ts';
import { usePassing } from '../filter.ts';

/**
 * The counts under another filter than the page's; null until they are here. The last answer stays while the next is
 * worked out, and while something is dragged.
 */
export function useAsked(filter: Filter | null): Tally | null {
  const engine = useEngine();
  const passing = usePassing();
  // Another version of the rows gives another answer to the same question.
  const version = useTally()?.data_version;
  const key = filter === null ? null : formatFilter(filter).toString();
  const [answer, setAnswer] = useState<Tally | null>(null);
  // The key says the whole filter; the object itself is new at every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (filter === null || passing) return;
    let current = true;
    engine.tallyOf(filter).then(
      (tally) => current && setAnswer(tally),
      () => current && setAnswer(null),
    );
    return () => {
      current = false;
    };
  }, [engine, key, passing, version]);
  return filter === null ? null : answer;
}
