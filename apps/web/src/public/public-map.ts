import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { ExpressionSpecification } from 'maplibre-gl';
import { basemap } from '../map/basemap/basemap.ts';
import { BASEMAP_THEMES } from '../map/basemap/theme.ts';
import { openGlMap } from '../map/gl-map.ts';
import { MAP_FONT_FACES } from '../theme/map-fonts.ts';
import { fetchFile } from './release.ts';
import { COLOURS_FROM } from './square-table.tsx';

export interface PublicMap {
  /** per square the band it shows */
  show(bands: readonly number[]): void;
  close(): void;
}

type Squares = FeatureCollection<Polygon> & { metadata: { outline: Polygon | MultiPolygon } };

/**
 * The squares of a release on the built-in map, coloured by what they show.
 * @throws {GPUInitializationError} where the browser has no WebGL 2
 */
export async function openPublicMap(container: HTMLElement, address: string, label: string): Promise<PublicMap> {
  const squares = await fetchFile<Squares>(address);
  const bounds = boundsOf(squares);
  const theme = BASEMAP_THEMES[isDark() ? 'dark' : 'light'];
  const ground = basemap({ bounds, outline: squares.metadata.outline }, theme);
  const map = openGlMap({
    ...{ container, bounds, label, camera: undefined },
    style: {
      version: 8,
      'font-faces': MAP_FONT_FACES,
      transition: { duration: 0, delay: 0 },
      sources: { ...ground.sources, squares: { type: 'geojson', data: squares } },
      layers: [
        ...ground.layers,
        {
          id: 'squares',
          type: 'fill',
          source: 'squares',
          paint: { 'fill-color': colours(), 'fill-opacity': shownOpacity },
        },
        {
          id: 'square-edges',
          type: 'line',
          source: 'squares',
          paint: { 'line-color': token('--map-label'), 'line-opacity': 0.25, 'line-width': 0.5 },
        },
        ...ground.labels,
      ],
    },
  });
  map.scrollZoom.disable(); // the page scrolls; buttons, keys and fingers zoom
  await map.once('load');
  return {
    show: (bands) => {
      for (const [id, band] of bands.entries()) map.setFeatureState({ source: 'squares', id }, { band });
    },
    close: () => map.remove(),
  };
}

const band: ExpressionSpecification = ['coalesce', ['feature-state', 'band'], 0];
const shownOpacity: ExpressionSpecification = ['case', ['>', band, 0], 0.82, 0.06];

const colours = (): ExpressionSpecification =>
  [
    'step',
    band,
    token('--ink-soft'),
    ...COLOURS_FROM.flatMap((from, i) => [from, token(`--d${i + 1}`)]),
  ] as unknown as ExpressionSpecification;

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const isDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;

function boundsOf({ features }: Squares): [number, number, number, number] {
  const all = features.flatMap(({ geometry }) => geometry.coordinates[0]!);
  const [lons, lats] = [all.map(([lon]) => lon!), all.map(([, lat]) => lat!)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
