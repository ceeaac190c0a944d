import type { Municipality } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Places } from '../api.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import { type Ground, type GroundArea, sketchGround, styleOn } from './ground.ts';
import { placeNameLayers, placeOutlineLayers } from './layers/places.ts';
import { placeFeatures, placeNamePoints } from './sources.ts';

export interface PlaceStyleParts {
  municipality: Municipality;
  places: Places;
  language: string;
  theme: MapTheme;
  /** the built-in one where it is left out */
  ground?: Ground;
  /** What lies over the ground and under the names. */
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/** A municipality as what a ground is made for. */
export const groundAreaOf = ({ bounds, outline }: Municipality): GroundArea => ({
  ...{ bounds, outline: outline as Polygon | MultiPolygon },
});

/** An area's places on a ground, with something of one's own on it. The built-in ground needs no network. */
export function placeStyle({
  municipality,
  places,
  language,
  theme,
  ground = sketchGround(groundAreaOf(municipality), theme),
  sources,
  layers,
}: PlaceStyleParts): StyleSpecification {
  return {
    ...styleOn(ground),
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
