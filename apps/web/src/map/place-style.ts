import type { Municipality } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Places } from '../api.ts';
import { MAP_FONT_FACES } from '../theme/map-fonts.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import { sketchGround } from './ground.ts';
import { placeNameLayers, placeOutlineLayers } from './layers/places.ts';
import { placeFeatures, placeNamePoints } from './sources.ts';

export interface PlaceStyleParts {
  municipality: Municipality;
  places: Places;
  language: string;
  theme: MapTheme;
  /** What lies over the ground and under the names. */
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/** An area's places on the built-in ground, which needs no network, with something of one's own on it. */
export function placeStyle({
  municipality,
  places,
  language,
  theme,
  sources,
  layers,
}: PlaceStyleParts): StyleSpecification {
  const outline = municipality.outline as Polygon | MultiPolygon;
  const ground = sketchGround({ bounds: municipality.bounds, outline }, theme);
  return {
    version: 8,
    'font-faces': MAP_FONT_FACES,
    transition: { duration: 0, delay: 0 },
    sources: {
      ...ground.sources,
      places: { type: 'geojson', data: placeFeatures(places, language), promoteId: 'slug' },
      'place-names': { type: 'geojson', data: placeNamePoints(places, language), promoteId: 'slug' },
      ...sources,
    },
    layers: [
      ...ground.below,
      ...placeOutlineLayers(theme, 'places'),
      ...ground.above,
      ...layers,
      ...placeNameLayers(theme, 'place-names', !ground.named),
    ],
  };
}
