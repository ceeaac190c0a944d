import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../theme/map-theme.ts';
import { CELL_BREAKS, CELLS_MAX_ZOOM } from '../legend-scale.ts';

export const CELLS_LAYER = 'incident-cells';

/** Count cells: a mark per cell with incidents, coloured by how many. A cell keeps its size on the ground above z 11. */
export function cellLayers(theme: MapTheme, source: string): LayerSpecification[] {
  return [
    {
      id: CELLS_LAYER,
      type: 'circle',
      source,
      'source-layer': 'cells',
      paint: {
        'circle-color': cellColour(theme.ramp),
        // A cell is 4 px wide at its own zoom; the disc leaves a hairline between neighbours.
        'circle-radius': [
          'interpolate',
          ['exponential', 2],
          ['zoom'],
          CELLS_MAX_ZOOM,
          1.9,
          CELLS_MAX_ZOOM + 8,
          1.9 * 2 ** 8,
        ],
        'circle-opacity': 0.85,
        'circle-pitch-alignment': 'map',
      },
    },
  ];
}

/** Colour by the number of incidents in a cell, in the classes the legend prints. */
export const cellColour = (ramp: MapTheme['ramp']): ExpressionSpecification =>
  [
    'step',
    ['get', 'n'],
    ramp[0],
    ...CELL_BREAKS.slice(1).flatMap((from, i) => [from, ramp[i + 1]!]),
  ] as ExpressionSpecification;
