import { describe, expect, test } from 'vitest';
import { bandwidthSensitivity } from './bandwidth-sensitivity.ts';

const RASTER = { west_m: 0, south_m: 0, cell_m: 50, columns: 30, rows: 24 };
const I = Array.from({ length: 60 }, (_, i) => i);
const X = I.map((i) => ((i * 37) % 101) * 10 + (i % 3 === 0 ? 0 : 400) + i ** 2 * 0.0137);
const Y = I.map((i) => ((i * 53) % 97) * 8 + (i % 3 === 0 ? 0 : 300) + i * 0.317);

/** bench/reference/bandwidth-sensitivity.R: bandwidth, peak, its cell, moved, Spearman, shared of the densest 5 %. */
const REFERENCE = {
  gaussian: [
    [60, 114.24007042761, 288, 282.842712474619, 0.891891539131625, 0.166666666666667],
    [120, 74.6290969666811, 404, 0, 1, 1],
    [240, 57.7928530278832, 375, 70.7106781186548, 0.974860258861096, 0.666666666666667],
    [480, 28.9814359950551, 345, 111.803398874989, 0.938326623572448, 0.638888888888889],
  ],
  quartic: [
    [60, 374.446470508481, 535, 509.901951359278, 0.804192755917471, 0.583333333333333],
    [120, 142.575303399162, 233, 0, 1, 1],
    [240, 81.1143419385861, 433, 610.327780786685, 0.787123013591877, 0.25],
    [480, 67.7373923268256, 343, 538.51648071345, 0.718156601280839, 0.138888888888889],
  ],
} as const;

describe('sensitivity to the bandwidth', () => {
  test.each(['gaussian', 'quartic'] as const)('equals R for a %s kernel', (kernel) => {
    const wanted = REFERENCE[kernel];
    const bandwidths_m = wanted.map(([h]) => h);
    const found = bandwidthSensitivity(X, Y, RASTER, { kernel, bandwidths_m, reference_m: 120, top: 0.05 });
    for (const [k, [, peak, cell, moved, spearman, shared]] of wanted.entries()) {
      expect(found.peak_per_km2[k]! / peak).toBeCloseTo(1, 12);
      expect(found.peak[k]).toBe(cell);
      expect(found.peakMoved_m[k]).toBeCloseTo(moved, 9);
      expect(found.rankCorrelation[k]).toBeCloseTo(spearman, 12);
      expect(found.topShared[k]).toBeCloseTo(shared, 12);
    }
  });

  test('finds that one busy address is the peak of small bandwidths, and a busy district that of wide ones', () => {
    const x = [...Array.from({ length: 10 }, () => 125), ...Array.from({ length: 64 }, (_, i) => 800 + (i % 8) * 80)];
    const y = [...Array.from({ length: 10 }, () => 125), ...Array.from({ length: 64 }, (_, i) => 400 + (i >> 3) * 80)];
    const options = { kernel: 'gaussian', bandwidths_m: [60, 100, 400], reference_m: 60 } as const;
    const { peak, peakMoved_m, topShared } = bandwidthSensitivity(x, y, RASTER, options);
    expect([...peak.slice(0, 2)]).toEqual([62, 62]); // column 2 of row 2
    expect(peakMoved_m[2]).toBeGreaterThan(900);
    expect(topShared[0]).toBe(1);
    expect(topShared[2]).toBeLessThan(0.2);
  });

  test('is the same however often everything happened, and wherever it lies', () => {
    const options = { kernel: 'quartic', bandwidths_m: [100, 300], reference_m: 200 } as const;
    const once = bandwidthSensitivity(X, Y, RASTER, options);
    const shifted = bandwidthSensitivity(
      ...[X.map((x) => x + 50_000), Y, { ...RASTER, west_m: 50_000 }, options],
      ...[I.map(() => 3)],
    );
    expect(shifted.peak).toEqual(once.peak);
    for (const k of [0, 1]) {
      expect(shifted.peak_per_km2[k]! / once.peak_per_km2[k]!).toBeCloseTo(3, 9);
      expect(shifted.rankCorrelation[k]).toBeCloseTo(once.rankCorrelation[k]!, 9);
      expect(shifted.topShared[k]).toBeCloseTo(once.topShared[k]!, 9);
    }
  });

  test('leaves cells outside the study area out', () => {
    const shares = Float64Array.from({ length: 720 }, (_, cell) => (cell % 30 < 15 ? 1 : 0));
    const edge = { by: 'uniform', shares } as const;
    const options = { kernel: 'gaussian', bandwidths_m: [100, 400], reference_m: 200, top: 1, edge } as const;
    const { peak, topShared } = bandwidthSensitivity(X, Y, RASTER, options);
    expect([...peak].every((cell) => cell % 30 < 15)).toBe(true);
    expect([...topShared]).toEqual([1, 1]);
  });

  test('is undefined without incidents, and refuses a share that is none', () => {
    const options = { kernel: 'gaussian', bandwidths_m: [100], reference_m: 200 } as const;
    expect(bandwidthSensitivity([], [], RASTER, options)).toEqual({
      peak_per_km2: Float64Array.of(0),
      peak: Int32Array.of(-1),
      peakMoved_m: Float64Array.of(Number.NaN),
      rankCorrelation: Float64Array.of(Number.NaN),
      topShared: Float64Array.of(Number.NaN),
    });
    for (const top of [0, 1.5, Number.NaN])
      expect(() => bandwidthSensitivity(X, Y, RASTER, { ...options, top })).toThrow(RangeError);
    expect(() => bandwidthSensitivity(X, Y, RASTER, { ...options, bandwidths_m: [0] })).toThrow('bandwidth 0 m');
  });
});
