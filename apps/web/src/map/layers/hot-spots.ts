import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { STRONG_FONT } from '../../theme/map-fonts.ts';
import type { MapTheme } from '../../theme/map-theme.ts';

export const HOT_SPOT_LAYER = 'hot-spot-cells';

const of = (kind: string): ExpressionSpecification => ['==', ['geometry-type'], kind];
/** The surer, the stronger the line and the fill; the legend draws the same three. */
const bySureness = (sure: number, likely: number, putUpWith: number): ExpressionSpecification => [
  'match',
  ['get', 'sureness'],
  0,
  sure,
  1,
  likely,
  putUpWith,
];

/** Cells that stand out: a line round each spot, as strong as it is sure, and its number in the list. */
export const hotSpotLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: HOT_SPOT_LAYER,
    type: 'fill',
    source,
    filter: of('Polygon'),
    paint: { 'fill-antialias': false, 'fill-color': theme.ink, 'fill-opacity': bySureness(0.2, 0.12, 0.06) },
  },
  {
    id: 'hot-spot-halo',
    type: 'line',
    source,
    filter: of('LineString'),
    layout: { 'line-cap': 'round' },
    paint: { 'line-color': theme.land, 'line-width': 6, 'line-opacity': 0.8 },
  },
  {
    id: 'hot-spot-lines',
    type: 'line',
    source,
    filter: of('LineString'),
    layout: { 'line-cap': 'round' },
    paint: { 'line-color': theme.ink, 'line-width': bySureness(3.2, 2, 1.2) },
  },
];

/** The numbers, above everything else but each other. */
export const hotSpotNumberLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'hot-spot-numbers',
    type: 'symbol',
    source,
    filter: of('Point'),
    layout: {
      'text-field': ['get', 'rank'],
      'text-font': STRONG_FONT,
      'text-size': 15,
      // From afar they would cover each other: the first in the list stay, the others come when the map is closer.
      'symbol-sort-key': ['to-number', ['get', 'rank']],
      'text-padding': 4,
    },
    paint: { 'text-color': theme.panel, 'text-halo-color': theme.ink, 'text-halo-width': 5 },
  },
];
