import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useEngine, useTally } from '../engine/hooks.ts';
import { useFilter, usePassing, useView } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { type HotSpots, hotSpotFeatures, NO_HOT_SPOTS } from '../map/hot-spots.ts';
import { type Projection, projection } from '../map/projection.ts';
import { useArea } from '../shell/area.tsx';
import { type Cause, causeOf, withFittingCells } from './fitting-cells.ts';
import { useLayout } from './layout.ts';

/** What stands out under the page's filter: null until it is worked out, and while nobody looks. */
export interface HotSpotState {
  hotSpots: HotSpots | null;
  /** An answer is on its way; the last one stays. */
  working: boolean;
  failed: boolean;
  /** Why it failed, where that can be said. */
  cause: Cause;
}

const NOBODY_LOOKS: HotSpotState = { hotSpots: null, working: false, failed: false, cause: null };
export const HotSpotContext = createContext<HotSpotState>(NOBODY_LOOKS);
export const useHotSpots = (): HotSpotState => useContext(HotSpotContext);

/** Cells whose middles are at most two sides apart are neighbours: about a dozen. */
const REACH_CELLS = 2;
/** The share of false alarms put up with. */
export const FDR = 0.05;

/** Metres of this area's CRS and degrees. */
export function useProjection(): Projection {
  const { municipality } = useArea();
  return useMemo(() => projection(municipality.proj4), [municipality.proj4]);
}

/** Asks for hot spots while the layer, the list or a card of one is open; nothing moves while something is dragged. */
export function useHotSpotAnswer(city: CityMap | null): HotSpotState {
  const engine = useEngine();
  const { filter } = useFilter();
  const { layers, cell_m, at } = useView();
  const { tab, inspector } = useLayout();
  const passing = usePassing();
  const version = useTally()?.data_version;
  const toDegrees = useProjection().toDegrees;
  const [state, setState] = useState<HotSpotState>(NOBODY_LOOKS);
  const looked = layers.includes('spots') || (inspector && tab === 'spots') || at?.startsWith('s:') === true;

  useEffect(() => {
    if (!looked || passing || version === undefined) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, working: true, failed: false, cause: null }));
    withFittingCells(cell_m, (fitting_m) =>
      engine.analyse(
        'gistar',
        filter,
        { cell_m: fitting_m, reach_m: REACH_CELLS * fitting_m, fdr: FDR },
        { signal: stop.signal },
      ),
    ).then(
      (hotSpots) =>
        !stop.signal.aborted && setState({ hotSpots, working: false, failed: hotSpots === null, cause: null }),
      (error) =>
        !stop.signal.aborted &&
        setState((before) => ({ ...before, working: false, failed: true, cause: causeOf(error) })),
    );
    return () => stop.abort();
  }, [engine, filter, cell_m, looked, passing, version]);

  useEffect(() => {
    city?.showHotSpots(state.hotSpots === null ? NO_HOT_SPOTS : hotSpotFeatures(state.hotSpots, toDegrees));
  }, [city, state.hotSpots, toDegrees]);
  return looked ? state : NOBODY_LOOKS;
}
