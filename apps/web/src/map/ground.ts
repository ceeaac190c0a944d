import type { MultiPolygon, Polygon } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { MAP_FONT_FACES } from '../theme/map-fonts.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import { basemap, isSketched } from './basemap/basemap.ts';

/** What lies under the data: below it, above it, and who is to be named for it. */
export interface Ground {
  sources: Record<string, SourceSpecification>;
  below: LayerSpecification[];
  above: LayerSpecification[];
  attribution: string;
  /** The built-in map, whose attribution has words of its own in each language. */
  sketched: boolean;
  /** Does it name neighbourhoods itself? */
  named: boolean;
  glyphs?: string;
  sprite?: StyleSpecification['sprite'];
}

export interface GroundArea {
  bounds: readonly [number, number, number, number];
  outline: Polygon | MultiPolygon;
}

/** What every style of ours begins with. */
export const styleOn = ({ glyphs, sprite }: Ground) => ({
  version: 8 as const,
  'font-faces': MAP_FONT_FACES,
  ...(glyphs === undefined ? {} : { glyphs }),
  ...(sprite === undefined ? {} : { sprite }),
  transition: { duration: 0, delay: 0 },
});

/** The built-in map of an area. */
export function sketchGround(area: GroundArea, theme: MapTheme): Ground {
  const { sources, layers, labels, attribution } = basemap(area, theme);
  return { sources, below: layers, above: labels, attribution, sketched: true, named: isSketched(area) };
}

/** Only the area's outline: what any other ground gets on top of it. */
export function outlineOf(area: GroundArea, theme: MapTheme): Pick<Ground, 'sources' | 'below'> {
  const { sources, layers } = basemap(area, theme);
  const { 'basemap-outline': outline } = sources;
  return {
    sources: outline === undefined ? {} : { 'basemap-outline': outline },
    below: layers.filter(({ id }) => id === 'basemap-outline'),
  };
}
