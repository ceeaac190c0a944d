import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { bandwidthCvL } from './bandwidth-cvl.ts';
import { bandwidthDiggle } from './bandwidth-diggle.ts';
import { bandwidthLikelihood } from './bandwidth-likelihood.ts';
import { bandwidthScott } from './bandwidth-scott.ts';

const FILE = new URL('../../../../shared/data/memphis_robberies.csv.gz', import.meta.url);

/** The 2,245 robberies in their own bounds: bench/reference/bandwidth.R with the file, R 4.2.2, spatstat.explore 3.0.6. */
describe.skipIf(!existsSync(FILE))('bandwidths of the Memphis robberies equal spatstat’s', () => {
  const utm = proj4('+proj=utm +zone=15 +datum=WGS84 +units=m +no_defs');
  const points = existsSync(FILE)
    ? gunzipSync(readFileSync(FILE))
        .toString()
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => utm.forward(line.split(',').slice(-2).map(Number) as [number, number]))
    : [];
  const x = points.map(([east]) => east!);
  const y = points.map(([, north]) => north!);
  const off = (seen: number, expected: number): number => Math.abs(seen / expected - 1);

  test('Scott: 1,706 m along x, 1,814 m along y', () => {
    const { bandwidth_m, x_m, y_m } = bandwidthScott(x, y);
    expect(off(x_m, 1705.861319886)).toBeLessThan(1e-9);
    expect(off(y_m, 1814.13981735109)).toBeLessThan(1e-9);
    expect(off(bandwidth_m, 1759.16768481128)).toBeLessThan(1e-9);
  });

  test('Diggle: 57 m', () => {
    const { bandwidth_m, best, criterion } = bandwidthDiggle(x, y);
    expect([points.length, best]).toEqual([2245, 7]);
    expect(off(bandwidth_m, 57.3381764267456)).toBeLessThan(1e-9);
    expect(off(criterion[99]!, -3.41603923301936)).toBeLessThan(1e-8);
  });

  test('likelihood: 275 m of spatstat’s 16 candidates, 318 m between them', () => {
    const { bandwidth_m, best, candidates_m, criterion } = bandwidthLikelihood(x, y);
    expect(off(candidates_m[best]!, 275.165803930124)).toBeLessThan(1e-9);
    expect(off(criterion[best]!, -29051.7532027514)).toBeLessThan(5e-5); // its integral is over 128 × 128 pixels
    expect(off(bandwidth_m, 318.105006190496)).toBeLessThan(0.01);
  }, 60_000);

  test('Cronie and van Lieshout: 7.6 km of spatstat’s 16 candidates, 8.0 km between them', () => {
    const { bandwidth_m, best, candidates_m, criterion } = bandwidthCvL(x, y);
    expect(off(candidates_m[best]!, 7586.14285565573)).toBeLessThan(1e-9);
    expect(off(criterion[0]!, 9.19696967247206e17)).toBeLessThan(1e-9);
    expect(off(criterion[best]!, 1.04553699229599e15)).toBeLessThan(1e-6);
    expect(off(bandwidth_m, 8011.00813699273)).toBeLessThan(0.01);
  }, 60_000);
});
