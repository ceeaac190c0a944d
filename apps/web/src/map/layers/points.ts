import type { LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../theme/map-theme.ts';
import { POINT_RADIUS, POINTS_MIN_ZOOM } from '../legend-scale.ts';

export const POINTS_LAYER = 'incident-points';
export const POINTS_FAR_LAYER = 'incident-points-far';

/**
 * Single incidents, in the one colour of what is recorded. Strays and what is known only to an area never get here:
 * the engine doesn't put them into tiles.
 */
export function pointLayers(theme: MapTheme, source: string): LayerSpecification[] {
  return [
    {
      id: POINTS_FAR_LAYER,
      type: 'circle',
      source,
      'source-layer': 'cells',
      maxzoom: POINTS_MIN_ZOOM,
      paint: {
        'circle-color': theme.recorded,
        // From afar a mark is a cell with incidents in it, the stronger the more.
        'circle-radius': ['interpolate', ['linear'], ['get', 'n'], 1, 1.2, 30, 2.2],
        'circle-opacity': ['interpolate', ['linear'], ['get', 'n'], 1, 0.32, 10, 0.7, 100, 0.95],
        'circle-pitch-alignment': 'map',
      },
    },
    {
      id: POINTS_LAYER,
      type: 'circle',
      source,
      'source-layer': 'incidents',
      minzoom: POINTS_MIN_ZOOM,
      paint: {
        'circle-color': ['case', ['boolean', ['feature-state', 'hover'], false], theme.accent, theme.recorded],
        'circle-radius': ['interpolate', ['exponential', 1.4], ['zoom'], ...POINT_RADIUS.flat()] as unknown as [
          'interpolate',
          ['linear'],
          ['zoom'],
          number,
          number,
        ],
        'circle-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0.6, 15, 0.8],
        'circle-stroke-color': theme.land,
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 12, 0.6, 15, 1.2],
        'circle-stroke-opacity': 0.9,
      },
    },
  ];
}
