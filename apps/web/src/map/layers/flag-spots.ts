import type { LayerSpecification } from 'maplibre-gl';
import { STRONG_FONT } from '../../theme/map-fonts.ts';
import type { MapTheme } from '../../theme/map-theme.ts';

/** What a click on a spot hits. */
export const SPOT_LAYER = 'flag-spots';

/** Pixels of the ring for one flag, and for a hundred: its area follows the number. */
const [RADIUS_OF_ONE, RADIUS_OF_HUNDRED] = [9, 34];

/** How many flags lie at each spot: a ring with its number, filled where somebody looks. */
export const spotLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: SPOT_LAYER,
    type: 'circle',
    source,
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 1, RADIUS_OF_ONE, 10, RADIUS_OF_HUNDRED],
      'circle-color': ['case', ['get', 'current'], theme.felt, theme.panel],
      'circle-opacity': 0.92,
      'circle-stroke-color': theme.felt,
      'circle-stroke-width': 2.5,
    },
  },
  {
    id: 'flag-spot-numbers',
    type: 'symbol',
    source,
    layout: {
      'text-field': ['to-string', ['get', 'n']],
      'text-font': STRONG_FONT,
      'text-size': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ['case', ['get', 'current'], theme.panel, theme.felt] },
  },
];
