import { createContext, useCallback, useContext, useEffect } from 'react';
import { useView } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { emergingFeatures, NO_CHANGE } from '../map/emerging.ts';
import { type CellAnswer, FDR, NOBODY_LOOKS, REACH_CELLS, useCellAnswer } from './cell-answer.ts';
import { useListed, useProjection } from './hot-spots.ts';
import { useTimeline } from './timeline.ts';

/** What became of concentrations, up to the end of the page's period. */
export const EmergingContext = createContext<CellAnswer<'emerging'>>(NOBODY_LOOKS);
export const useEmerging = (): CellAnswer<'emerging'> => useContext(EmergingContext);

const STEP_DAYS = 28;
const STEPS = 24;

/** Asks for it while its layer or the list of concentrations is open. Where the month is all that is known, steps are months. */
export function useEmergingAnswer(city: CityMap | null): CellAnswer<'emerging'> {
  const { layers } = useView();
  const { toDegrees } = useProjection();
  const listed = useListed();
  const step_months = useTimeline()?.extent.snap === 'month' ? 1 : 0;
  const parametersOf = useCallback(
    (cell_m: number) => ({
      ...{ cell_m, reach_m: REACH_CELLS * cell_m, fdr: FDR },
      ...{ step_days: STEP_DAYS, step_months, steps: STEPS },
    }),
    [step_months],
  );
  const state = useCellAnswer('emerging', listed || layers.includes('emerging'), parametersOf);
  const { answer } = state;
  useEffect(() => {
    city?.showEmerging(answer === null ? NO_CHANGE : emergingFeatures(answer, toDegrees));
  }, [city, answer, toDegrees]);
  return state;
}
