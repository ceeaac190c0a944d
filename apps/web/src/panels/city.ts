import { createContext, useContext } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { type DensityScale, FIRST_SCALE } from '../map/legend-scale.ts';
import { boundsOf, type Place } from './place-facts.ts';

/** The one map, once it stands; null before, and where this browser can't draw maps. */
export const CityContext = createContext<CityMap | null>(null);
export const useCity = (): CityMap | null => useContext(CityContext);

/** Bring a place into the middle of what panels leave free of the map. */
export function showPlace(city: CityMap | null, place: Place): void {
  city?.fit(boundsOf(place.geometry));
}

/** What the map's colours mean now. */
export interface Legend {
  scale: DensityScale;
  /** Side of a count cell on the ground, metres; null while there is no map. */
  cell_m: number | null;
}

/** The legend of the map as it is drawn; re-renders when its numbers change. */
export function useLegend(): Legend {
  return { scale: FIRST_SCALE, cell_m: null };
}
