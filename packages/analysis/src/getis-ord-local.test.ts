import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { getisOrdGi, getisOrdGiStar } from './getis-ord-local.ts';
import { gridNeighbours, type NeighbourLists, pointNeighbours } from './neighbours.ts';

vi.setConfig({ testTimeout: 60_000 }); // maps by the hundred, on a machine that may be busy

const SIX = { x: [10, 20, 40, 15, 30, 30], y: [10, 10, 10, 20, 20, 30], counts: [2, 3, 3.2, 5, 8, 7] };

/** The 9 × 7 raster of bench/reference/hot-spots.R. */
const RASTER = { columns: 9, rows: 7, cell_m: 100 };
const COUNTS = Array.from({ length: 63 }, (_, i) => ((i * i * 7 + i * 3) % 11) + (i % 13 === 0 ? 9 : 0));

/** Lists that say of a raster what its short form says. */
function written({ columns, rows, halfWidths }: ReturnType<typeof gridNeighbours>): NeighbourLists {
  const lists = Array.from({ length: columns * rows }, (_, i) =>
    Array.from({ length: columns * rows }, (_, j) => j).filter((j) => {
      const dx = Math.abs((i % columns) - (j % columns));
      const dy = Math.abs(Math.floor(i / columns) - Math.floor(j / columns));
      return j !== i && dx <= (halfWidths[dy] ?? -1);
    }),
  );
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.length;
  });
  return { starts, cells: Int32Array.from(lists.flat()) };
}

/**
 * The definition with shares a: (Σ w x − μ W) / √(Q W (A − W) / (A² − Σa²)), μ = Σx / A, Q = Σ (x − μ a)², W = Σ w a; for
 * Gi all of it without the cell itself.
 */
function slow(
  counts: readonly number[],
  { starts, cells }: NeighbourLists,
  shares: readonly number[],
  star: boolean,
): number[] {
  const part = counts.map((count, i) => (Number.isNaN(count) ? 0 : shares[i]!));
  return counts.map((_, i) => {
    if (part[i] === 0) return Number.NaN;
    const all = counts.flatMap((_, j) => (part[j]! > 0 && (star || j !== i) ? [j] : []));
    const near = [...(star ? [i] : []), ...cells.subarray(starts[i], starts[i + 1])].filter((j) => part[j]! > 0);
    const sum = (of: number[], f: (j: number) => number): number => of.reduce((total, j) => total + f(j), 0);
    const area = sum(all, (j) => part[j]!);
    const mean = sum(all, (j) => counts[j]!) / area;
    const squares = sum(all, (j) => (counts[j]! - mean * part[j]!) ** 2);
    const weight = sum(near, (j) => part[j]!);
    if (near.length === 0 || near.length === all.length || !(squares > 1e-20 * sum(all, (j) => counts[j]! ** 2)))
      return NaN;
    const variance = (squares * weight * (area - weight)) / (area * area - sum(all, (j) => part[j]! ** 2));
    return (sum(near, (j) => counts[j]!) - mean * weight) / Math.sqrt(variance);
  });
}

function same(seen: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(seen.length).toBe(expected.length);
  for (let i = 0; i < seen.length; i++) {
    if (Number.isNaN(expected[i]!)) expect(seen[i], `cell ${i}`).toBeNaN();
    else expect(Math.abs(seen[i]! - expected[i]!), `cell ${i}: ${seen[i]}, ${expected[i]}`).toBeLessThan(tolerance);
  }
}

