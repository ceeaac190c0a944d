import type { Methods } from '@lagesbild/incidents';
import { useEffect, useRef, useState } from 'react';
import { useEngine, useTally } from '../engine/hooks.ts';
import { useFilter, usePassing, useView } from '../filter.ts';
import { type Cause, causeOf, withFittingCells } from './fitting-cells.ts';
import { Newest } from './newest.ts';

/** Cells whose middles are at most two sides apart are neighbours: about a dozen. */
export const REACH_CELLS = 2;
/** The share of false alarms put up with. */
export const FDR = 0.05;

type CellMethod = 'gistar' | 'emerging' | 'gap-map';

/** What a method says of cells under the page's filter: null until it is worked out, and while nobody looks. */
export interface CellAnswer<M extends CellMethod> {
  answer: Methods[M]['answer'] | null;
  /** An answer is on its way; the last one stays. */
  working: boolean;
  failed: boolean;
  /** Why it failed, where that can be said. */
  cause: Cause;
}

export const NOBODY_LOOKS = { answer: null, working: false, failed: false, cause: null } as const;

/**
 * Asks a method while somebody looks. It waits while the question is dragged; a slider of the cells' side it follows, one
 * answer after the other.
 *
 * @param parametersOf  for cells of a side; the same function as long as the same is asked
 */
export function useCellAnswer<M extends CellMethod>(
  method: M,
  looked: boolean,
  parametersOf: (cell_m: number) => Methods[M]['parameters'],
): CellAnswer<M> {
  const engine = useEngine();
  const { filter } = useFilter();
  const { cell_m } = useView();
  const passing = usePassing();
  const version = useTally()?.data_version;
  const [state, setState] = useState<CellAnswer<M>>(NOBODY_LOOKS);
  const asking = useRef<{ signal: AbortSignal; newest: Newest } | null>(null);
  const asked = looked && !passing && version !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked of another filter or of other rows is given up
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    asking.current = { signal: stop.signal, newest: new Newest() };
    return () => {
      asking.current = null;
      stop.abort();
    };
  }, [engine, method, filter, asked, version, parametersOf]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above, and for cells of each side
  useEffect(() => {
    if (asking.current === null) return;
    const { signal, newest } = asking.current;
    setState((before) => ({ ...before, working: true, failed: false, cause: null }));
    const settle = (found: Partial<CellAnswer<M>>): void => {
      if (!signal.aborted) setState((before) => ({ ...before, ...found, working: newest.overtaken }));
    };
    void newest.ask(() =>
      withFittingCells(cell_m, (fitting_m) => engine.analyse(method, filter, parametersOf(fitting_m), { signal })).then(
        (answer) => settle({ answer, failed: answer === null, cause: null }),
        (error) => settle({ failed: true, cause: causeOf(error) }),
      ),
    );
  }, [engine, method, filter, asked, version, parametersOf, cell_m]);

  return looked ? state : NOBODY_LOOKS;
}
