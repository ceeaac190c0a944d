import { createContext, useContext, useEffect, useMemo } from 'react';
import { useView } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { hotSpotFeatures, NO_HOT_SPOTS } from '../map/hot-spots.ts';
import { type Projection, projection } from '../map/projection.ts';
import { useArea } from '../shell/area.tsx';
import { type CellAnswer, FDR, NOBODY_LOOKS, REACH_CELLS, useCellAnswer } from './cell-answer.ts';
import { useLayout } from './layout.ts';

/** What stands out under the page's filter. */
export const HotSpotContext = createContext<CellAnswer<'gistar'>>(NOBODY_LOOKS);
export const useHotSpots = (): CellAnswer<'gistar'> => useContext(HotSpotContext);

export const spotParameters = (cell_m: number) => ({ cell_m, reach_m: REACH_CELLS * cell_m, fdr: FDR });

/** Metres of this area's CRS and degrees. */
export function useProjection(): Projection {
  const { municipality } = useArea();
  return useMemo(() => projection(municipality.proj4), [municipality.proj4]);
}

/** Are concentrations looked at beside the map, in their list or one of them in its card? */
export function useListed(): boolean {
  const { at } = useView();
  const { tab, inspector } = useLayout();
  return (inspector && tab === 'spots') || at?.startsWith('s:') === true;
}

/** Asks for hot spots while their layer, the list or a card of one is open. */
export function useHotSpotAnswer(city: CityMap | null): CellAnswer<'gistar'> {
  const { layers } = useView();
  const { toDegrees } = useProjection();
  const listed = useListed();
  const state = useCellAnswer('gistar', listed || layers.includes('spots'), spotParameters);
  const { answer } = state;
  useEffect(() => {
    city?.showHotSpots(answer === null ? NO_HOT_SPOTS : hotSpotFeatures(answer, toDegrees));
  }, [city, answer, toDegrees]);
  return state;
}
