import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../theme/map-theme.ts';
import { gapColour, SHOWN_GAPS } from '../gap-marks.ts';

export const GAP_LAYER = 'gap-cells';
/** Cells that touch are one feature, of one part or of several. */
const AREA: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]];
const NUMBERS = { both: 1, felt_more: 2, recorded_more: 3 } as const;

/** Where what is felt and what is recorded differ: a pattern per class, and a line round the cells that touch. */
export const gapLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: GAP_LAYER,
    type: 'fill',
    source,
    filter: AREA,
    paint: {
      'fill-antialias': false,
      'fill-pattern': ['concat', 'gap-', ['to-string', ['get', 'class']], `-${theme.kind}`],
    },
  },
  {
    id: 'gap-lines',
    type: 'line',
    source,
    filter: ['!', AREA],
    layout: { 'line-cap': 'round' },
    paint: {
      'line-color': [
        'match',
        ['get', 'class'],
        ...SHOWN_GAPS.flatMap((gap) => [NUMBERS[gap], gapColour(gap, theme)]),
        theme.inkSoft,
      ] as unknown as ExpressionSpecification,
      'line-width': 1.8,
    },
  },
];
