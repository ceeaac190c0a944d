import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { KERNEL_VOLUME, type Kernel, type Raster } from './kernel.ts';
import { kernelDensity } from './kernel-density.ts';
import { Stopped } from './progress.ts';

vi.setConfig({ testTimeout: 60_000 }); // exact sums over many cells, on a machine that may be busy

/** The definition, one sum per cell: Gaussian (2πh²)⁻¹ Σ exp(−d²/2h²), quartic 3/(πh²) Σ (1 − d²/h²)² for d < h. */
function slowDensity(
  x: readonly number[],
  y: readonly number[],
  raster: Raster,
  kernel: Kernel,
  h: number,
): Float64Array {
  return Float64Array.from({ length: raster.columns * raster.rows }, (_, cell) => {
    const cx = raster.west_m + ((cell % raster.columns) + 0.5) * raster.cell_m;
    const cy = raster.south_m + (Math.floor(cell / raster.columns) + 0.5) * raster.cell_m;
    let sum = 0;
    for (let i = 0; i < x.length; i++) {
      const dd = ((x[i]! - cx) ** 2 + (y[i]! - cy) ** 2) / (h * h);
      if (kernel === 'gaussian') sum += Math.exp(-dd / 2);
      else if (dd < 1) sum += (1 - dd) ** 2;
    }
    return (sum / (KERNEL_VOLUME[kernel] * h * h)) * 1e6;
  });
}

const KERNELS: Kernel[] = ['gaussian', 'quartic'];
const kernels = fc.constantFrom<Kernel>('gaussian', 'quartic');
const coordinate = fc.double({ min: -3000, max: 9000, noNaN: true });
const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 40 });
const raster: Raster = { west_m: 0, south_m: -1000, cell_m: 130, columns: 41, rows: 33 };

/** A seeded cloud with clumps. */
function cloud(n: number, seed: number, side: number): { x: Float64Array; y: Float64Array } {
  const { random } = chance(seed);
  const middles = Array.from(
    { length: 12 },
    () => [random() * side, random() * side, random() ** 2 * side * 0.1] as const,
  );
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [mx, my, spread] = middles[Math.floor(random() * 12)]!;
    x[i] = mx + (random() + random() + random() - 1.5) * spread;
    y[i] = my + (random() + random() + random() - 1.5) * spread;
  }
  return { x, y };
}