describe("Gi and Gi*, against spdep 1.2.7's localG (bench/reference/hot-spots.R)", () => {
  test('of six points, neighbours within 15', () => {
    const near = pointNeighbours(SIX.x, SIX.y, 15);
    const star = getisOrdGiStar(SIX.counts, near);
    same(
      star.z,
      [-1.39727626201154, -0.289177615627128, 0.650649635161037, -0.289177615627128, 1.23452088351987, 2.0242433093899],
      1e-13,
    );
    same(
      star.p,
      [
        0.162330511313438, 0.772445460571114, 0.515272681823743, 0.772445460571114, 0.217008869800797,
        0.0429451234198727,
      ],
      1e-13,
    );
    same(
      getisOrdGi(SIX.counts, near).z,
      [-1.01367289855026, -0.0436158942016938, 1.31558702896054, -0.314126758204563, 1.15373985810677, 1.7783394086211],
      1e-13,
    );
  });

  test('of six points, each with its two nearest', () => {
    const near = {
      starts: Int32Array.of(0, 2, 4, 6, 8, 10, 12),
      cells: Int32Array.of(1, 3, 0, 3, 1, 4, 0, 1, 1, 5, 3, 4),
    };
    same(
      getisOrdGiStar(SIX.counts, near).z,
      [-1.39727626201154, -1.39727626201154, 0.0340799088295491, -1.39727626201154, 1.32911644435244, 2.01071462094344],
      1e-13,
    );
  });

  for (const [name, within, star, gi] of [
    [
      'rook',
      'rook',
      [
        ...[0.690684598976517, 0.641864731044818, -0.210732697843028, 0.154666200251763, 0.39826546564829],
        ...[-0.088933065144764, -0.697931228636082, 0.154666200251763, 0.411754280159078],
      ],
      [
        ...[0.131242304994061, 0.0293986325931754, 0.247064162772748, 0.00223389035491954, 0.674972159436351],
        ...[0.120690386124381, -0.967274523680189, 0.664827201643032, -0.3735241592933],
      ],
    ],
    [
      'queen',
      'queen',
      [
        ...[0.520065098346554, -0.414350706415221, 0.29389991966661, 0.192721258797777, 1.00215054574844],
        ...[0.29389991966661, -0.616708028152887, 0.0915425979289443, 0.154666200251763],
      ],
      [
        ...[0.0225131674565436, -0.992666067959073, 0.690312725783433, 0.0756997615971517, 1.25055117555606],
        ...[0.486129752751368, -0.797488186128131, 0.470828679636906, -0.531436819953552],
      ],
    ],
    [
      'a band of 2.3 cells',
      230,
      [
        ...[-0.21946576873101, -0.0397386761143569, 0.449668076940128, -0.284246141899977, 0.0827109675200754],
        ...[0.0827109675200754, 0.523059498824139, 0.429674435486479, 0.850960819402175],
      ],
      [
        ...[-0.595329601099712, -0.406367957669204, 0.688029693107993, -0.371273786673586, 0.186943618951455],
        ...[0.186943618951455, 0.456205698657739, 0.697129824500541, 0.458470329683863],
      ],
    ],
  ] as const)
    test(`on a raster, ${name}`, () => {
      const grid = gridNeighbours(RASTER, within);
      same(getisOrdGiStar(COUNTS, grid).z.subarray(0, 9), star, 1e-13);
      same(getisOrdGi(COUNTS, grid).z.subarray(0, 9), gi, 1e-13);
    });

  test('on a raster of which every fifth cell lies outside', () => {
    const grid = gridNeighbours(RASTER, 230);
    const expected = [
      ...[0.0410194001715439, -0.296380316231714, -0.177914998721372, 0.266872498082058, 0.266872498082058],
      ...[0.704365000741511, 1.22639005777119, -0.296380316231714, -0.54988778945104, 0.155296942649268],
    ];
    const outside = COUNTS.map((_, i) => i % 5 === 2);
    const byShare = getisOrdGiStar(COUNTS, grid, { shares: outside.map((out) => (out ? 0 : 1)) }).z;
    const byCount = getisOrdGiStar(
      COUNTS.map((count, i) => (outside[i] ? NaN : count)),
      grid,
    ).z;
    for (const z of [byShare, byCount]) same(z.filter((_, i) => !outside[i]).subarray(0, 10), expected, 1e-13);
    expect(byShare.filter((value) => Number.isNaN(value)).length).toBe(13);
  });
});

