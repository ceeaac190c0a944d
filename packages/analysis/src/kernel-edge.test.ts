import { describe, expect, test, vi } from 'vitest';
import { kernelDensity } from './kernel-density.ts';
import { massInside } from './rectangle-edge.ts';

vi.setConfig({ testTimeout: 60_000 }); // for a machine that may be busy

/** The made-up points of bench/reference/bandwidth.R, and what R 4.2.2, spatstat.explore 3.0.6 makes of them in cells of 10 m. */
const index = [...Array.from({ length: 60 }, (_, i) => i), 5, 17, 17];
const x = index.map((i) => 300 + ((i * 37) % 61) * 13 + ((i * i) % 7) * 21);
const y = index.map((i) => 200 + ((i * 23) % 59) * 11 + ((i * i) % 11) * 9);
const raster = { west_m: 250, south_m: 150, cell_m: 10, columns: 105, rows: 85 };
const whole = new Float64Array(raster.columns * raster.rows).fill(1);
const PLACES = [0, 100, 200, 356].map((cell) => [
  (cell % 21) * 5 + 2,
  [0, 4, 9, 16][[0, 100, 200, 356].indexOf(cell)]! * 5 + 2,
]);
const SPATSTAT = {
  uniform: [31.7515433071506, 93.7940106172818, 90.474049035205, 25.4430487908808],
  diggle: [23.5009967168862, 97.9675214950525, 91.2379528572573, 10.1103040418364],
};
const gaussian = { kernel: 'gaussian', bandwidth_m: 120 } as const;
const total = (density: Float64Array): number => density.reduce((sum, value) => sum + (value || 0), 0) * 1e-4;

describe('a density corrected at the edge of its area', () => {
  for (const by of ['uniform', 'diggle'] as const)
    test(`equals spatstat's ${by} correction, which moves points to the middles of its cells`, () => {
      const { density } = kernelDensity(x, y, raster, { ...gaussian, edge: { by, shares: whole } });
      PLACES.forEach(([column, row], k) => {
        const seen = density[row! * raster.columns + column!]!;
        expect(Math.abs(seen / SPATSTAT[by][k]! - 1)).toBeLessThan(0.04); // far from all points, a few metres are 3 %
      });
    });

  test('is the density divided by the mass of a Gaussian in a rectangle', () => {
    const plain = kernelDensity(x, y, raster, gaussian).density;
    const { density } = kernelDensity(x, y, raster, { ...gaussian, edge: { by: 'uniform', shares: whole } });
    const inside = massInside({ west_m: 250, south_m: 150, east_m: 1300, north_m: 1000 }, 120);
    density.forEach((value, cell) => {
      const at = inside(255 + (cell % 105) * 10, 155 + Math.floor(cell / 105) * 10);
      expect(Math.abs((value * at) / plain[cell]! - 1)).toBeLessThan(2e-3);
    });
  });

  test('is level where incidents are, and by Diggle keeps their number, in an area of any shape', () => {
    const shares = whole.map((_, cell) => {
      const [column, row] = [cell % 105, Math.floor(cell / 105)];
      return row > 60 && column < 50 ? 0 : row === 60 && column < 50 ? 0.5 : 1;
    });
    const px = Array.from(shares, (_, cell) => 255 + (cell % 105) * 10);
    const py = Array.from(shares, (_, cell) => 155 + Math.floor(cell / 105) * 10);
    for (const kernel of ['gaussian', 'quartic'] as const) {
      const options = { kernel, bandwidth_m: 150 } as const;
      const level = kernelDensity(px, py, raster, { ...options, edge: { by: 'uniform', shares } }, shares).density;
      const kept = kernelDensity(px, py, raster, { ...options, edge: { by: 'diggle', shares } }, shares).density;
      level.forEach((value, cell) => {
        if (shares[cell] === 0) expect(value).toBeNaN();
        else expect(Math.abs(value / 10_000 - 1)).toBeLessThan(1e-6);
      });
      const weighed = kept.map((value, cell) => (shares[cell]! > 0 ? value * shares[cell]! : 0));
      expect(Math.abs(total(weighed) / shares.reduce((sum, share) => sum + share) - 1)).toBeLessThan(5e-3);
    }
  });

  test('leaves out incidents outside, counts them, and refuses shares that fit nothing', () => {
    const shares = whole.slice().fill(0, 0, 105 * 20);
    const { outside, density } = kernelDensity(
      [300, 600, 99],
      [160, 700, 500],
      raster,
      { ...gaussian, edge: { by: 'diggle', shares } },
      [2, 1, 5],
    );
    expect(outside).toBe(7);
    expect(total(density)).toBeCloseTo(1, 2);
    expect(kernelDensity([1], [1], raster, gaussian).outside).toBe(0);
    const wrong = (list: number[]) => () =>
      kernelDensity(x, y, raster, { ...gaussian, edge: { by: 'uniform', shares: list } });
    expect(wrong([1, 2])).toThrow('105 × 85 cells and 2 shares');
    expect(wrong(Array.from(whole, () => 2))).toThrow('a share of 2 of cell 0');
  });
});
