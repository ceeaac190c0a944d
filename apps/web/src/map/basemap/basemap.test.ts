import { readFileSync } from 'node:fs';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection, Position } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { type BasemapArea, basemap, isSketched, SKETCH_BOUNDS } from './basemap.ts';
import { FIRST_LABEL_LAYER, SKETCH_SOURCE } from './sketch-layers.ts';
import { BASEMAP_THEMES, BASEMAP_TOKENS, isDark } from './theme.ts';

const box = ([w, s, e, n]: readonly [number, number, number, number]): BasemapArea => ({
  bounds: [w, s, e, n],
  outline: {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  },
});
const sigtuna = box([17.58, 59.558, 18.147, 59.737]);
const avon = box([-3.85, 50.82, -2.24, 51.68]);

const sketch = JSON.parse(readFileSync(new URL('./sketch.geojson', import.meta.url), 'utf8')) as FeatureCollection<
  GeoJSON.Point | GeoJSON.LineString | GeoJSON.Polygon
>;

describe('the basemap', () => {
  it.each([
    ['Sigtuna, light', sigtuna, 'light'],
    ['Sigtuna, dark', sigtuna, 'dark'],
    ['Avon, light', avon, 'light'],
    ['Avon, dark', avon, 'dark'],
  ] as const)('is a valid style over %s', (_, area, scheme) => {
    const { sources, layers, labels } = basemap(area, BASEMAP_THEMES[scheme]);
    // The sketch is a file beside the page; the validator knows only that a source's data is text or GeoJSON.
    const style = {
      version: 8,
      glyphs: 'https://example.invalid/{fontstack}/{range}',
      sources,
      layers: [...layers, ...labels],
    };
    expect(validateStyleMin(style as StyleSpecification)).toEqual([]);
    const ids = style.layers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('draws Sigtuna, and a graticule elsewhere', () => {
    expect(isSketched(sigtuna)).toBe(true);
    expect(isSketched(avon)).toBe(false);
    expect(basemap(sigtuna, BASEMAP_THEMES.light).sources).toHaveProperty(SKETCH_SOURCE);
    expect(basemap(avon, BASEMAP_THEMES.light).sources).toHaveProperty('basemap-graticule');
  });

  it('says where the data goes: under the first name, in both cases', () => {
    for (const area of [sigtuna, avon]) {
      const { layers, labels } = basemap(area, BASEMAP_THEMES.light);
      expect(labels[0]?.id).toBe(FIRST_LABEL_LAYER);
      expect(layers.some(({ type }) => type === 'symbol')).toBe(false);
      expect(labels.every(({ type }) => type === 'symbol')).toBe(true);
    }
  });

  it('asks nobody outside for anything', () => {
    const text = JSON.stringify([sigtuna, avon].map((area) => basemap(area, BASEMAP_THEMES.light)));
    expect(text).not.toMatch(/https?:\/\//);
  });

  it('has the colours of the tokens, light and dark', () => {
    const css = readFileSync(new URL('../../theme/tokens.css', import.meta.url), 'utf8');
    const dark = css.slice(css.indexOf('data-theme="dark"'));
    for (const [name, token] of Object.entries(BASEMAP_TOKENS)) {
      const key = name as keyof typeof BASEMAP_TOKENS;
      const value = (text: string) => new RegExp(`${token}:\\s*(#[0-9a-f]{6})`).exec(text)?.[1];
      expect(value(css), token).toBe(BASEMAP_THEMES.light[key]);
      expect(value(dark), token).toBe(BASEMAP_THEMES.dark[key]);
    }
    expect(isDark(BASEMAP_THEMES.dark)).toBe(true);
    expect(isDark(BASEMAP_THEMES.light)).toBe(false);
  });
});

describe('the sketch of Sigtuna', () => {
  const positions = (geometry: (typeof sketch.features)[number]['geometry']): Position[] =>
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'LineString'
        ? geometry.coordinates
        : geometry.coordinates.flat();

  it('says of every line where it comes from, and draws every kind it has', () => {
    const { layers, labels } = basemap(sigtuna, BASEMAP_THEMES.light);
    const drawn = JSON.stringify([...layers, ...labels]);
    for (const { properties } of sketch.features) {
      expect(properties?.source?.length).toBeGreaterThan(5);
      expect(drawn).toContain(`"${properties?.kind}"`);
    }
  });

  it('stays small: some 1,500 vertices, under 60 kB, all near Sigtuna', () => {
    const all = sketch.features.flatMap(({ geometry }) => positions(geometry));
    expect(all.length).toBeLessThan(1_800);
    expect(JSON.stringify(sketch).length).toBeLessThan(60_000);
    for (const [x, y] of all) {
      expect(x).toBeGreaterThan(17.5);
      expect(x).toBeLessThan(18.2);
      expect(y).toBeGreaterThan(59.4);
      expect(y).toBeLessThan(59.8);
    }
    // What isSketched promises is drawn to its edges, east and west.
    const [west, , east] = SKETCH_BOUNDS;
    expect(Math.min(...all.map(([x]) => x!))).toBeLessThan(west);
    expect(Math.max(...all.map(([x]) => x!))).toBeGreaterThan(east);
  });

  it('joins Valstavägen to the roads at both its ends', () => {
    const ends = (kindOrName: string) =>
      sketch.features
        .filter(({ properties }) => properties?.name === kindOrName || properties?.ref === kindOrName)
        .flatMap(({ geometry }) => [positions(geometry)[0]!, positions(geometry).at(-1)!].map(String));
    const [from, to] = ends('Valstavägen');
    expect(ends('255')).toContain(from);
    const others = sketch.features
      .filter(({ properties }) => properties?.name !== 'Valstavägen')
      .flatMap(({ geometry }) => positions(geometry).map(String));
    expect(others).toContain(to);
  });
});
