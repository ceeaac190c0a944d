import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { GRATICULE_STEPS, graticule } from './graticule.ts';
import sketchUrl from './sketch.geojson?url';
import {
  FIRST_LABEL_LAYER,
  REGULAR_FONT,
  SKETCH_SOURCE,
  sketchNameLayers,
  sketchStyleLayers,
} from './sketch-layers.ts';
import { type BasemapTheme, isDark } from './theme.ts';

export { FIRST_LABEL_LAYER };

/** What the sketch covers: [west, south, east, north]. */
export const SKETCH_BOUNDS = [17.57, 59.5, 18.15, 59.74] as const;

export interface BasemapArea {
  bounds: readonly [number, number, number, number];
  outline: Polygon | MultiPolygon;
}

export interface Basemap {
  sources: Record<string, SourceSpecification>;
  /** Below the data. */
  layers: LayerSpecification[];
  /** Above the data; the first is FIRST_LABEL_LAYER. */
  labels: LayerSpecification[];
  attribution: string;
}

/** Is there a drawn map of this area, or only its outline and a graticule? */
export const isSketched = ({ bounds: [w, s, e, n] }: Pick<BasemapArea, 'bounds'>): boolean => {
  const [west, south, east, north] = SKETCH_BOUNDS;
  const [x, y] = [(w + e) / 2, (s + n) / 2];
  return x > west && x < east && y > south && y < north;
};

/**
 * The built-in basemap of an area: the sketch where there is one, a graticule elsewhere, and always the area's own
 * outline with a breath of shade outside it. Nothing is fetched from outside.
 */
export function basemap(area: BasemapArea, theme: BasemapTheme): Basemap {
  const sketched = isSketched(area);
  const sources: Basemap['sources'] = {
    'basemap-outside': { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: outside(area.outline) } },
    'basemap-outline': { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: area.outline } },
  };
  if (sketched) sources[SKETCH_SOURCE] = { type: 'geojson', data: sketchUrl, tolerance: 0.2 };
  else sources['basemap-graticule'] = { type: 'geojson', data: graticule(area.bounds) };
  return {
    sources,
    layers: [
      { id: 'basemap-land', type: 'background', paint: { 'background-color': theme.land } },
      ...(sketched ? sketchStyleLayers(theme) : graticuleLines(theme)),
      ...areaLayers(theme, sketched),
    ],
    labels: sketched ? sketchNameLayers(theme) : graticuleLabels(theme),
    attribution: sketched ? 'Skisskarta: Lägesbild, efter GTFS Sverige och SCB (CC0)' : '',
  };
}

function areaLayers(theme: BasemapTheme, sketched: boolean): LayerSpecification[] {
  return [
    {
      id: 'basemap-outside',
      type: 'fill',
      source: 'basemap-outside',
      // Darker in both themes: what is inside is what is lit.
      paint: { 'fill-color': '#000000', 'fill-opacity': isDark(theme) ? 0.2 : 0.035 },
    },
    {
      id: 'basemap-outline',
      type: 'line',
      source: 'basemap-outline',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': theme.rail,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 14, 1.6],
        'line-opacity': sketched ? 0.55 : 0.9,
        ...(sketched ? { 'line-dasharray': [1, 3] } : {}),
      },
    },
  ];
}

const graticuleLines = (theme: BasemapTheme): LayerSpecification[] =>
  GRATICULE_STEPS.map(({ minutes, minzoom, maxzoom }) => ({
    id: `basemap-graticule-${minutes}`,
    type: 'line',
    source: 'basemap-graticule',
    minzoom,
    maxzoom,
    filter: ['==', ['get', 'minutes'], minutes],
    paint: { 'line-color': isDark(theme) ? theme.road : theme.roadEdge, 'line-width': 1 },
  }));

const graticuleLabels = (theme: BasemapTheme): LayerSpecification[] =>
  GRATICULE_STEPS.map(({ minutes, minzoom, maxzoom }, index) => ({
    id: index === 0 ? FIRST_LABEL_LAYER : `basemap-graticule-labels-${minutes}`,
    type: 'symbol',
    source: 'basemap-graticule',
    minzoom,
    maxzoom,
    filter: ['==', ['get', 'minutes'], minutes],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['get', 'label'],
      'text-font': REGULAR_FONT,
      'text-size': 10,
      'text-padding': 12,
    },
    paint: { 'text-color': theme.label, 'text-opacity': 0.8, 'text-halo-color': theme.land, 'text-halo-width': 2 },
  }));

/** Everything but the area: the world with the outline's outer rings as holes. */
function outside(outline: Polygon | MultiPolygon): Polygon {
  const rings = outline.type === 'Polygon' ? [outline.coordinates[0]!] : outline.coordinates.map((part) => part[0]!);
  const world: Position[] = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ];
  return { type: 'Polygon', coordinates: [world, ...rings.map((ring) => [...ring].reverse())] };
}
