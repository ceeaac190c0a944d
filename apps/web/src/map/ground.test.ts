import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { layers, namedFlavor } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { MAP_FONT_FACES } from '../theme/map-fonts.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import { drawable, quiet } from './protomaps-ground.ts';
import { absolute, withOwnNames } from './style-ground.ts';

const THEME: MapTheme = {
  kind: 'light',
  ...{ land: '#f1eee7', water: '#d5e2e6', road: '#ffffff', roadEdge: '#e0dbd0', rail: '#a9a397', label: '#6d6a63' },
  ...{ ink: '#20242a', inkSoft: '#5a616b', panel: '#ffffff', accent: '#0a5a6a', recorded: '#0b2a5b' },
  ...{ felt: '#7a3b8f', both: '#3a2f4f' },
  ramp: ['#e9e3b8', '#c3b96f', '#7d7c78', '#3e4f72', '#0b2a5b'],
  change: { growing: '#a04000', staying: '#55524c', fading: '#5a55a8', few: '#1a6a86' },
};
const there = new Set(['earth', 'water', 'roads', 'places', 'landuse']);

describe('a Protomaps archive', () => {
  for (const language of ['sv', 'en', 'ar'])
    it(`is drawn in our colours and letters in ${language}`, () => {
      const flavor = quiet(namedFlavor('light'), THEME);
      const made = drawable(layers('basemap', flavor, { lang: language }) as LayerSpecification[], there);
      const text = JSON.stringify(made);
      expect(text).not.toMatch(/Noto Sans|icon-image/);
      expect(text).toContain(JSON.stringify(['IBM Plex Sans', 'IBM Plex Sans Arabic']));
      const colours = [...new Set(text.match(/"#[0-9a-f]{6}"/gi))].map((colour) => colour.slice(1, -1)).sort();
      expect(colours).toEqual([...Object.values(THEME).slice(1, 7), '#e8ebdd'].sort());
      const style: StyleSpecification = {
        version: 8,
        'font-faces': MAP_FONT_FACES as never,
        sources: { basemap: { type: 'vector', url: 'pmtiles://x' } },
        layers: made as never,
      };
      expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
    });

  it('is asked only for layers it has', () => {
    const made = drawable(layers('basemap', namedFlavor('dark'), { lang: 'sv' }) as LayerSpecification[], there);
    const asked = new Set(made.flatMap((layer) => ('source-layer' in layer ? [layer['source-layer']] : [])));
    expect([...asked].sort()).toEqual([...there].sort());
  });
});

describe('a style from elsewhere', () => {
  const style: StyleSpecification = {
    version: 8,
    sources: { places: { type: 'vector', url: 'tiles.json' } },
    layers: [
      { id: 'land', type: 'background' },
      { id: 'points', type: 'circle', source: 'places', 'source-layer': 'p' },
    ],
  };

  it('keeps its names to itself', () => {
    const made = withOwnNames(style, 'http://x/style.json');
    expect(Object.keys(made.sources)).toEqual(['ground:places']);
    expect(made.layers.map(({ id }) => id)).toEqual(['ground:land', 'ground:points']);
    expect(made.layers[1]).toHaveProperty('source', 'ground:places');
    expect(made.layers[0]).not.toHaveProperty('source');
  });

  it.each([null, {}, { ...style, version: 7 }, { version: 8, layers: [] }])('%j is none', (given) => {
    expect(() => withOwnNames(given as StyleSpecification, 'http://x/style.json')).toThrow(
      'http://x/style.json is no MapLibre style of version 8',
    );
  });

  it.each([
    ['{z}/{x}/{y}.mvt', 'http://x/maps/style.json', 'http://x/maps/{z}/{x}/{y}.mvt'],
    ['/fonts/{fontstack}/{range}.pbf', 'http://x/maps/style.json', 'http://x/fonts/{fontstack}/{range}.pbf'],
    ['https://y/{z}', 'http://x/style.json', 'https://y/{z}'],
    ['pmtiles://y.pmtiles', 'http://x/style.json', 'pmtiles://y.pmtiles'],
  ])('%s in %s is %s', (address, from, meant) => expect(absolute(address, from)).toBe(meant));
});