describe('kernel density, exact', () => {
  test('is the sum of its definition in every cell, for any points and bandwidth', () => {
    fc.assert(
      fc.property(points, kernels, fc.integer({ min: 20, max: 3000 }), (list, kernel, bandwidth_m) => {
        const [x, y] = [list.map(([px]) => px), list.map(([, py]) => py)];
        const { density, method, error_per_km2 } = kernelDensity(x, y, raster, { kernel, bandwidth_m });
        const slow = slowDensity(x, y, raster, kernel, bandwidth_m);
        expect([method, error_per_km2]).toEqual(['exact', 0]);
        const most = slow.reduce((a, b) => Math.max(a, b), 0);
        // A Gaussian ends where it is 2⁻⁵² of its middle (KERNEL_REACH).
        const cutOff = (list.length * 2 ** -52 * 1e6) / (KERNEL_VOLUME[kernel] * bandwidth_m ** 2);
        density.forEach((value, i) => {
          expect(Math.abs(value - slow[i]!)).toBeLessThanOrEqual(1e-12 * most + cutOff);
        });
      }),
      { numRuns: 60, examples: [[[[0, 3395.000000000001]], 'gaussian', 20]] },
    );
  });

  test('does not depend on the order of the points, and a weight is the same as repeating a point', () => {
    const { x, y } = cloud(200, 3, 4000);
    for (const kernel of KERNELS) {
      const options = { kernel, bandwidth_m: 700 };
      const forwards = kernelDensity(x, y, raster, options).density;
      const backwards = kernelDensity(x.slice().reverse(), y.slice().reverse(), raster, options).density;
      forwards.forEach((value, i) => {
        expect(backwards[i]).toBeCloseTo(value, 9);
      });
      const twice = kernelDensity([...x, ...x], [...y, ...y], raster, options).density;
      const weighted = kernelDensity(x, y, raster, options, new Float64Array(200).fill(2)).density;
      twice.forEach((value, i) => {
        expect(weighted[i]).toBeCloseTo(value, 9);
      });
    }
  });

  test('tells how far its exact sums are, and stops when nobody wants them', () => {
    const { x, y } = cloud(200, 3, 4000);
    for (const kernel of KERNELS) {
      const told: number[] = [];
      const heard = (done: number, of: number): boolean => {
        expect(of).toBe(200);
        return told.push(done) > 0;
      };
      const quiet = kernelDensity(x, y, raster, { kernel, bandwidth_m: 700 }).density;
      expect(kernelDensity(x, y, raster, { kernel, bandwidth_m: 700, progress: heard }).density).toEqual(quiet);
      expect(told).toEqual([0, 0, 64, 128, 192]);
      const stop = (done: number): boolean => done < 100;
      expect(() => kernelDensity(x, y, raster, { kernel, bandwidth_m: 700, progress: stop })).toThrow(Stopped);
      const never = { kernel, bandwidth_m: 700, method: 'binned', progress: () => false } as const;
      expect(() => kernelDensity(x, y, raster, never)).toThrow(Stopped);
    }
  });

  test('moves with its points', () => {
    const { x, y } = cloud(50, 8, 4000);
    const moved = { ...raster, west_m: raster.west_m + 6_000_000, south_m: raster.south_m - 500_000 };
    const options = { kernel: 'gaussian', bandwidth_m: 400 } as const;
    const here = kernelDensity(x, y, raster, options).density;
    const there = kernelDensity(
      x.map((v) => v + 6_000_000),
      y.map((v) => v - 500_000),
      moved,
      options,
    ).density;
    here.forEach((value, i) => {
      expect(there[i]).toBeCloseTo(value, 6);
    });
  });

  test('of twice the lengths is a quarter of it, whatever the unit', () => {
    const { x, y } = cloud(80, 5, 4000);
    const wide = { ...raster, west_m: 2 * raster.west_m, south_m: 2 * raster.south_m, cell_m: 2 * raster.cell_m };
    for (const kernel of KERNELS) {
      const once = kernelDensity(x, y, raster, { kernel, bandwidth_m: 500 }).density;
      const twice = kernelDensity(
        x.map((v) => 2 * v),
        y.map((v) => 2 * v),
        wide,
        { kernel, bandwidth_m: 1000 },
      ).density;
      once.forEach((value, i) => {
        expect(twice[i]! * 4).toBeCloseTo(value, 9);
      });
    }
  });

  test('is 0 everywhere without points, and refuses numbers that fit nothing', () => {
    const none = kernelDensity([], [], raster, { kernel: 'gaussian', bandwidth_m: 100 });
    expect(none.density.every((value) => value === 0)).toBe(true);
    expect(() => kernelDensity([1], [], raster, { kernel: 'gaussian', bandwidth_m: 1 })).toThrow('1 x and 0 y');
    expect(() => kernelDensity([1], [1], raster, { kernel: 'gaussian', bandwidth_m: 1 }, [1, 2])).toThrow(
      '1 points and 2',
    );
    for (const kernel of KERNELS) {
      const usual = { kernel, bandwidth_m: 100 };
      expect(() => kernelDensity([1, Number.NaN], [1, 2], raster, usual)).toThrow('point 1 at NaN, 2');
      expect(() => kernelDensity([1], [Number.NEGATIVE_INFINITY], raster, usual)).toThrow('point 0 at 1, -Infinity');
      expect(() => kernelDensity([1], [1], raster, usual, [Number.NaN])).toThrow('NaN incidents at point 0');
    }
    for (const bandwidth_m of [0, -5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => kernelDensity([1], [1], raster, { kernel: 'quartic', bandwidth_m })).toThrow(RangeError);
  });
});

describe('kernel density, binned', () => {
  /** One point at every offset of a 9 × 9 net within a cell: the worst a single incident can be off. */
  function worst(kernel: Kernel, bandwidth_m: number): { ofMiddle: number; ofBound: number } {
    const cell_m = 100;
    const cells = 2 * Math.ceil((kernel === 'gaussian' ? 6 : 1.2) * (bandwidth_m / cell_m)) + 5;
    const around = { west_m: 0, south_m: 0, cell_m, columns: cells, rows: cells };
    const middle = 1e6 / (KERNEL_VOLUME[kernel] * bandwidth_m ** 2);
    let most = 0;
    let bound = 0;
    for (let i = 0; i < 81; i++) {
      const x = [(cells / 2 + (i % 9) / 9) * cell_m];
      const y = [(cells / 2 + Math.floor(i / 9) / 9) * cell_m];
      const binned = kernelDensity(x, y, around, { kernel, bandwidth_m, method: 'binned' });
      const exact = kernelDensity(x, y, around, { kernel, bandwidth_m, method: 'exact' });
      bound = binned.error_per_km2;
      for (let c = 0; c < exact.density.length; c++)
        most = Math.max(most, Math.abs(exact.density[c]! - binned.density[c]!));
    }
    return { ofMiddle: most / middle, ofBound: most / bound };
  }

  test('is off by no more than the bound it states, for one incident anywhere in a cell', () => {
    for (const bandwidth_m of [100, 130, 135, 250, 900, 2100])
      expect(worst('gaussian', bandwidth_m).ofBound).toBeLessThan(1);
    for (const bandwidth_m of [1000, 1050, 1500, 2000, 2400, 2401, 3100, 5000])
      expect(worst('quartic', bandwidth_m).ofBound).toBeLessThan(1);
    expect(worst('gaussian', 900).ofMiddle).toBeGreaterThan(1e-6); // the bound is about something
  });

  test('of a Gaussian is within 0.2 % wherever density exceeds 1 % of its peak', () => {
    for (const [n, bandwidth_m, cell_m] of [
      [500, 300, 30],
      [5000, 200, 20],
      [20_000, 500, 100],
      [1, 300, 25],
    ] as const) {
      const { x, y } = cloud(n, n, 6000);
      const here = { west_m: 0, south_m: 0, cell_m, columns: Math.ceil(6000 / cell_m), rows: Math.ceil(6000 / cell_m) };
      const binned = kernelDensity(x, y, here, { kernel: 'gaussian', bandwidth_m, method: 'binned' });
      const exact = kernelDensity(x, y, here, { kernel: 'gaussian', bandwidth_m, method: 'exact' });
      const peak = exact.density.reduce((a, b) => Math.max(a, b), 0);
      let most = 0;
      exact.density.forEach((value, i) => {
        if (value > 0.01 * peak) most = Math.max(most, Math.abs(binned.density[i]! / value - 1));
      });
      expect(most).toBeLessThan(2e-3);
      expect(most).toBeGreaterThan(0);
    }
  });

  test('keeps the number of incidents, with points inside, outside and on the rim of the raster', () => {
    const x = [50, 3000, 5999, -100_000, 3000.5];
    const y = [50, 3000, 10, 3000, 2999.5];
    const wide = { west_m: -6000, south_m: -6000, cell_m: 60, columns: 300, rows: 300 };
    for (const kernel of KERNELS) {
      const field = kernelDensity(x, y, wide, { kernel, bandwidth_m: 900, method: 'binned' });
      const total = field.density.reduce((sum, value) => sum + value * 0.0036, 0);
      expect(total).toBeCloseTo(4, 2);
    }
  });

  test('is chosen by the rule: when exact is dear, and cells are fine enough', () => {
    const { x, y } = cloud(20_000, 1, 6000);
    const cells = (cell_m: number): Raster => ({ west_m: 0, south_m: 0, cell_m, columns: 200, rows: 200 });
    const method = (kernel: Kernel, bandwidth_m: number, cell_m: number): string =>
      kernelDensity(x, y, cells(cell_m), { kernel, bandwidth_m }).method;
    expect(method('gaussian', 300, 30)).toBe('binned');
    expect(method('gaussian', 20, 30)).toBe('exact');
    expect(method('quartic', 600, 30)).toBe('binned');
    expect(method('quartic', 299, 30)).toBe('exact');
    expect(
      kernelDensity(x.slice(0, 3), y.slice(0, 3), cells(30), { kernel: 'gaussian', bandwidth_m: 300 }).method,
    ).toBe('exact');
  });
});
