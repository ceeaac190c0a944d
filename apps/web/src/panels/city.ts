import { createContext, useContext, useSyncExternalStore } from 'react';
import { boundsOf } from '../map/bounds.ts';
import type { CityMap } from '../map/city-map.ts';
import type { Drawn } from '../map/drawn.ts';
import type { Place } from './place-facts.ts';

/** The one map, once it stands; null before, and where this browser can't draw maps. */
export const CityContext = createContext<CityMap | null>(null);
export const useCity = (): CityMap | null => useContext(CityContext);

/** Bring a place into the middle of what panels leave free of the map. */
export function showPlace(city: CityMap | null, place: Place): void {
  city?.fit(boundsOf(place.geometry));
}

const never = (): (() => void) => () => {};

/** The numbers of the map as it is drawn, which the legend prints; null while there is no map. */
export function useDrawn(): Drawn | null {
  const city = useCity();
  return useSyncExternalStore(city?.subscribe ?? never, () => city?.drawn ?? null);
}
