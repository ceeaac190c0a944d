import { queryOptions } from '@tanstack/react-query';
import type { FeatureCollection, Geometry, LineString } from 'geojson';
import sketchUrl from './sketch.geojson?url';

type Sketch = FeatureCollection<Geometry, { kind: string }>;
const LINES = new Set(['motorway', 'primary', 'secondary', 'street', 'rail']);

/** The roads and railways of the sketch map, for drawings that are no map: fetched once, kept for good. */
export const sketchLinesQuery = queryOptions({
  queryKey: ['sketch'],
  queryFn: async ({ signal }): Promise<{ kind: string; line: LineString['coordinates'] }[]> => {
    const { features }: Sketch = await (await fetch(sketchUrl, { signal })).json();
    return features.flatMap(({ properties: { kind }, geometry }) =>
      geometry.type === 'LineString' && LINES.has(kind) ? [{ kind, line: geometry.coordinates }] : [],
    );
  },
  staleTime: Number.POSITIVE_INFINITY,
});
