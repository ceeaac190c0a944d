import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Arithmetic, Field } from './arithmetic.ts';
import { plainArithmetic } from './arithmetic-plain.ts';
import { simdArithmetic } from './arithmetic-simd.ts';
import { chance } from './chance.testing.ts';
import type { Kernel, Raster } from './kernel.ts';
import { binGaussian } from './kernel-gaussian-binned.ts';
import { binQuartic } from './kernel-quartic-binned.ts';

const SUM = { gaussian: binGaussian, quartic: binQuartic };

interface Question {
  kernel: Kernel;
  raster: Raster;
  bandwidth_m: number;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  weights: ArrayLike<number> | null;
}

function answer<F extends Field>({ kernel, raster, bandwidth_m, x, y, weights }: Question, by: Arithmetic<F>) {
  return SUM[kernel]({ x, y, weights }, raster, bandwidth_m, 1, by);
}

/** Both answers to a question: how high they are, and how far they lie apart for each incident; a kernel's middle is 1. */
function apart(question: Question): { most: number; apart: number } {
  const plain = answer(question, plainArithmetic);
  const simd = answer(question, simdArithmetic()!);
  expect(simd.length).toBe(plain.length);
  let most = 0;
  let difference = 0;
  for (let i = 0; i < plain.length; i++) {
    most = Math.max(most, plain[i]!);
    difference = Math.max(difference, Math.abs(plain[i]! - simd[i]!));
  }
  expect(Number.isFinite(difference)).toBe(true);
  const { x, weights } = question;
  let n = weights === null ? x.length : 0;
  if (weights !== null) for (let i = 0; i < weights.length; i++) n += weights[i]!;
  return { most, apart: n === 0 ? difference : difference / n };
}

const cells: Raster = { west_m: 5000, south_m: -300, cell_m: 10, columns: 83, rows: 61 };

function scattered(n: number, seed: number): { x: Float64Array; y: Float64Array } {
  const { random } = chance(seed);
  return {
    x: Float64Array.from({ length: n }, () => 4800 + random() * 1200),
    y: Float64Array.from({ length: n }, () => -500 + random() * 1000),
  };
}

describe('WebAssembly and plain TypeScript', () => {
  test('agree to single precision, for any points, weights, cells and bandwidths', () => {
    const place = fc.oneof(fc.double({ min: -900, max: 2000, noNaN: true }), fc.constantFrom(Number.NaN, -1e300, 1e12));
    fc.assert(
      fc.property(
        fc.record({
          kernel: fc.constantFrom<Kernel>('gaussian', 'quartic'),
          points: fc.array(
            fc.tuple(place, place, fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 900, noNaN: true }))),
            { maxLength: 30 },
          ),
          weighted: fc.boolean(),
          columns: fc.integer({ min: 1, max: 40 }),
          rows: fc.integer({ min: 1, max: 40 }),
          cellsPerBandwidth: fc.double({ min: 1, max: 60, noNaN: true }),
        }),
        ({ kernel, points, weighted, columns, rows, cellsPerBandwidth }) => {
          const raster = { west_m: -50, south_m: 20, cell_m: 25, columns, rows };
          const question = {
            kernel,
            raster,
            bandwidth_m: 25 * cellsPerBandwidth,
            x: points.map(([x]) => x),
            y: points.map(([, y]) => y),
            weights: weighted ? points.map(([, , weight]) => weight) : null,
          };
          expect(apart(question).apart).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('agree on more points than are taken at once, an odd number of them', () => {
    for (const kernel of ['gaussian', 'quartic'] as const) {
      const { most, apart: difference } = apart({
        kernel,
        raster: cells,
        bandwidth_m: 140,
        ...scattered(9_001, 4),
        weights: null,
      });
      expect(difference).toBeLessThan(1e-6);
      expect(most).toBeGreaterThan(100);
    }
  });

  test('lose none of a million incidents at one address', () => {
    const x = new Float64Array(1_000_000).fill(5400.3);
    const y = new Float64Array(1_000_000).fill(-7.7);
    for (const kernel of ['gaussian', 'quartic'] as const) {
      const { most, apart: difference } = apart({ kernel, raster: cells, bandwidth_m: 140, x, y, weights: null });
      expect(difference).toBeLessThan(1e-6);
      expect(most / 1_000_000).toBeCloseTo(1, 2);
    }
  });

  test('answer a question alike whatever was asked before', () => {
    const small = { raster: cells, ...scattered(500, 7), weights: null };
    const large = { raster: { ...cells, columns: 700, rows: 900 }, ...scattered(20_000, 9), weights: null };
    for (const kernel of ['gaussian', 'quartic'] as const) {
      const question = { kernel, bandwidth_m: 100, ...small };
      const first = answer(question, simdArithmetic()!);
      answer({ kernel, bandwidth_m: 333, ...large }, simdArithmetic()!);
      expect(answer(question, simdArithmetic()!)).toEqual(first);
    }
  });
});

describe('where WebAssembly is', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const ways: [string, unknown][] = [
    ['missing', undefined],
    [
      'forbidden by the policy of a page',
      {
        Module: class {
          constructor() {
            throw new WebAssembly.CompileError('unsafe-eval is not an allowed source of script');
          }
        },
      },
    ],
  ];
  for (const [how, substitute] of ways)
    test(`${how}, the plain steps give the answer`, async () => {
      const { kernelDensity: usual } = await import('./kernel-density.ts');
      const { x, y } = scattered(20_000, 3);
      const options = { kernel: 'gaussian', bandwidth_m: 140, method: 'binned' } as const;
      const expected = usual(x, y, cells, options).density;
      vi.resetModules();
      vi.stubGlobal('WebAssembly', substitute);
      expect((await import('./arithmetic-simd.ts')).simdArithmetic()).toBeNull();
      const { kernelDensity } = await import('./kernel-density.ts');
      const { density } = kernelDensity(x, y, cells, options);
      const peak = Math.max(...expected);
      density.forEach((value, i) => {
        expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-6 * peak);
      });
    });
});
