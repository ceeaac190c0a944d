import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { LAYERS } from '../filter.ts';
import type { MapTheme } from '../theme/map-theme.ts';
import { NO_CHANGE } from './emerging.ts';
import { NO_GAPS } from './gaps.ts';
import { sketchGround } from './ground.ts';
import { NO_HOT_SPOTS } from './hot-spots.ts';
import { cellColour, cellRadius } from './layers/cells.ts';
import { cellBreaks } from './legend-scale.ts';
import { mapStyle } from './map-style.ts';
import { NOTHING_SAID } from './perception.ts';

const THEME: MapTheme = {
  kind: 'light',
  ...{ land: '#f1eee7', water: '#d5e2e6', road: '#ffffff', roadEdge: '#e0dbd0', rail: '#a9a397', label: '#6d6a63' },
  ...{ ink: '#20242a', inkSoft: '#5a616b', panel: '#ffffff', accent: '#0a5a6a', recorded: '#0b2a5b' },
  ...{ felt: '#7a3b8f', both: '#3a2f4f' },
  ramp: ['#e9e3b8', '#c3b96f', '#7d7c78', '#3e4f72', '#0b2a5b'],
  change: { growing: '#a04000', staying: '#55524c', fading: '#5a55a8', few: '#1a6a86' },
};
const square = (x: number, y: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, y],
      [x + 0.3, y],
      [x + 0.3, y + 0.2],
      [x, y + 0.2],
      [x, y],
    ],
  ],
});
const places: Places = { type: 'FeatureCollection', features: [] };
const style = (layers: (typeof LAYERS)[number][], lon = 17.7, lat = 59.55) =>
  mapStyle({
    ground: sketchGround({ bounds: [lon, lat, lon + 0.3, lat + 0.2], outline: square(lon, lat) }, THEME),
    theme: THEME,
    places,
    language: 'sv',
    layers,
    hotSpots: NO_HOT_SPOTS,
    emerging: NO_CHANGE,
    perception: NOTHING_SAID,
    gaps: NO_GAPS,
    tiles: 'lagesbild://sigtuna.0/{z}/{x}/{y}?g=1',
    densityCorners: [
      [lon, lat + 0.2],
      [lon + 0.3, lat + 0.2],
      [lon + 0.3, lat],
      [lon, lat],
    ],
  });

describe('the style of the map', () => {
  it.each([
    ['Sigtuna', 17.7, 59.55],
    ['Avon', -2.8, 51.4],
  ] as const)('is valid with every layer on in %s', (_, lon, lat) => {
    expect(validateStyleMin(style([...LAYERS], lon, lat)).map(({ message }) => message)).toEqual([]);
  });
  it('asks nothing of any other machine', () => {
    const text = JSON.stringify(style([...LAYERS]));
    expect(text.match(/https?:\/\/[^"]+/g)).toBeNull();
    expect(style([...LAYERS])).not.toHaveProperty('glyphs');
    expect(style([...LAYERS])).not.toHaveProperty('sprite');
  });
  it('draws names above the data and the surface below the points', () => {
    const ids = style([...LAYERS]).layers.map(({ id }) => id);
    const at = (id: string): number => ids.indexOf(id);
    expect(at('incident-density')).toBeGreaterThan(at('basemap-land'));
    expect(at('incident-points')).toBeGreaterThan(at('incident-density'));
    expect(at('place-names')).toBeGreaterThan(at('incident-points'));
    expect(at('basemap-names-1')).toBeGreaterThan(at('incident-points'));
  });
  it('leaves out what is switched off, and nothing else', () => {
    const all = style([...LAYERS]).layers.length;
    expect(style([]).layers.some(({ id }) => /^(incident|place|study)/.test(id))).toBe(false);
    expect(style(['points']).layers.length).toBe(style([]).layers.length + 2);
    expect(all).toBeGreaterThan(style([]).layers.length);
  });
});

describe('count cells', () => {
  it('are coloured by the numbers the legend prints', () => {
    const [, , first, ...steps] = cellColour(THEME.ramp) as unknown as [string, unknown, unknown, ...unknown[]];
    const of = (zoom: number) => [
      'step',
      ['get', 'n'],
      ...[
        THEME.ramp[0],
        ...cellBreaks(zoom)
          .slice(1)
          .flatMap((from, i) => [from, THEME.ramp[i + 1]]),
      ],
    ];
    expect(first).toEqual(of(5));
    expect(steps).toEqual([8, of(8.4), 9, of(10.9), 11, of(15)]);
  });
  it('close up from afar, and leave the streets between them close by', () => {
    const [, , , ...stops] = cellRadius() as unknown as [string, unknown, unknown, ...number[]];
    for (let i = 0; i < stops.length; i += 2) {
      const [zoom, radius] = [stops[i]!, stops[i + 1]!];
      const cellPx = 4 * 2 ** (zoom - Math.min(Math.floor(zoom), 11));
      const toCorner = cellPx / Math.SQRT2;
      expect(radius, `zoom ${zoom}`).toBeLessThan(zoom < 12 ? 1.05 * toCorner : cellPx / 2);
      expect(radius, `zoom ${zoom}`).toBeGreaterThan(zoom < 12 ? toCorner : cellPx / 3);
    }
  });
});
