import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { kernelDensity } from './kernel-density.ts';

const FILE = new URL('../../../../shared/data/memphis_robberies.csv.gz', import.meta.url);

/**
 * 2,245 robberies in Memphis in 2019 (R package sfhotspot), EPSG:32615, at (781250, 3883250). The values are those of
 * the definition summed; in R with sf:
 *   p <- sf_project("EPSG:4326", "EPSG:32615", cbind(d$longitude, d$latitude)); d2 <- (p[,1]-781250)^2 + (p[,2]-3883250)^2
 *   sum(exp(-d2/2/500^2)) / (2*pi*500^2) * 1e6;  u <- d2/1000^2; sum((1-u[u<1])^2) * 3/(pi*1000^2) * 1e6
 */
describe.skipIf(!existsSync(FILE))('kernel density of the Memphis robberies', () => {
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
  const at = { west_m: 781_245, south_m: 3_883_245, cell_m: 10, columns: 1, rows: 1 };

  test('is 32.25783893 per km² for a Gaussian of 500 m', () => {
    expect(points.length).toBe(2245);
    const { density } = kernelDensity(x, y, at, { kernel: 'gaussian', bandwidth_m: 500 });
    expect(Math.abs(density[0]! / 32.25783893 - 1)).toBeLessThan(1e-6);
  });

  test('is 42.44818229 per km² for a quartic of 1,000 m', () => {
    const { density } = kernelDensity(x, y, at, { kernel: 'quartic', bandwidth_m: 1000 });
    expect(Math.abs(density[0]! / 42.44818229 - 1)).toBeLessThan(1e-6);
  });

  test('is the same within 0.2 % over the whole city when binned', () => {
    const city = { west_m: 760_000, south_m: 3_870_000, cell_m: 100, columns: 300, rows: 260 };
    const binned = kernelDensity(x, y, city, { kernel: 'gaussian', bandwidth_m: 500, method: 'binned' });
    const exact = kernelDensity(x, y, city, { kernel: 'gaussian', bandwidth_m: 500, method: 'exact' });
    const peak = Math.max(...exact.density);
    exact.density.forEach((value, i) => {
      if (value > peak / 100) expect(Math.abs(binned.density[i]! / value - 1)).toBeLessThan(2e-3);
    });
  });
});
