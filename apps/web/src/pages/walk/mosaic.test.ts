import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAt, cellsBetween, gridOf, hideCells, type Pixels } from './mosaic.ts';

function noise(width: number, height: number, seed: number): Pixels {
  let state = seed;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return { width, height, data };
}
const size = fc.integer({ min: 1, max: 130 });

test('every place of a picture is in one cell, and cells cover it', () => {
  fc.assert(
    fc.property(size, size, (width, height) => {
      const grid = gridOf({ width, height });
      expect(grid.columns * grid.side).toBeGreaterThanOrEqual(width);
      expect(grid.rows * grid.side).toBeGreaterThanOrEqual(height);
      expect(cellAt(grid, width - 1, height - 1)).toBe(grid.columns * grid.rows - 1);
      expect(cellAt(grid, -5, -5)).toBe(0);
    }),
  );
});

test('a hidden cell is one colour and the rest of the picture as it was; hidden again nothing changes', () => {
  fc.assert(
    fc.property(size, size, fc.nat(), fc.nat(), (width, height, seed, at) => {
      const picture = noise(width, height, seed);
      const before = picture.data.slice();
      const grid = gridOf(picture);
      const cell = at % (grid.columns * grid.rows);
      hideCells(picture, grid, [cell]);
      const colours = new Set<string>();
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const pixel = picture.data.slice((y * width + x) * 4, (y * width + x) * 4 + 4).join();
          if (cellAt(grid, x, y) === cell) colours.add(pixel);
          else expect(pixel).toBe(before.slice((y * width + x) * 4, (y * width + x) * 4 + 4).join());
        }
      expect(colours.size).toBe(1);
      const once = picture.data.slice();
      hideCells(picture, grid, [cell]);
      expect(picture.data).toEqual(once);
    }),
    { numRuns: 40 },
  );
});

test('a rectangle has the cells between its corners, whichever two are given', () => {
  const grid = gridOf({ width: 400, height: 400 });
  const [a, b] = [cellAt(grid, 15, 25), cellAt(grid, 35, 45)];
  expect(cellsBetween(grid, a, b)).toHaveLength(9);
  expect(cellsBetween(grid, b, a)).toEqual(cellsBetween(grid, a, b));
  const [c, d] = [cellAt(grid, 35, 25), cellAt(grid, 15, 45)];
  expect(cellsBetween(grid, c, d)).toEqual(cellsBetween(grid, a, b));
});
