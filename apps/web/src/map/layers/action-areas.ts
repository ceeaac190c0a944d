import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { STRONG_FONT } from '../../theme/map-fonts.ts';
import type { MapTheme } from '../../theme/map-theme.ts';

/** What a click on an action hits. */
export const ACTION_LAYERS = ['action-fills', 'action-numbers-under'] as const;

const CURRENT: ExpressionSpecification = ['get', 'current'];
const UNDER_WAY: ExpressionSpecification = ['==', ['get', 'status'], 'under_way'];

/** Where actions are: filled while they are under way, dashed while they are planned, an outline when they are over; each with its number in the list. */
export const actionLayers = (theme: MapTheme, areas: string, middles: string): LayerSpecification[] => [
  {
    id: ACTION_LAYERS[0],
    type: 'fill',
    source: areas,
    paint: {
      'fill-color': theme.accent,
      'fill-opacity': ['case', CURRENT, 0.42, UNDER_WAY, 0.24, 0.08],
    },
  },
  {
    id: 'action-edges',
    type: 'line',
    source: areas,
    filter: ['!=', ['get', 'status'], 'planned'],
    paint: { 'line-color': theme.accent, 'line-width': ['case', CURRENT, 3.5, UNDER_WAY, 2.2, 1.2] },
  },
  {
    id: 'action-edges-planned',
    type: 'line',
    source: areas,
    filter: ['==', ['get', 'status'], 'planned'],
    paint: { 'line-color': theme.accent, 'line-width': ['case', CURRENT, 3.5, 2], 'line-dasharray': [2.5, 1.5] },
  },
  {
    id: ACTION_LAYERS[1],
    type: 'circle',
    source: middles,
    paint: {
      'circle-radius': ['case', CURRENT, 15, 12],
      'circle-color': ['case', CURRENT, theme.accent, theme.panel],
      'circle-stroke-color': theme.accent,
      'circle-stroke-width': 2,
    },
  },
  {
    id: 'action-numbers',
    type: 'symbol',
    source: middles,
    layout: {
      'text-field': ['to-string', ['get', 'no']],
      'text-font': STRONG_FONT,
      'text-size': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ['case', CURRENT, theme.panel, theme.accent] },
  },
];
