import { type Filter, formatFilter } from '@lagesbild/contract';
import type { Methods } from '@lagesbild/incidents';
import { useEffect, useState } from 'react';
import { useEngine, useTally } from '../engine/hooks.ts';
import { usePassing } from '../filter.ts';
import type { Extent, Span } from './brush.ts';
import { type Comparison, comparisonOf } from './compare.ts';

type Answer = Methods['compare']['answer'];

const ASKED = { years: 1, level: 0.95 };

/**
 * A period against the same weeks a year before as the method `compare` has it, at equal registration age. While the question is
 * dragged, and where it is longer than the method takes, the tally's own days: `quick`.
 */
export function useComparison(
  filter: Filter,
  quick: Comparison | null,
  span: Span | null,
  extent: Extent | undefined,
): Comparison | null {
  const engine = useEngine();
  const passing = usePassing();
  const version = useTally()?.data_version;
  const key = quick === null ? null : `${version} ${formatFilter(filter)}`;
  const [found, setFound] = useState<{ key: string; answer: Answer | null } | null>(null);
  // The key says the whole question; the filter itself may be new at every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (key === null || passing) return;
    const stop = new AbortController();
    engine.analyse('compare', filter, ASKED, { signal: stop.signal }).then(
      (answer) => !stop.signal.aborted && setFound({ key, answer }),
      () => !stop.signal.aborted && setFound({ key, answer: null }),
    );
    return () => stop.abort();
  }, [engine, key, passing]);
  return found?.key === key && span !== null && extent !== undefined
    ? refined(quick, found.answer, span, extent)
    : quick;
}

/** The method's figures in the place of the tally's, where it has any. */
export function refined(
  quick: Comparison | null,
  answer: Answer | null,
  span: Span,
  extent: Extent,
): Comparison | null {
  const before = answer?.before[0];
  if (quick === null || answer === null || before === undefined) return quick;
  const { equal_age, as_of } = answer;
  const compared = comparisonOf(answer.now.count, before.count, span, extent);
  return { ...compared, late: compared.late && !equal_age, as_of };
}
