import { afterEach, describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { getisOrdGiStar } from './getis-ord-local.ts';
import { gridNeighbours } from './neighbours.ts';
import { plainAdder, type StretchAdder, simdAdder } from './stretches.ts';

describe('stretches added up in WebAssembly', () => {
  test('are those added up plainly, to the bit, for rows of any length', () => {
    const { random, whole } = chance(3);
    for (let trial = 0; trial < 60; trial++) {
      const [columns, pairs] = [1 + whole(40), whole(7)];
      const length = columns + 60;
      const adders = [plainAdder, simdAdder].map((adder) => adder(length, columns, pairs)!);
      for (let row = 0; row < 3; row++) {
        const running = Float64Array.from({ length }, () => random() * 1000 - 300);
        const ends = Int32Array.from({ length: 2 + 4 * pairs }, () => whole(60));
        const [plain, simd] = adders.map((adder: StretchAdder) => {
          adder.running.set(running);
          adder.ends.set(ends);
          adder.add();
          return adder.sums.slice();
        });
        expect(simd).toEqual(plain);
      }
    }
  });
});

describe('where WebAssembly is', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const forbidden = {
    Module: class {
      constructor() {
        throw new WebAssembly.CompileError('unsafe-eval is not an allowed source of script');
      }
    },
  };
  for (const [how, substitute] of [
    ['missing', undefined],
    ['forbidden by the policy of a page', forbidden],
  ] as const)
    test(`${how}, hot spots are the same to the bit`, async () => {
      const { random } = chance(9);
      const counts = Float64Array.from({ length: 61 * 47 }, () => random() * 9);
      const shares = Float64Array.from({ length: 61 * 47 }, () => Math.min(1, 1.3 * random()));
      const grid = gridNeighbours({ columns: 61, rows: 47, cell_m: 1 }, 4.3);
      const expected = getisOrdGiStar(counts, grid, { shares });
      vi.resetModules();
      vi.stubGlobal('WebAssembly', substitute);
      expect((await import('./stretches.ts')).simdAdder(1, 1, 1)).toBeNull();
      const { getisOrdGiStar: plainly } = await import('./getis-ord-local.ts');
      expect(plainly(counts, grid, { shares })).toEqual(expected);
    });
});
