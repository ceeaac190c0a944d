import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { REGULAR_FONT, STRONG_FONT } from '../../theme/map-fonts.ts';
import type { MapTheme } from '../../theme/map-theme.ts';

/** Filled and clear: what a click on a place hits. */
export const PLACE_AREA_LAYER = 'place-areas';
export const PLACE_NAME_LAYER = 'place-names';

const NAMED: ExpressionSpecification = ['==', ['get', 'kind'], 'named_place'];
const STUDY: ExpressionSpecification = ['==', ['get', 'kind'], 'study_area'];
const AREA: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]];
const chosen: ExpressionSpecification = ['boolean', ['feature-state', 'chosen'], false];
const hover: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false];

/** Study areas: where a hot spot is looked for, drawn so that they don't compete with anything. */
export const studyAreaLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'study-areas',
    type: 'line',
    source,
    filter: ['all', AREA, STUDY],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': theme.inkSoft,
      'line-width': ['case', chosen, 2, 1],
      'line-opacity': ['case', ['get', 'on_by_default'], 0.5, 0.3],
      'line-dasharray': [2, 3],
    },
  },
];

/** The outlines of places people care about, above the data. */
export const placeOutlineLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: PLACE_AREA_LAYER,
    type: 'fill',
    source,
    filter: ['all', AREA, ['!', STUDY]],
    paint: { 'fill-color': theme.accent, 'fill-opacity': ['case', hover, 0.12, 0] },
  },
  {
    id: 'place-outline-halo',
    type: 'line',
    source,
    filter: ['all', AREA, ['!', STUDY]],
    paint: { 'line-color': theme.land, 'line-width': ['case', chosen, 6, 4], 'line-opacity': 0.7 },
  },
  {
    id: 'place-outlines',
    type: 'line',
    source,
    filter: ['all', AREA, ['!', STUDY]],
    layout: { 'line-join': 'round' },
    paint: {
      // One colour: a colour that hangs on a feature's state can't change at once, as paper wants it.
      'line-color': theme.ink,
      'line-width': ['case', chosen, 3.2, ['case', NAMED, 1.6, 1]],
    },
  },
];

/** Names of places; the named ones strong, neighbourhoods only where the basemap doesn't say them already. */
export const placeNameLayers = (theme: MapTheme, source: string, neighbourhoods: boolean): LayerSpecification[] => [
  ...(neighbourhoods ? [neighbourhoodNames(theme, source)] : []),
  {
    id: PLACE_NAME_LAYER,
    type: 'symbol',
    source,
    minzoom: 10.5,
    filter: NAMED,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': STRONG_FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12, 14, 14],
      'text-max-width': 9,
      'text-padding': 4,
      'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
      'text-radial-offset': 0.25,
      'symbol-sort-key': 0,
    },
    paint: { 'text-color': theme.ink, 'text-halo-color': theme.land, 'text-halo-width': 1.8 },
  },
];

const neighbourhoodNames = (theme: MapTheme, source: string): LayerSpecification => ({
  id: 'neighbourhood-names',
  type: 'symbol',
  source,
  minzoom: 11,
  filter: ['==', ['get', 'kind'], 'neighbourhood'],
  layout: {
    'text-field': ['get', 'name'],
    'text-font': REGULAR_FONT,
    'text-size': 12,
    'text-max-width': 9,
    'symbol-sort-key': 1,
  },
  paint: { 'text-color': theme.label, 'text-halo-color': theme.land, 'text-halo-width': 1.5 },
});
