import type { Installation } from '@lagesbild/contract';
import type { CityMap } from './city-map.ts';

export interface MapViewProps {
  basemap: Installation['basemap'];
  /** Called with the map once it stands, with null when it is gone or can't be had (no WebGL). */
  onCity?: (city: CityMap | null) => void;
  /** Called with false when this browser can't draw maps: lists and tables remain. */
  onWebgl?: (webgl: boolean) => void;
}
