import type { ResidentAdditions } from '@lagesbild/contract';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { ExpressionSpecification } from 'maplibre-gl';
import { ground as groundOf } from '../map/basemap-kinds.ts';
import { openGlMap } from '../map/gl-map.ts';
import { MAP_FONT_FACES } from '../theme/map-fonts.ts';
import { type MapTheme, readMapTheme } from '../theme/map-theme.ts';
import { fetchFile } from './release.ts';
import { COLOURS_FROM } from './square-table.tsx';

export interface PublicMap {
  /** per square the band it shows */
  show(bands: readonly number[]): void;
  /** whom to name for what lies under the squares; '' for the built-in sketch */
  attribution: string;
  close(): void;
}

type Squares = FeatureCollection<Polygon> & { metadata: { outline: Polygon | MultiPolygon } };

/**
 * The squares of a release, coloured by what they show, on the installation's own map or the built-in sketch.
 * @throws {GPUInitializationError} where the browser has no WebGL 2
 */
export async function openPublicMap(
  container: HTMLElement,
  { address, label, language }: { address: string; label: string; language: string },
): Promise<PublicMap> {
  const [squares, choice] = await Promise.all([fetchFile<Squares>(address), basemapHere()]);
  const bounds = boundsOf(squares);
  const theme = readMapTheme();
  const ground = await groundOf(choice, { bounds, outline: squares.metadata.outline }, theme, language);
  const map = openGlMap({
    ...{ container, bounds, label, camera: undefined },
    style: {
      version: 8,
      'font-faces': MAP_FONT_FACES,
      ...(ground.glyphs === undefined ? {} : { glyphs: ground.glyphs }),
      ...(ground.sprite === undefined ? {} : { sprite: ground.sprite }),
      transition: { duration: 0, delay: 0 },
      sources: { ...ground.sources, squares: { type: 'geojson', data: squares } },
      layers: [
        ...ground.below,
        {
          id: 'squares',
          type: 'fill',
          source: 'squares',
          paint: { 'fill-color': colours(theme), 'fill-opacity': shownOpacity },
        },
        {
          id: 'square-edges',
          type: 'line',
          source: 'squares',
          paint: { 'line-color': theme.label, 'line-opacity': 0.25, 'line-width': 0.5 },
        },
        ...ground.above,
      ],
    },
  });
  map.scrollZoom.disable(); // the page scrolls; buttons, keys and fingers zoom
  await map.once('load');
  return {
    show: (bands) => {
      for (const [id, band] of bands.entries()) map.setFeatureState({ source: 'squares', id }, { band });
    },
    attribution: ground.sketched ? '' : ground.attribution,
    close: () => map.remove(),
  };
}

/** What the operator chose to lie underneath; the sketch where that can't be asked. */
async function basemapHere(): Promise<ResidentAdditions['basemap']> {
  const additions = await fetchFile<ResidentAdditions>('/api/installation/resident').catch(() => null);
  return additions?.basemap ?? { kind: 'sketch', url: null, attribution: null };
}

const band: ExpressionSpecification = ['coalesce', ['feature-state', 'band'], 0];
const shownOpacity: ExpressionSpecification = ['case', ['>', band, 0], 0.82, 0.06];

const colours = ({ inkSoft, ramp }: MapTheme): ExpressionSpecification =>
  ['step', band, inkSoft, ...COLOURS_FROM.flatMap((from, i) => [from, ramp[i]])] as unknown as ExpressionSpecification;

function boundsOf({ features }: Squares): [number, number, number, number] {
  const all = features.flatMap(({ geometry }) => geometry.coordinates[0]!);
  const [lons, lats] = [all.map(([lon]) => lon!), all.map(([, lat]) => lat!)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
