import { describe, expect, it } from 'vitest';
import { GRATICULE_STEPS, graticule } from './graticule.ts';

const labels = (bounds: [number, number, number, number], minutes: number): string[] =>
  graticule(bounds)
    .features.filter(({ properties }) => properties.minutes === minutes)
    .map(({ properties }) => properties.label);

describe('the graticule', () => {
  it('names its lines in degrees and minutes, on both sides of the meridian and the equator', () => {
    expect(labels([-0.2, 51, 0.2, 51.4], 15)).toEqual(['0°15′', '0°00′', '0°15′', '51°00′', '51°15′', '51°30′']);
    expect(labels([-90.2, -0.1, -89.9, 0.1], 15)).toContain('90°00′');
  });

  it('covers every zoom once', () => {
    for (let zoom = GRATICULE_STEPS[0].minzoom; zoom < 20; zoom += 0.1)
      expect(GRATICULE_STEPS.filter(({ minzoom, maxzoom }) => zoom >= minzoom && zoom < maxzoom)).toHaveLength(1);
  });

  it('stays light over a whole country', () => {
    const lines = graticule([10.9, 55.3, 24.2, 69.1]).features;
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.length).toBeLessThan(600);
  });

  it('stays in the world', () => {
    for (const { geometry } of graticule([-180, -90, 180, 90]).features)
      for (const [x, y] of geometry.coordinates) {
        expect(Math.abs(x!)).toBeLessThanOrEqual(180);
        expect(Math.abs(y!)).toBeLessThanOrEqual(85);
      }
  });

  it('is there even for an area without width', () => {
    expect(graticule([17.8, 59.6, 17.8, 59.6]).features.length).toBeGreaterThan(5);
  });
});
