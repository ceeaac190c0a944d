import { createContext, useCallback, useContext, useEffect } from 'react';
import { useMay } from '../account/session.ts';
import { useView } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { gapFeatures, NO_GAPS } from '../map/gaps.ts';
import { useArea } from '../shell/area.tsx';
import { type CellAnswer, FDR, NOBODY_LOOKS, useCellAnswer } from './cell-answer.ts';
import { useProjection } from './hot-spots.ts';
import { useLayout } from './layout.ts';
import type { Said } from './perception.ts';

/** Where what is felt and what is recorded differ, under the page's filter. */
export const GapContext = createContext<CellAnswer<'gap-map'>>(NOBODY_LOOKS);
export const useGaps = (): CellAnswer<'gap-map'> => useContext(GapContext);

/** Twice the side of other methods' cells: voices are few. */
const gapCells = (cell_m: number): number => 2 * cell_m;

/** May this person see both what is felt and what is recorded here? */
export function useSeesGaps(): boolean {
  const { municipality } = useArea();
  const may = useMay();
  return may('see_gaps', municipality.slug);
}

/** Asks for gaps while their layer, the list or a card of one is open, and the reports are here. */
export function useGapAnswer(city: CityMap | null, { reports }: Said): CellAnswer<'gap-map'> {
  const { layers, at } = useView();
  const { tab, inspector } = useLayout();
  const sees = useSeesGaps();
  const { toDegrees } = useProjection();
  const looked = layers.includes('gaps') || (inspector && tab === 'perception') || at?.startsWith('g:') === true;
  // Other reports are another question: a function of its own for each makes it be asked anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const parametersOf = useCallback((cell_m: number) => ({ cell_m: gapCells(cell_m), fdr: FDR, channel: 0 }), [reports]);
  const state = useCellAnswer('gap-map', sees && looked && reports !== null, parametersOf);
  const { answer } = state;
  useEffect(() => {
    city?.showGaps(answer === null ? NO_GAPS : gapFeatures(answer, toDegrees));
  }, [city, answer, toDegrees]);
  return state;
}
