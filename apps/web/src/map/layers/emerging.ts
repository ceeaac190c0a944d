import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapTheme } from '../../theme/map-theme.ts';
import { CHANGE_GROUPS } from '../emerging.ts';

/** What became of cells: a pattern per class, and a line in the colour of its group round those that touch. */
export const emergingLayers = (theme: MapTheme, source: string): LayerSpecification[] => [
  {
    id: 'emerging-cells',
    type: 'fill',
    source,
    filter: ['!=', ['get', 'class'], 0],
    paint: {
      'fill-antialias': false,
      'fill-pattern': ['concat', 'emerging-', ['to-string', ['get', 'class']], `-${theme.kind}`],
    },
  },
  {
    id: 'emerging-lines',
    type: 'line',
    source,
    filter: ['==', ['get', 'class'], 0],
    layout: { 'line-cap': 'round' },
    paint: {
      'line-color': [
        'match',
        ['get', 'group'],
        ...CHANGE_GROUPS.flatMap((group) => [group, theme.change[group]]),
        theme.inkSoft,
      ] as unknown as ExpressionSpecification,
      'line-width': 1.4,
    },
  },
];
