import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../theme/map-theme.ts';
import { POINT_RADIUS, POINTS_MIN_ZOOM } from '../legend-scale.ts';

export const POINTS_LAYER = 'incident-points';
export const POINTS_FAR_LAYER = 'incident-points-far';

const LATTICE_BELOW_ZOOM = 9.5;
const HOVER: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false];

/**
 * Single incidents, in the one colour of what is recorded. Strays and what is known only to an area never get here:
 * the engine doesn't put them into tiles.
 */
export function pointLayers(theme: MapTheme, source: string, overSurface: boolean): LayerSpecification[] {
  const far = overSurface ? 0.6 : 1;
  return [
    {
      id: POINTS_FAR_LAYER,
      type: 'circle',
      source,
      'source-layer': 'cells',
      // Over a county the cells stand as a lattice; where there is a surface it says more.
      minzoom: overSurface ? LATTICE_BELOW_ZOOM : 0,
      maxzoom: POINTS_MIN_ZOOM,
      paint: {
        'circle-color': theme.recorded,
        // From afar a mark is a cell with incidents in it, the stronger the more; over a surface it only hints.
        'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'n']], 0, 1.1, 1, 1.5, 2, 1.9, 3, 2.3],
        'circle-opacity': [
          'interpolate',
          ['linear'],
          ['log10', ['get', 'n']],
          0,
          0.3 * far,
          1,
          0.55 * far,
          3,
          0.95 * far,
        ],
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
        // One colour, since paper changes it at once: what is pointed at is larger.
        'circle-color': theme.recorded,
        'circle-radius': [
          'interpolate',
          ['exponential', 1.4],
          ['zoom'],
          ...POINT_RADIUS.flatMap(([zoom, px]) => [zoom, ['case', HOVER, px * 1.6, px]]),
        ] as unknown as ExpressionSpecification,
        'circle-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0.6, 15, 0.8],
        'circle-stroke-color': theme.land,
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 12, 0, 13.5, 0.3, 15, 1.2],
        // Where thousands crowd, rims would cover the points themselves.
        'circle-stroke-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0.4, 15, 0.9],
      },
    },
  ];
}
