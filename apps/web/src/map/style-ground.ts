import type { Installation } from '@lagesbild/contract';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapTheme } from '../theme/map-theme.ts';
import { type Ground, type GroundArea, outlineOf } from './ground.ts';

/** A style from the address the operator set: the only basemap that may come from elsewhere. */
export async function styleGround(
  { url, attribution }: Installation['basemap'],
  area: GroundArea,
  theme: MapTheme,
): Promise<Ground> {
  const address = url ?? '';
  const style = withOwnNames((await fetched(address)) as StyleSpecification, address);
  const sources = await Promise.all(
    Object.entries(style.sources).map(async ([id, source]) => [id, await opened(source, address)] as const),
  );
  const firstLabel = style.layers.findIndex(({ type }) => type === 'symbol');
  const cut = firstLabel < 0 ? style.layers.length : firstLabel;
  const outline = outlineOf(area, theme);
  const { glyphs, sprite } = style;
  return {
    sources: { ...Object.fromEntries(sources), ...outline.sources },
    below: [...style.layers.slice(0, cut), ...outline.below],
    above: style.layers.slice(cut),
    attribution: attribution ?? attributionOf(sources.map(([, source]) => source)),
    sketched: false,
    named: true,
    ...(glyphs === undefined ? {} : { glyphs: absolute(glyphs, address) }),
    ...(typeof sprite === 'string' ? { sprite: absolute(sprite, address) } : sprite === undefined ? {} : { sprite }),
  };
}

/** @throws {Error} when there is nothing, or no JSON */
async function fetched(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * The same style with names that can't be ours: its sources and layers may be called `places`, too.
 * @throws {Error} when it isn't a style
 */
export function withOwnNames(style: StyleSpecification, address: string): StyleSpecification {
  if (style?.version !== 8 || !Array.isArray(style.layers) || Object(style.sources) !== style.sources)
    throw new Error(`${address} is no MapLibre style of version 8`);
  const own = (name: string): string => `ground:${name}`;
  return {
    ...style,
    sources: Object.fromEntries(Object.entries(style.sources).map(([id, source]) => [own(id), source])),
    layers: style.layers.map((layer) => ({
      ...layer,
      id: own(layer.id),
      ...('source' in layer && layer.source !== undefined ? { source: own(layer.source) } : {}),
    })) as LayerSpecification[],
  };
}

/** A source with its TileJSON in it: whom to name stands there, and MapLibre needn't fetch it again. */
async function opened(source: SourceSpecification, address: string): Promise<SourceSpecification> {
  if (source.type !== 'vector' && source.type !== 'raster' && source.type !== 'raster-dem') return source;
  const { url, ...rest } = source;
  const at = url === undefined ? address : absolute(url, address);
  const described = { ...(url === undefined ? {} : Object(await fetched(at))), ...rest } as typeof source;
  return { ...described, tiles: (described.tiles ?? []).map((tile) => absolute(tile, at)) } as typeof source;
}

/** An address as it stands in a file, which may mean it from the file's own place. Its {z} stays as it is. */
export const absolute = (address: string, from: string): string =>
  /^[a-z][a-z0-9+.-]*:/i.test(address)
    ? address
    : new URL(address, from).href.replaceAll('%7B', '{').replaceAll('%7D', '}');

/** Attributions come as HTML; the page and its pictures show text. */
function attributionOf(sources: readonly SourceSpecification[]): string {
  const given = sources.flatMap((source) => ('attribution' in source ? (source.attribution ?? []) : []));
  const texts = given.map((html) => new DOMParser().parseFromString(html, 'text/html').body.textContent.trim());
  return [...new Set(texts.filter((text) => text !== ''))].join(' · ');
}
