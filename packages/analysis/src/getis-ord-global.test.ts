import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance, off } from './chance.testing.ts';
import { getisOrdG } from './getis-ord-global.ts';
import { gridNeighbours, type NeighbourLists, pointNeighbours } from './neighbours.ts';

const SIX = { x: [10, 20, 40, 15, 30, 30], y: [10, 10, 10, 20, 20, 30], counts: [2, 3, 3.2, 5, 8, 7] };
const RASTER = { columns: 9, rows: 7, cell_m: 1 };
const COUNTS = Array.from({ length: 63 }, (_, i) => ((i * i * 7 + i * 3) % 11) + (i % 13 === 0 ? 9 : 0));

/** All ways to deal n counts out. */
function* dealings(counts: number[], from = 0): Generator<number[]> {
  if (from === counts.length - 1) yield counts;
  else
    for (let i = from; i < counts.length; i++) {
      [counts[from], counts[i]] = [counts[i]!, counts[from]!];
      yield* dealings(counts, from + 1);
      [counts[from], counts[i]] = [counts[i]!, counts[from]!];
    }
}

const nearProducts = (counts: readonly number[], { starts, cells }: NeighbourLists): number =>
  counts.reduce((sum, count, i) => {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sum += count * counts[cells[k]!]!;
    return sum;
  }, 0);

describe("the global G, against spdep 1.2.7's globalG.test (bench/reference/hot-spots.R)", () => {
  const twoNearest = {
    starts: Int32Array.of(0, 2, 4, 6, 8, 10, 12),
    cells: Int32Array.of(1, 3, 0, 3, 1, 4, 0, 1, 1, 5, 3, 4),
  };
  for (const [name, counts, neighbours, g, expected, variance, z] of [
    [
      'six points within 15',
      SIX.counts,
      pointNeighbours(SIX.x, SIX.y, 15),
      ...([0.557097791798107, 0.466666666666667, 0.00920355019510147, 0.942627795324094] as const),
    ],
    [
      'six points, two nearest of each',
      SIX.counts,
      twoNearest,
      ...([0.423028391167192, 0.4, 0.00353760444758455, 0.387176475670695] as const),
    ],
    [
      'raster, rook',
      COUNTS,
      gridNeighbours(RASTER, 'rook'),
      ...([0.0527872420972932, 0.0563236047107015, 2.3023011920675e-5, -0.737013972424556] as const),
    ],
    [
      'raster, queen',
      COUNTS,
      gridNeighbours(RASTER, 'queen'),
      ...([0.0848476244558016, 0.105478750640041, 7.04229242798875e-5, -2.45847563096397] as const),
    ],
    [
      'raster, a band of 2.3 cells',
      COUNTS,
      gridNeighbours(RASTER, 2.3),
      ...([0.227143668370244, 0.237583205325141, 0.000281308271258239, -0.622429238071361] as const),
    ],
    [
      'raster, every fifth cell outside',
      COUNTS.map((count, i) => (i % 5 === 2 ? NaN : count)),
      gridNeighbours(RASTER, 2.3),
      ...([0.222832920214104, 0.233469387755102, 0.000307248841384777, -0.606809389399619] as const),
    ],
  ] as const)
    test(`of ${name}`, () => {
      const seen = getisOrdG(counts, neighbours);
      expect(off(seen.g, g)).toBeLessThan(1e-13);
      expect(off(seen.expected, expected)).toBeLessThan(1e-13);
      expect(off(seen.variance, variance)).toBeLessThan(1e-10); // spdep's form loses digits
      expect(off(seen.z, z)).toBeLessThan(1e-10);
    });

  test('of six points has p 0.3459', () => {
    expect(off(getisOrdG(SIX.counts, pointNeighbours(SIX.x, SIX.y, 15)).p, 0.345871317471829)).toBeLessThan(1e-10);
  });
});

describe('the global G', () => {
  test('has the mean and variance of all ways to deal the counts out, for any lists', () => {
    const n = 6;
    const list = fc.uniqueArray(fc.integer({ min: 0, max: n - 2 }), { minLength: 0, maxLength: n - 1 });
    const lists = fc.array(list, { minLength: n, maxLength: n });
    const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(counts, lists, (dealt, rows) => {
        const starts = Int32Array.from({ length: n + 1 }, (_, i) => rows.slice(0, i).flat().length);
        const cells = Int32Array.from(rows.flatMap((row, i) => row.map((j) => (j >= i ? j + 1 : j))));
        const seen = getisOrdG(dealt, { starts, cells });
        const products = dealt.reduce((a, b) => a + b, 0) ** 2 - dealt.reduce((a, b) => a + b * b, 0);
        if (products === 0 || cells.length === 0) {
          expect(Object.values(seen)).toEqual(new Array(5).fill(NaN));
          return;
        }
        let [ways, sum, squares] = [0, 0, 0];
        for (const way of dealings([...dealt])) {
          const g = nearProducts(way, { starts, cells }) / products;
          ways++;
          sum += g;
          squares += g * g;
        }
        expect(seen.g).toBeCloseTo(nearProducts(dealt, { starts, cells }) / products, 12);
        expect(seen.expected).toBeCloseTo(sum / ways, 12);
        expect(seen.variance).toBeCloseTo(squares / ways - (sum / ways) ** 2, 12);
      }),
      { numRuns: 40 },
    );
  });

  test('of a million cells is high where counts gather, and stays sharp where counts are large', () => {
    const { poisson } = chance(8);
    const grid = gridNeighbours({ columns: 1000, rows: 1000, cell_m: 1 }, 'queen');
    const gathered = Float64Array.from({ length: 1e6 }, (_, i) => poisson(i % 1000 < 50 ? 3 : 1));
    const dealt = Float64Array.from({ length: 1e6 }, () => 1e6 + poisson(1));
    expect(getisOrdG(gathered, grid).z).toBeGreaterThan(100);
    expect(Math.abs(getisOrdG(dealt, grid).z)).toBeLessThan(4);
  });

  test('is undefined, not 0, where it can not vary', () => {
    const grid = gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, 'rook');
    const equal = getisOrdG(new Array(6).fill(4), grid);
    expect([equal.g, equal.expected, equal.z, equal.p]).toEqual([14 / 30, 14 / 30, NaN, NaN]);
    expect(getisOrdG([0, 0, 0, 0, 5, 0], grid).g).toBeNaN();
    expect(getisOrdG([], gridNeighbours({ columns: 0, rows: 0, cell_m: 1 }, 'rook')).g).toBeNaN();
    expect(getisOrdG([1, 2, 3, 4, 5, 6], gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, 0)).g).toBeNaN();
    expect(() => getisOrdG([1, 2], grid)).toThrow('2 counts and neighbours of 6 cells');
    expect(() => getisOrdG([1, 2, -3, 4, 5, 6], grid)).toThrow('a count of -3 in cell 2');
  });
});
