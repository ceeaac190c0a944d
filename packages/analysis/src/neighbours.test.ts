import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { gridNeighbours, type NeighbourLists, pointNeighbours } from './neighbours.ts';

vi.setConfig({ testTimeout: 60_000 }); // too many pairs take a while to find, on a machine that may be busy

const rowOf = ({ starts, cells }: NeighbourLists, i: number): number[] =>
  [...cells.subarray(starts[i], starts[i + 1])].sort((a, b) => a - b);

describe('neighbours of points', () => {
  test('are all others within the band, for any points and band', () => {
    const at = fc.oneof(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: -3, max: 3 }));
    const bands = fc.oneof(fc.double({ min: 0, max: 40, noNaN: true }), fc.constantFrom(0, 1, 2, 1e-12, 1e9));
    fc.assert(
      fc.property(fc.array(fc.tuple(at, at), { maxLength: 60 }), bands, (points, band) => {
        const [x, y] = [points.map(([px]) => px), points.map(([, py]) => py)];
        const lists = pointNeighbours(x, y, band);
        points.forEach(([px, py], i) => {
          const near = points.flatMap(([qx, qy], j) =>
            j !== i && (qx - px) ** 2 + (qy - py) ** 2 <= (band * (1 + 1e-9)) ** 2 ? [j] : [],
          );
          expect(rowOf(lists, i)).toEqual(near);
        });
      }),
    );
  });

  test('are the same wherever the points lie, and one stray point does not change them', () => {
    const x = [6.6e6, 6.6e6 + 10, 6.6e6 + 30, 6.6e6 + 5, 9e15];
    const y = [6.5e5, 6.5e5, 6.5e5, 6.5e5 + 10, -9e15];
    const lists = pointNeighbours(x, y, 15);
    expect([0, 1, 2, 3, 4].map((i) => rowOf(lists, i))).toEqual([[1, 3], [0, 3], [], [0, 1], []]);
  });

  test('are found where rounding alone puts them beyond the band', () => {
    const x = [-5.6e-17, -1, 1]; // 0 and 1 are 1 apart for a double, and lie in the first and the third metre east of -1
    const lists = pointNeighbours(x, [0, 0, 0], 1);
    expect([0, 1, 2].map((i) => rowOf(lists, i))).toEqual([[1, 2], [0], [0]]);
  });

  test('are at the same place where the square of what is between them is 0', () => {
    const lists = pointNeighbours([0, 1e-323, 1e-3], [2, 2, 2], 0);
    expect([0, 1, 2].map((i) => rowOf(lists, i))).toEqual([[1], [0], []]);
  });

  test('of none are none; what fits nothing is refused by name', () => {
    expect(pointNeighbours([], [], 10)).toEqual({ starts: Int32Array.of(0), cells: new Int32Array(0) });
    expect(() => pointNeighbours([1], [], 10)).toThrow('1 x and 0 y');
    expect(() => pointNeighbours([1, NaN], [1, 2], 10)).toThrow('point 1 at NaN, 2');
    expect(() => pointNeighbours([1], [1], -1)).toThrow('a band of -1 m');
    expect(() => pointNeighbours([1], [1], NaN)).toThrow(RangeError);
    const many = new Float64Array(8300);
    expect(() => pointNeighbours(many, many, 1)).toThrow('more than 67108864 pairs');
  });
});

describe('neighbours on a raster', () => {
  test('of a band of five cells are the 81 of a disc, of rook four, of queen eight', () => {
    const raster = { columns: 100, rows: 100, cell_m: 50 };
    const cells = (half: Int32Array): number =>
      half.reduce((sum, width, dy) => sum + (dy === 0 ? 1 : 2) * (2 * width + 1), 0) - 1;
    expect(cells(gridNeighbours(raster, 250).halfWidths)).toBe(80);
    expect(cells(gridNeighbours(raster, 'rook').halfWidths)).toBe(4);
    expect(cells(gridNeighbours(raster, 'queen').halfWidths)).toBe(8);
    expect(cells(gridNeighbours(raster, 49).halfWidths)).toBe(0);
    expect(gridNeighbours({ columns: 9, rows: 9, cell_m: 0.1 }, 0.3).halfWidths[0]).toBe(3); // 0.3 / 0.1 < 3
  });

  test('never reach beyond it, and a band that is none is refused', () => {
    expect(gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, 1e9).halfWidths).toEqual(Int32Array.of(3, 3));
    expect(gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, Infinity).halfWidths).toEqual(Int32Array.of(3, 3));
    expect(() => gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, NaN)).toThrow('a band of NaN m');
  });
});
