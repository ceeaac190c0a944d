import type { DataDrivenPropertyValueSpecification, LayerSpecification } from 'maplibre-gl';
import { type BasemapTheme, isDark } from './theme.ts';

/** Name of the source that holds `sketch.geojson`. */
export const SKETCH_SOURCE = 'basemap-sketch';

/** Data goes under this layer, so that names stay readable on top of it. */
export const FIRST_LABEL_LAYER = 'basemap-water-names';

const REGULAR = ['IBM Plex Sans', 'IBM Plex Sans Arabic'];
/** MapLibre reads the weight from the first name; the face comes from the second. */
export const STRONG_FONT = ['IBM Plex Sans SemiBold', 'IBM Plex Sans', 'IBM Plex Sans Arabic'];
export const REGULAR_FONT = REGULAR;

type Width = DataDrivenPropertyValueSpecification<number>;

/** Line width in pixels at zooms 9, 12, 14 and 17. */
const width = (...[z9, z12, z14, z17]: [number, number, number, number]): Width => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  9,
  z9,
  12,
  z12,
  14,
  z14,
  17,
  z17,
];

/** Roads from the least to the greatest, so that the greater lies on top: fill width, casing width, first zoom. */
const ROADS = [
  { kind: 'street', fill: width(0.4, 1, 4, 14), casing: width(0.4, 1.6, 5.5, 16), minzoom: 10.5 },
  { kind: 'secondary', fill: width(0.8, 2, 5.5, 18), casing: width(1.2, 3, 7, 20), minzoom: 9 },
  { kind: 'primary', fill: width(1, 2.4, 6, 20), casing: width(1.6, 3.6, 7.5, 22), minzoom: 7 },
  { kind: 'motorway', fill: width(1.4, 3.4, 8, 28), casing: width(2.2, 5, 10, 31), minzoom: 6 },
] as const;

/** Zoom from which a name of each rank is shown. */
const NAME_RANKS = [
  { rank: 1, minzoom: 8, size: [10, 12, 14, 15] },
  { rank: 2, minzoom: 10.5, size: [11, 11, 13, 13] },
  { rank: 3, minzoom: 12.2, size: [11, 11, 12, 13] },
  { rank: 4, minzoom: 13.6, size: [11, 11, 11.5, 13] },
] as const;

/** The hand-made map of Sigtuna: land is the background, water, built-up ground, roads with casing, rail, names. */
export function sketchStyleLayers(theme: BasemapTheme): LayerSpecification[] {
  return [...grounds(theme), ...ways(theme)];
}

/** The names of the sketch; they go above the data. */
export function sketchNameLayers(theme: BasemapTheme): LayerSpecification[] {
  return [waterNames(theme), roadNumbers(theme), ...NAME_RANKS.map((rank) => placeNames(theme, rank)).reverse()];
}

function grounds(theme: BasemapTheme): LayerSpecification[] {
  const source = SKETCH_SOURCE;
  return [
    {
      id: 'basemap-built',
      type: 'fill',
      source,
      filter: ['in', ['get', 'kind'], ['literal', ['built', 'airfield']]],
      paint: { 'fill-color': theme.roadEdge, 'fill-opacity': isDark(theme) ? 0.85 : 0.42 },
    },
    {
      id: 'basemap-water',
      type: 'fill',
      source,
      filter: ['==', ['get', 'kind'], 'water'],
      paint: { 'fill-color': theme.water },
    },
    {
      id: 'basemap-stream',
      type: 'line',
      source,
      minzoom: 11,
      filter: ['==', ['get', 'kind'], 'stream'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': theme.water, 'line-width': width(0.5, 1.4, 3, 8) },
    },
    {
      id: 'basemap-runway',
      type: 'line',
      source,
      minzoom: 9,
      filter: ['==', ['get', 'kind'], 'runway'],
      paint: { 'line-color': theme.roadEdge, 'line-width': width(2, 4, 11, 60) },
    },
  ];
}

function ways(theme: BasemapTheme): LayerSpecification[] {
  const source = SKETCH_SOURCE;
  const road = (part: 'casing' | 'fill', index: number): LayerSpecification => {
    const { kind, minzoom, [part]: lineWidth } = ROADS[index]!;
    return {
      id: `basemap-${kind}-${part}`,
      type: 'line',
      source,
      minzoom,
      filter: ['==', ['get', 'kind'], kind],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': part === 'fill' ? theme.road : theme.roadEdge, 'line-width': lineWidth },
    };
  };
  return [
    ...ROADS.map((_, index) => road('casing', index)),
    ...ROADS.map((_, index) => road('fill', index)),
    {
      id: 'basemap-rail',
      type: 'line',
      source,
      filter: ['==', ['get', 'kind'], 'rail'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.rail, 'line-width': width(0.9, 1.4, 2, 4), 'line-dasharray': [5, 2.5] },
    },
  ];
}

const waterNames = (theme: BasemapTheme): LayerSpecification => ({
  id: FIRST_LABEL_LAYER,
  type: 'symbol',
  source: SKETCH_SOURCE,
  minzoom: 9.5,
  filter: [
    'all',
    ['==', ['get', 'kind'], 'water-name'],
    ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 11, 2, 12.4, 3]],
  ],
  layout: {
    'text-field': ['get', 'name'],
    'text-font': REGULAR,
    'text-size': ['interpolate', ['linear'], ['zoom'], 9, 10, 14, 13],
    'text-letter-spacing': 0.12,
    'text-max-width': 8,
  },
  paint: { 'text-color': theme.label, 'text-opacity': 0.75, 'text-halo-color': theme.water, 'text-halo-width': 1.2 },
});

const roadNumbers = (theme: BasemapTheme): LayerSpecification => ({
  id: 'basemap-road-numbers',
  type: 'symbol',
  source: SKETCH_SOURCE,
  minzoom: 10.5,
  filter: ['has', 'ref'],
  layout: {
    'symbol-placement': 'line',
    'symbol-spacing': 340,
    'text-field': ['get', 'ref'],
    'text-font': REGULAR,
    'text-size': ['interpolate', ['linear'], ['zoom'], 10, 9, 14, 11],
    'text-rotation-alignment': 'viewport',
    'text-padding': 24,
  },
  paint: { 'text-color': theme.label, 'text-halo-color': theme.road, 'text-halo-width': 2.5 },
});

const placeNames = (theme: BasemapTheme, { rank, minzoom, size }: (typeof NAME_RANKS)[number]): LayerSpecification => ({
  id: `basemap-names-${rank}`,
  type: 'symbol',
  source: SKETCH_SOURCE,
  minzoom,
  filter: ['all', ['==', ['get', 'kind'], 'place-name'], ['==', ['get', 'rank'], rank]],
  layout: {
    'text-field': ['get', 'name'],
    'text-font': rank === 1 ? STRONG_FONT : REGULAR,
    'text-size': ['interpolate', ['linear'], ['zoom'], 8, size[0], 11, size[1], 13, size[2], 16, size[3]],
    'text-max-width': 9,
    'text-padding': 4,
    // The town's name gives way to its quarters' names once they are there.
    ...(rank === 1 ? { 'symbol-sort-key': 0 } : {}),
  },
  paint: {
    'text-color': theme.label,
    'text-halo-color': theme.land,
    'text-halo-width': 2,
  },
});
