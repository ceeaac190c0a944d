import type { Installation } from '@lagesbild/contract';
import type { Flavor } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import type { PMTiles, Protocol } from 'pmtiles';
import { REGULAR_FONT, STRONG_FONT } from '../theme/map-fonts.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import { type Ground, type GroundArea, outlineOf } from './ground.ts';

/** Name of the archive's source in a style. */
const SOURCE = 'basemap';

/** An operator's own .pmtiles file in the Protomaps schema, in colours as quiet as the sketch. */
export async function protomapsGround(
  { url, attribution }: Installation['basemap'],
  area: GroundArea,
  theme: MapTheme,
  language: string,
): Promise<Ground> {
  const address = new URL(url ?? '', location.origin).href;
  const [{ layers, namedFlavor }, archive] = await Promise.all([import('@protomaps/basemaps'), archiveAt(address)]);
  const { minLon, minLat, maxLon, maxLat } = await archive.getHeader();
  const [west, south, east, north] = area.bounds;
  if (minLon > east || maxLon < west || minLat > north || maxLat < south)
    throw new Error(`${address} doesn’t reach this area`);
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const there = new Set(metadata.vector_layers?.map(({ id }) => id));
  const flavor = quiet(namedFlavor(theme.kind), theme);
  const all = drawable(layers(SOURCE, flavor, { lang: language }) as LayerSpecification[], there);
  const outline = outlineOf(area, theme);
  return {
    sources: { [SOURCE]: { type: 'vector', url: `pmtiles://${address}` }, ...outline.sources },
    below: [...all.filter(({ type }) => type !== 'symbol'), ...outline.below],
    above: all.filter(({ type }) => type === 'symbol'),
    attribution: attribution ?? '© OpenStreetMap',
    sketched: false,
    named: true,
  };
}

let protocol: Protocol | null = null;

/** One archive and one protocol for the page, so that a new theme or language reads nothing again. */
async function archiveAt(address: string): Promise<PMTiles> {
  const [{ Protocol, PMTiles }, { addProtocol }] = await Promise.all([import('pmtiles'), import('maplibre-gl')]);
  if (protocol === null) {
    protocol = new Protocol();
    addProtocol('pmtiles', protocol.tile);
  }
  const known = protocol.get(address);
  if (known !== undefined) return known;
  const archive = new PMTiles(address);
  protocol.add(archive);
  return archive;
}

const FONTS: Record<string, readonly string[]> = { 'Noto Sans Medium': STRONG_FONT };

/**
 * The layers that this archive has something for, lettered in our type, without the icons of a sprite we don't ship and
 * without shops and house numbers: what lies under the data is there to find one's way by.
 */
export function drawable(layers: readonly LayerSpecification[], there: ReadonlySet<string>): LayerSpecification[] {
  const text = JSON.stringify(layers).replace(/\["(Noto Sans [^"]+)"\]/g, (_, font: string) =>
    JSON.stringify(FONTS[font] ?? REGULAR_FONT),
  );
  return (JSON.parse(text) as LayerSpecification[])
    .filter((layer) => !('source-layer' in layer) || there.has(String(layer['source-layer'])))
    .filter(({ id }) => id !== 'pois' && id !== 'address_label')
    .map((layer) => {
      if (layer.type !== 'symbol' || layer.layout === undefined) return layer;
      const { 'icon-image': _icon, ...layout } = layer.layout;
      return { ...layer, layout };
    });
}

/** Protomaps' own colours are a map for itself; ours lies under something. */
export function quiet(flavor: Flavor, theme: MapTheme): Flavor {
  const { land, water, road, roadEdge, rail, label } = theme;
  const green = theme.kind === 'dark' ? '#1a221e' : '#e8ebdd';
  const colour = (name: string): string => {
    if (/halo|^(background|earth)$/.test(name)) return land;
    if (/label/.test(name)) return label;
    if (name === 'water') return water;
    if (/^(railway|boundaries)$/.test(name)) return rail;
    if (/^(park|wood|scrub|zoo|beach|sand|glacier)/.test(name)) return green;
    if (/^(hospital|industrial|school|military|aerodrome|pedestrian|runway|pier|buildings)$/.test(name))
      return roadEdge;
    return /casing/.test(name) ? roadEdge : road;
  };
  const colours = Object.entries(flavor).map(([name, value]) => [
    name,
    typeof value === 'string' ? colour(name) : value,
  ]);
  // Land cover is drawn far out, where it would be all there is to see.
  return { ...(Object.fromEntries(colours) as Flavor), landcover: undefined };
}
