import type { MethodName } from '@lagesbild/contract';

/** How an answer can be had. */
export type MethodFormat = 'json' | 'geojson' | 'grid';
/** The same, or a surface’s values alone. */
export type Format = MethodFormat | 'float32';

const CELLS = ['json', 'geojson', 'grid'] as const;

/** Cells as polygons or as bytes, clusters and hexagons as polygons; the rest is no map. */
export const FORMATS: Readonly<Record<MethodName, readonly MethodFormat[]>> = {
  ...{ gistar: CELLS, emerging: CELLS, moran: CELLS, harm: CELLS, 'gap-map': CELLS },
  ...{ clusters: ['json', 'geojson'], hexagons: ['json', 'geojson'] },
  ...{
    'near-repeat': ['json'],
    hours: ['json'],
    compare: ['json'],
    trend: ['json'],
    accuracy: ['json'],
    bandwidth: ['json'],
    silence: ['json'],
  },
};

export const MEDIA_TYPE: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  grid: 'application/octet-stream',
  float32: 'application/octet-stream',
};
