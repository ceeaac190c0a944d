import type { StyleSpecification } from 'maplibre-gl';
import type { Places } from '../api.ts';
import type { Layer } from '../filter.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import type { EmergingFeatures } from './emerging.ts';
import type { GapFeatures } from './gaps.ts';
import { type Ground, styleOn } from './ground.ts';
import type { HotSpotFeatures } from './hot-spots.ts';
import { cellLayers } from './layers/cells.ts';
import { densityLayers } from './layers/density.ts';
import { emergingLayers } from './layers/emerging.ts';
import { gapLayers } from './layers/gaps.ts';
import { hotSpotLayers, hotSpotNumberLayers } from './layers/hot-spots.ts';
import { perceptionLayers } from './layers/perception.ts';
import { placeNameLayers, placeOutlineLayers, studyAreaLayers } from './layers/places.ts';
import { pointLayers } from './layers/points.ts';
import type { PerceptionFeatures } from './perception.ts';
import { placeFeatures, placeNamePoints, SOURCES, tileSources } from './sources.ts';

export interface StyleParts {
  ground: Ground;
  theme: MapTheme;
  places: Places;
  language: string;
  layers: readonly Layer[];
  tiles: string;
  hotSpots: HotSpotFeatures;
  emerging: EmergingFeatures;
  perception: PerceptionFeatures;
  gaps: GapFeatures;
  /** Where the density image lies now; it keeps its place when the style is built again. */
  densityCorners: [[number, number], [number, number], [number, number], [number, number]];
}

/** The whole map as data, from the ground up: what lies higher is what a person came for. */
export function mapStyle(parts: StyleParts): StyleSpecification {
  const { ground, theme, places, language, layers, tiles, hotSpots, emerging, perception, gaps, densityCorners } =
    parts;
  const shown = new Set<Layer>(layers);
  return {
    ...styleOn(ground),
    sources: {
      ...ground.sources,
      ...tileSources(tiles),
      [SOURCES.density]: { type: 'image', coordinates: densityCorners } as StyleSpecification['sources'][string],
      [SOURCES.places]: { type: 'geojson', data: placeFeatures(places, language), promoteId: 'slug' },
      [SOURCES.hotSpots]: { type: 'geojson', data: hotSpots },
      [SOURCES.emerging]: { type: 'geojson', data: emerging },
      [SOURCES.perception]: { type: 'geojson', data: perception },
      [SOURCES.gaps]: { type: 'geojson', data: gaps },
      [SOURCES.placeNames]: { type: 'geojson', data: placeNamePoints(places, language), promoteId: 'slug' },
    },
    layers: [
      ...ground.below,
      ...(shown.has('density') ? densityLayers(SOURCES.density) : []),
      ...(shown.has('places') ? studyAreaLayers(theme, SOURCES.places) : []),
      ...(shown.has('cells') ? cellLayers(theme, SOURCES.cells) : []),
      ...(shown.has('points') ? pointLayers(theme, SOURCES.incidents, shown.has('density')) : []),
      ...(shown.has('emerging') ? emergingLayers(theme, SOURCES.emerging) : []),
      ...(shown.has('spots') ? hotSpotLayers(theme, SOURCES.hotSpots) : []),
      ...(shown.has('gaps') ? gapLayers(theme, SOURCES.gaps) : []),
      ...(shown.has('perception') ? perceptionLayers(theme, SOURCES.perception) : []),
      ...(shown.has('places') ? placeOutlineLayers(theme, SOURCES.places) : []),
      ...ground.above,
      ...(shown.has('places') ? placeNameLayers(theme, SOURCES.placeNames, !ground.named) : []),
      ...(shown.has('spots') ? hotSpotNumberLayers(theme, SOURCES.hotSpots) : []),
    ],
  };
}
