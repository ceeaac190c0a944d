import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../theme/map-theme.ts';
import { CELL_CLASSES, CELLS_MAX_ZOOM } from '../legend-scale.ts';

export const CELLS_LAYER = 'incident-cells';

/**
 * Count cells: a mark per cell with incidents, coloured by how many. From afar the marks close up to a surface; close by,
 * where a cell keeps its size on the ground, streets show between them.
 */
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
        'circle-opacity': ['interpolate', ['linear'], ['zoom'], CELLS_MAX_ZOOM, 1, CELLS_MAX_ZOOM + 1, 0.85],
        'circle-pitch-alignment': 'map',
      },
    },
  ];
}

/** Colour by the number of incidents in a cell, in the classes the legend prints at this zoom. */
export const cellColour = (ramp: MapTheme['ramp']): ExpressionSpecification => {
  const [first, ...others] = CELL_CLASSES.map(({ zoom, breaks }) => ({
    zoom,
    colour: ['step', ['get', 'n'], ramp[0], ...breaks.slice(1).flatMap((from, i) => [from, ramp[i + 1]!])],
  }));
  return [
    'step',
    ['zoom'],
    first!.colour,
    ...others.flatMap(({ zoom, colour }) => [zoom, colour]),
  ] as ExpressionSpecification;
};

/** Px of a cell's radius at its own zoom, where it is 4 px wide: as far as its corners, and half of it less a hairline. */
const TO_CORNERS = 2.85;
const WITHIN = 1.85;
const SHALLOWEST = 3;
const DEEPEST = 20;

/** The disc follows its cell at every zoom: it doubles towards the next whole zoom and starts again with its tiles. */
export function cellRadius(): ExpressionSpecification {
  const stops: number[] = [];
  for (let z = SHALLOWEST; z < CELLS_MAX_ZOOM; z++) stops.push(z, TO_CORNERS, z + 0.999, 2 * TO_CORNERS);
  stops.push(CELLS_MAX_ZOOM, TO_CORNERS);
  stops.push(CELLS_MAX_ZOOM + 1, 2 * WITHIN, DEEPEST, WITHIN * 2 ** (DEEPEST - CELLS_MAX_ZOOM));
  return ['interpolate', ['exponential', 2], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}