describe('Gi and Gi*', () => {
  const rasters = fc.record({
    columns: fc.integer({ min: 1, max: 9 }),
    rows: fc.integer({ min: 1, max: 9 }),
    cell_m: fc.constant(1),
  });
  const withins = fc.oneof(
    fc.constantFrom('rook' as const, 'queen' as const),
    fc.double({ min: 0, max: 12, noNaN: true }),
  );
  // In hundredths: cells that differ by less than the rounding of a count of thousands are not told apart by any formula.
  const hundredths = (max: number) => fc.integer({ min: 1, max: 100 * max }).map((n) => n / 100);
  const share = fc.oneof(fc.constantFrom(0, 1), hundredths(1));
  const count = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 0, 3000, NaN), hundredths(9));

  test('are their definition on any raster, mask and partial cells, from the raster and from lists', () => {
    const worlds = rasters.chain((raster) => {
      const n = raster.columns * raster.rows;
      const many = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: n, maxLength: n });
      return fc.tuple(fc.constant(raster), withins, many(count), fc.oneof(many(share), fc.constant(null)));
    });
    fc.assert(
      fc.property(worlds, ([raster, within, counts, shares]) => {
        const grid = gridNeighbours(raster, within);
        const lists = written(grid);
        const whole = counts.map(() => 1);
        for (const [kernel, star] of [
          [getisOrdGiStar, true],
          [getisOrdGi, false],
        ] as const) {
          const expected = slow(counts, lists, shares ?? whole, star);
          same(kernel(counts, grid, { shares }).z, expected, 1e-9);
          same(kernel(counts, lists, { shares }).z, expected, 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('do not change with the order of the cells, nor when all counts are multiplied or raised alike', () => {
    const near = pointNeighbours(SIX.x, SIX.y, 15);
    const order = [3, 0, 5, 1, 4, 2];
    const mixed = pointNeighbours(
      order.map((i) => SIX.x[i]! - 6e5),
      order.map((i) => SIX.y[i]! + 6e6),
      15,
    );
    for (const kernel of [getisOrdGiStar, getisOrdGi]) {
      const seen = kernel(SIX.counts, near).z;
      same(
        kernel(
          order.map((i) => SIX.counts[i]!),
          mixed,
        ).z,
        order.map((i) => seen[i]!),
        1e-12,
      );
      same(
        kernel(
          SIX.counts.map((n) => n * 7),
          near,
        ).z,
        seen,
        1e-12,
      );
      same(
        kernel(
          SIX.counts.map((n) => n + 100),
          near,
        ).z,
        seen,
        1e-11,
      );
    }
  });

  test('are undefined, not 0, where nothing differs or nothing is left to compare with', () => {
    const grid = gridNeighbours({ columns: 4, rows: 3, cell_m: 1 }, 'queen');
    const nothing = new Array(12).fill(NaN);
    for (const kernel of [getisOrdGiStar, getisOrdGi]) {
      for (const all of [0, 5, 0.1]) same(kernel(new Array(12).fill(all), grid).z, nothing, 0);
      same(kernel([...nothing.keys()], gridNeighbours({ columns: 4, rows: 3, cell_m: 1 }, 99)).z, nothing, 0);
      expect(kernel([], gridNeighbours({ columns: 0, rows: 0, cell_m: 1 }, 'queen')).z.length).toBe(0);
      expect(kernel([7], gridNeighbours({ columns: 1, rows: 1, cell_m: 1 }, 'rook')).z[0]).toBeNaN();
      expect(kernel([7, 1], gridNeighbours({ columns: 2, rows: 1, cell_m: 1 }, 0)).p.length).toBe(2);
    }
    // Shares that let expect just what is there.
    const cut = [1, 0.5, 0.25, 1, 1, 1, 0.7, 1, 1, 0.1, 1, 1];
    same(
      getisOrdGiStar(
        cut.map((part) => part * 0.3),
        grid,
        { shares: cut },
      ).z,
      nothing,
      0,
    );
    // One cell has everything: without it, nothing differs.
    const one = getisOrdGi([0, 0, 0, 0, 0, 9e6, 0, 0, 0, 0, 0, 0], grid).z;
    expect([one[5], Number.isNaN(one[0])]).toEqual([NaN, false]);
  });

  test('refuse what fits nothing, naming it', () => {
    const grid = gridNeighbours({ columns: 2, rows: 2, cell_m: 1 }, 'rook');
    for (const kernel of [getisOrdGiStar, getisOrdGi]) {
      expect(() => kernel([1, 2, 3], grid)).toThrow('3 counts and neighbours of 4 cells');
      expect(() => kernel([1, 2, 3, 4], grid, { shares: [1, 1] })).toThrow('4 counts and 2 shares');
      expect(() => kernel([1, 2, 3, 4], grid, { shares: [1, 1.5, 1, 1] })).toThrow('a share of 1.5 of cell 1');
      expect(() => kernel([1, 2, 3, 4], grid, { shares: [1, 1, -0.1, 1] })).toThrow(RangeError);
      expect(() => kernel([1, 2, Infinity, 4], grid)).toThrow('a count of Infinity in cell 2');
    }
  });
});
