import type { Feature, FeatureCollection, Geometry, Point } from 'geojson';
import type { SourceSpecification } from 'maplibre-gl';
import type { Places } from '../api.ts';
import { nameIn } from '../text/index.ts';
import { boundsOf } from './bounds.ts';
import { CELLS_MAX_ZOOM } from './legend-scale.ts';

/** Names of the sources that layers read. */
export const SOURCES = {
  /** Tiles of the engine: cells to z 11, single incidents from z 12. */
  incidents: 'incidents',
  /** The same tiles held at z 11, so that cells can be looked at closely. */
  cells: 'incident-cells',
  density: 'incident-density',
  places: 'places',
  placeNames: 'place-names',
  hotSpots: 'hot-spots',
  emerging: 'emerging',
  perception: 'perception',
  gaps: 'gaps',
} as const;

/** Single incidents are cut at most this deep; closer, the same tiles are stretched. */
const DEEPEST = 16;

export const tileSources = (url: string): Record<string, SourceSpecification> => ({
  [SOURCES.incidents]: { type: 'vector', tiles: [url], minzoom: 0, maxzoom: DEEPEST },
  [SOURCES.cells]: { type: 'vector', tiles: [url], minzoom: 0, maxzoom: CELLS_MAX_ZOOM },
});

/** Places with their name in one language. */
export function placeFeatures(places: Places, language: string): FeatureCollection<Geometry> {
  return {
    type: 'FeatureCollection',
    features: places.features.map(
      ({ geometry, properties: { slug, names, kind, named_in, on_by_default } }): Feature<Geometry> => ({
        type: 'Feature',
        geometry,
        properties: { slug, name: nameIn(names, language), kind, named_in, on_by_default },
      }),
    ),
  };
}

/** Where each name is written: at the place's own point, or above its area, so that it covers nothing that is counted there. */
export function placeNamePoints(places: Places, language: string): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: placeFeatures(places, language).features.map(({ geometry, properties }): Feature<Point> => {
      const [west, , east, north] = boundsOf(geometry);
      return { type: 'Feature', geometry: { type: 'Point', coordinates: [(west + east) / 2, north] }, properties };
    }),
  };
}
