import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import proj4 from 'proj4';
import { expect, test } from 'vitest';
import { bandwidthSensitivity } from './bandwidth-sensitivity.ts';

const FILE = new URL('../../../../shared/data/memphis_robberies.csv.gz', import.meta.url);
const RASTER = { west_m: 760_000, south_m: 3_870_000, cell_m: 250, columns: 120, rows: 104 };
/** bench/reference/bandwidth-sensitivity.R with the file: bandwidth, peak, its cell, moved, Spearman, shared of the densest 1 %. */
const EXACT = [
  [125, 123.595175002554, 7288, 2236.06797749979, 0.752017162427203, 0.392],
  [275, 56.1228299215798, 6203, 353.553390593274, 0.918802027562095, 0.712],
  [500, 32.7447673311265, 6324, 0, 1, 1],
  [1000, 16.3386364014664, 6564, 500, 0.938301314958809, 0.592],
  [1760, 10.4371866025268, 10963, 14146.5543507951, 0.8863576755306, 0.376],
  [7586, 3.50635692159061, 9545, 8253.78700960959, 0.828987473066787, 0],
] as const;

test.skipIf(!existsSync(FILE))('the densest cell of Memphis moves 14 km between 1,000 and 1,760 m, as in R', () => {
  const utm = proj4('+proj=utm +zone=15 +datum=WGS84 +units=m +no_defs');
  const lines = gunzipSync(readFileSync(FILE)).toString().trim().split(/\r?\n/).slice(1);
  const places = lines.map((line) => utm.forward(line.split(',').slice(-2).map(Number) as [number, number]));
  const [x, y] = [places.map(([east]) => east!), places.map(([, north]) => north!)];
  const options = { kernel: 'gaussian', bandwidths_m: EXACT.map(([h]) => h), reference_m: 500 } as const;
  const found = bandwidthSensitivity(x, y, RASTER, options);
  for (const [k, [, peak, cell, moved, spearman, shared]] of EXACT.entries()) {
    expect(Math.abs(found.peak_per_km2[k]! / peak - 1)).toBeLessThan(1e-5); // binned, where a bandwidth is wide
    expect(found.peak[k]).toBe(cell);
    expect(found.peakMoved_m[k]).toBeCloseTo(moved, 6);
    expect(Math.abs(found.rankCorrelation[k]! - spearman)).toBeLessThan(2e-3);
    expect(found.topShared[k]).toBeCloseTo(shared, 9);
  }
});
