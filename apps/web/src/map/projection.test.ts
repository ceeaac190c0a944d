import { describe, expect, it } from 'vitest';
import { boxInMetres, grown, intersection, projection } from './projection.ts';

const SWEREF = projection('+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs');

describe('the municipality’s CRS', () => {
  it('agrees with PostGIS: ST_Transform(17.8567 59.6192, 3006)', () => {
    const [x, y] = SWEREF.toMetres(17.8567, 59.6192);
    // select ST_AsText(ST_Transform(ST_SetSRID(ST_Point(17.8567, 59.6192), 4326), 3006), 3) in PostGIS 3.3
    expect(x).toBeCloseTo(661_135.087, 2);
    expect(y).toBeCloseTo(6_612_470.085, 2);
    const [lon, lat] = SWEREF.toDegrees(x, y);
    expect(lon).toBeCloseTo(17.8567, 8);
    expect(lat).toBeCloseTo(59.6192, 8);
  });
  it('gives a box in degrees a box in metres that holds all of it, its bent sides included', () => {
    const box = boxInMetres(SWEREF, [14, 59, 16, 60]);
    // On the central meridian the southern side lies lowest.
    expect(box[1]).toBeLessThanOrEqual(SWEREF.toMetres(15, 59)[1] + 1e-6);
    for (const [lon, lat] of [
      [14, 59],
      [16, 60],
      [15, 60],
    ] as const) {
      const [x, y] = SWEREF.toMetres(lon, lat);
      expect(x).toBeGreaterThanOrEqual(box[0]);
      expect(x).toBeLessThanOrEqual(box[2]);
      expect(y).toBeGreaterThanOrEqual(box[1] - 1e-6);
      expect(y).toBeLessThanOrEqual(box[3] + 1e-6);
    }
  });
  it('cuts and grows boxes', () => {
    expect(intersection([0, 0, 10, 10], [5, -5, 20, 5])).toEqual([5, 0, 10, 5]);
    expect(intersection([0, 0, 10, 10], [10, 0, 20, 10])).toBeNull();
    expect(grown([0, 0, 10, 10], 5)).toEqual([-5, -5, 15, 15]);
  });
});
