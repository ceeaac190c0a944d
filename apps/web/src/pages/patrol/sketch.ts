import { queryOptions } from '@tanstack/react-query';
import type { FeatureCollection, Geometry } from 'geojson';
import sketchUrl from '../../map/basemap/sketch.geojson?url';

export type Sketch = FeatureCollection<Geometry, { kind: string; name?: string; rank?: number }>;

/** The built-in map as plain features: a file of our own, so that a card needs no tiles. */
export const sketchQuery = queryOptions({
  queryKey: ['sketch'],
  queryFn: async ({ signal }): Promise<Sketch> => (await fetch(sketchUrl, { signal })).json(),
  staleTime: Number.POSITIVE_INFINITY,
});
