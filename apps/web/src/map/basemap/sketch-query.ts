import { queryOptions } from '@tanstack/react-query';
import type { FeatureCollection, Geometry, LineString } from 'geojson';
import sketchUrl from './sketch.geojson?url';

export type Sketch = FeatureCollection<Geometry, { kind: string; name?: string }>;
const LINES = new Set(['motorway', 'primary', 'secondary', 'street', 'rail']);

/** The sketch map, for drawings that are no map: fetched once, kept for good. */
export const sketchQuery = queryOptions({
  queryKey: ['sketch'],
  queryFn: async ({ signal }): Promise<Sketch> => (await fetch(sketchUrl, { signal })).json(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Its roads and railways alone. */
export const sketchLinesQuery = queryOptions({
  ...sketchQuery,
  select: ({ features }: Sketch): { kind: string; line: LineString['coordinates'] }[] =>
    features.flatMap(({ properties: { kind }, geometry }) =>
      geometry.type === 'LineString' && LINES.has(kind) ? [{ kind, line: geometry.coordinates }] : [],
    ),
});
