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
        'circle-radius': cellRadius(),
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

/** Half a cell less a hairline, px: a cell is 4 px wide at its own zoom and 8 just before the next one is cut. */
const OWN_RADIUS = 1.85;
const SHALLOWEST = 3;
const DEEPEST = 20;

/** The disc fills its cell at every zoom: it doubles towards the next whole zoom and starts again with its tiles. */
export function cellRadius(): ExpressionSpecification {
  const stops: number[] = [];
  for (let z = SHALLOWEST; z < CELLS_MAX_ZOOM; z++) stops.push(z, OWN_RADIUS, z + 0.999, 2 * OWN_RADIUS);
  stops.push(CELLS_MAX_ZOOM, OWN_RADIUS, DEEPEST, OWN_RADIUS * 2 ** (DEEPEST - CELLS_MAX_ZOOM));
  return ['interpolate', ['exponential', 2], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}
