import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { STRONG_FONT } from '../../theme/map-fonts.ts';
import type { MapTheme } from '../../theme/map-theme.ts';

/** What a press on a mark hits. */
export const MARK_LAYERS = ['meeting-areas', 'meeting-lines', 'meeting-lines-safe', 'meeting-points'];

const POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const SAFE: ExpressionSpecification = ['==', ['get', 'safe'], 1];
const UNSAID: ExpressionSpecification = ['==', ['get', 'safe'], -1];
const LOOKED_AT: ExpressionSpecification = ['==', ['get', 'current'], 1];

/** Marks of a meeting with their numbers, as large as a finger needs them: full where it feels unsafe, rings and dashes where safe. */
export const meetingMarkLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'meeting-areas',
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': theme.felt, 'fill-opacity': ['case', SAFE, 0.08, 0.22] },
  },
  {
    id: 'meeting-lines',
    type: 'line',
    source,
    filter: ['all', ['!', POINT], ['!', SAFE]],
    paint: { 'line-color': theme.felt, 'line-width': ['case', LOOKED_AT, 5, 3] },
  },
  {
    id: 'meeting-lines-safe',
    type: 'line',
    source,
    filter: ['all', ['!', POINT], SAFE],
    paint: { 'line-color': theme.felt, 'line-width': ['case', LOOKED_AT, 5, 3], 'line-dasharray': [2, 1.5] },
  },
  {
    id: 'meeting-points',
    type: 'circle',
    source,
    filter: POINT,
    paint: {
      'circle-radius': ['case', LOOKED_AT, 15, 12],
      'circle-color': ['case', ['any', SAFE, UNSAID], theme.panel, theme.felt],
      'circle-stroke-color': ['case', SAFE, theme.felt, UNSAID, theme.accent, theme.panel],
      'circle-stroke-width': ['case', ['any', SAFE, UNSAID], 3, 1.5],
    },
  },
  {
    id: 'meeting-numbers',
    type: 'symbol',
    source,
    layout: {
      'text-field': ['to-string', ['get', 'no']],
      'text-font': STRONG_FONT,
      'text-size': 13,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': ['case', UNSAID, theme.accent, ['all', POINT, ['!', SAFE]], theme.panel, theme.felt] },
  },
];

/** A way that stands, under what is marked along it. */
export const wayLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'drawing-way',
    type: 'line',
    source,
    filter: ['has', 'stands'],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': theme.accent, 'line-width': 4 },
  },
];

/** A stretch or an area on its way. */
export const drawingLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'drawing-line',
    type: 'line',
    source,
    filter: ['all', ['!', POINT], ['!', ['has', 'stands']]],
    paint: { 'line-color': theme.accent, 'line-width': 3, 'line-dasharray': [1.5, 1] },
  },
  {
    id: 'drawing-corners',
    type: 'circle',
    source,
    filter: POINT,
    paint: {
      'circle-radius': 6,
      'circle-color': theme.panel,
      'circle-stroke-color': theme.accent,
      'circle-stroke-width': 2.5,
    },
  },
];
