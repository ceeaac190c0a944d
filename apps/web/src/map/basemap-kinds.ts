import type { Installation } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapTheme } from '../theme/map-theme.ts';
import { basemap, isSketched } from './basemap/basemap.ts';

/** What lies under the data: below it, above it, and who is to be named for it. */
export interface Ground {
  sources: Record<string, SourceSpecification>;
  below: LayerSpecification[];
  above: LayerSpecification[];
  attribution: string;
  /** Does it name neighbourhoods itself? */
  named: boolean;
  glyphs?: string;
  sprite?: StyleSpecification['sprite'];
}

export interface GroundArea {
  bounds: readonly [number, number, number, number];
  outline: Polygon | MultiPolygon;
}

export function sketchGround(area: GroundArea, theme: MapTheme): Ground {
  const { sources, layers, labels, attribution } = basemap(area, theme);
  return { sources, below: layers, above: labels, attribution, named: isSketched(area) };
}

const FONTS: Record<string, string> = {
  'Noto Sans Regular': 'IBM Plex Sans',
  'Noto Sans Medium': 'IBM Plex Sans SemiBold',
  'Noto Sans Italic': 'IBM Plex Sans',
};

/** Layers of another style, lettered in our type, without the icons of a sprite we don't ship. */
function relettered(layers: LayerSpecification[]): LayerSpecification[] {
  const text = JSON.stringify(layers).replace(/"Noto Sans (?:Regular|Medium|Italic)"/g, (found) =>
    JSON.stringify(FONTS[found.slice(1, -1)]),
  );
  return (JSON.parse(text) as LayerSpecification[]).map((layer) => {
    if (layer.type !== 'symbol' || layer.layout === undefined) return layer;
    const { 'icon-image': _icon, ...layout } = layer.layout;
    return { ...layer, layout };
  });
}

/** An operator's own .pmtiles file in the Protomaps schema, in colours as quiet as the sketch. */
export async function pmtilesGround(
  { url, attribution }: Installation['basemap'],
  area: GroundArea,
  theme: MapTheme,
  language: string,
): Promise<Ground> {
  const [{ layers, namedFlavor }, { Protocol }, { addProtocol }] = await Promise.all([
    import('@protomaps/basemaps'),
    import('pmtiles'),
    import('maplibre-gl'),
  ]);
  // Without `metadata` the attribution in the file is lost.
  addProtocol('pmtiles', new Protocol({ metadata: true }).tile);
  const flavor = {
    ...namedFlavor(theme.kind === 'dark' ? 'dark' : 'light'),
    background: theme.land,
    earth: theme.land,
    water: theme.water,
  };
  const address = new URL(url ?? '', location.origin).href;
  const all = relettered(layers('basemap', flavor, { lang: language }));
  const sketch = basemap(area, theme);
  const outline = sketch.layers.filter(({ id }) => id === 'basemap-outline');
  const { 'basemap-outline': outlineSource } = sketch.sources;
  return {
    sources: {
      basemap: { type: 'vector', url: `pmtiles://${address}`, ...(attribution === null ? {} : { attribution }) },
      ...(outlineSource === undefined ? {} : { 'basemap-outline': outlineSource }),
    },
    below: [...all.filter(({ type }) => type !== 'symbol'), ...outline],
    above: all.filter(({ type }) => type === 'symbol'),
    attribution: attribution ?? '© OpenStreetMap',
    named: true,
  };
}

/** A style from the address the operator set: the only basemap that may come from elsewhere. */
export async function styleGround(
  { url, attribution }: Installation['basemap'],
  area: GroundArea,
  theme: MapTheme,
): Promise<Ground> {
  const response = await fetch(url ?? '');
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const style = (await response.json()) as StyleSpecification;
  const firstLabel = style.layers.findIndex(({ type }) => type === 'symbol');
  const cut = firstLabel < 0 ? style.layers.length : firstLabel;
  const sketch = basemap(area, theme);
  const { 'basemap-outline': outlineSource } = sketch.sources;
  return {
    sources: { ...style.sources, ...(outlineSource === undefined ? {} : { 'basemap-outline': outlineSource }) },
    below: [...style.layers.slice(0, cut), ...sketch.layers.filter(({ id }) => id === 'basemap-outline')],
    above: style.layers.slice(cut),
    attribution: attribution ?? '',
    named: true,
    ...(style.glyphs === undefined ? {} : { glyphs: style.glyphs }),
    ...(style.sprite === undefined ? {} : { sprite: style.sprite }),
  };
}

/**
 * The ground the operator chose. A file or address that can't be had falls back to the built-in sketch: a map without
 * its streets is worth more than none.
 */
export async function ground(
  choice: Installation['basemap'],
  area: GroundArea,
  theme: MapTheme,
  language: string,
): Promise<Ground> {
  try {
    if (choice.kind === 'pmtiles') return await pmtilesGround(choice, area, theme, language);
    if (choice.kind === 'style') return await styleGround(choice, area, theme);
  } catch (error) {
    console.warn('basemap', error);
  }
  return sketchGround(area, theme);
}
