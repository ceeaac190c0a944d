import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { STRONG_FONT } from '../../theme/map-fonts.ts';
import type { MapTheme } from '../../theme/map-theme.ts';

const POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const AREA: ExpressionSpecification = ['==', ['get', 'area'], 1];
const SAFE: ExpressionSpecification = ['==', ['get', 'safe'], 1];
/** What a click on what people say hits. */
export const PERCEPTION_LAYERS = [
  ...['perception-marks', 'perception-outlines', 'perception-outlines-safe', 'perception-areas'],
];

/** The area of a mark grows with how many said so. */
const RADIUS: ExpressionSpecification = ['+', ['case', AREA, 5, 2.4], ['*', 1.5, ['sqrt', ['get', 'n']]]];

/**
 * What people say: a full mark where it feels unsafe, a ring where it feels safe; larger, fainter and with their number where
 * only the place is known. Shapes as they were drawn at meetings, dashed where safe.
 */
export const perceptionLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'perception-areas',
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': theme.felt, 'fill-opacity': ['case', SAFE, 0.05, 0.16] },
  },
  {
    id: 'perception-outlines',
    type: 'line',
    source,
    filter: ['all', ['!', POINT], ['!', SAFE]],
    paint: { 'line-color': theme.felt, 'line-width': 1.6 },
  },
  {
    id: 'perception-outlines-safe',
    type: 'line',
    source,
    filter: ['all', ['!', POINT], SAFE],
    paint: { 'line-color': theme.felt, 'line-width': 1.6, 'line-dasharray': [2, 2] },
  },
  {
    id: 'perception-marks',
    type: 'circle',
    source,
    filter: POINT,
    paint: {
      'circle-color': ['case', SAFE, theme.land, theme.felt],
      'circle-opacity': ['case', AREA, 0.35, 0.82],
      'circle-radius': RADIUS,
      'circle-stroke-color': ['case', SAFE, theme.felt, theme.land],
      'circle-stroke-width': ['case', SAFE, 2, 1],
    },
  },
  {
    id: 'perception-counts',
    type: 'symbol',
    source,
    filter: ['all', POINT, AREA],
    layout: {
      'text-field': ['to-string', ['get', 'n']],
      'text-font': STRONG_FONT,
      'text-size': 11,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': theme.ink, 'text-halo-color': theme.land, 'text-halo-width': 1.4 },
  },
];
