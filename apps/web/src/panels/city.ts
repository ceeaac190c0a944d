import { createContext, useContext } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { boundsOf, type Place } from './place-facts.ts';

/** The one map, once it stands; null before, and where this browser can't draw maps. */
export const CityContext = createContext<CityMap | null>(null);
export const useCity = (): CityMap | null => useContext(CityContext);

/** Bring a place into the middle of what panels leave free of the map. */
export function showPlace(city: CityMap | null, place: Place): void {
  city?.fit(boundsOf(place.geometry));
}
