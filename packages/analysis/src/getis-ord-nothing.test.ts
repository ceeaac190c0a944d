import { describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';
import { getisOrdGiStar } from './getis-ord-local.ts';
import { gridNeighbours } from './neighbours.ts';

vi.setConfig({ testTimeout: 60_000 }); // maps by the hundred, on a machine that may be busy

describe('where there is nothing', () => {
  /** A town on a raster: a disc, its edge cut through cells. */
  const side = 40;
  const raster = { columns: side, rows: side, cell_m: 100 };
  const shares = Float64Array.from({ length: side * side }, (_, i) => {
    let inside = 0;
    for (let k = 0; k < 100; k++) {
      const x = (i % side) + ((k % 10) + 0.5) / 10 - side / 2;
      const y = Math.floor(i / side) + (Math.floor(k / 10) + 0.5) / 10 - side / 2;
      if (x * x + y * y < (side / 2 - 1) ** 2) inside++;
    }
    return inside / 100;
  });

  test('z has mean 0 and variance 1, also in cells cut by the edge', () => {
    const { poisson } = chance(5);
    const grid = gridNeighbours(raster, 'queen');
    const kinds = { whole: [0, 0, 0], cut: [0, 0, 0] };
    for (let map = 0; map < 300; map++) {
      const counts = shares.map((part) => poisson(1.5 * part));
      getisOrdGiStar(counts, grid, { shares }).z.forEach((value, i) => {
        if (Number.isNaN(value)) return;
        const kind = kinds[shares[i]! < 1 ? 'cut' : 'whole'];
        kind[0]! += 1;
        kind[1]! += value;
        kind[2]! += value * value;
      });
    }
    for (const [n, sum, squares] of Object.values(kinds)) {
      expect(Math.abs(sum! / n!)).toBeLessThan(0.01);
      expect(Math.abs(squares! / n! - 1)).toBeLessThan(0.03);
    }
  });

  /** Share of maps of random counts on which anything at all is believed. */
  function believed(
    maps: number,
    within: 'queen' | number,
    kind: 'normal' | 'drawn',
    draw: (part: number) => number,
  ): number {
    const grid = gridNeighbours(raster, within);
    let any = 0;
    for (let map = 0; map < maps; map++) {
      const { p } = getisOrdGiStar(shares.map(draw), grid, { shares, chance: kind });
      if (falseDiscoveryRate(p).some((value) => value <= 0.05)) any++;
    }
    return any / maps;
  }

  test('at most 5 % of maps show any hot or cold cell under FDR when counts are drawn, sparse or dense, even or in clumps', () => {
    const { poisson, gamma, random } = chance(6);
    const maps = 120;
    for (const within of ['queen', 250] as const)
      for (const draw of [
        (part: number) => poisson(0.05 * part),
        (part: number) => poisson(part),
        (part: number) => poisson(2 * gamma(0.5 * part + 1e-9)), // reports in clumps
        (part: number) => (random() < 0.01 ? poisson(40 * part) : poisson(0.6 * part)), // a few busy addresses
      ])
        expect(believed(maps, within, 'drawn', draw)).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / maps));
  });

  test('most maps show one when z is taken for normal and counts are small: why drawing is there', () => {
    const { poisson } = chance(7);
    expect(believed(60, 'queen', 'normal', (part) => poisson(0.2 * part))).toBeGreaterThan(0.4);
    expect(believed(60, 500, 'normal', (part) => poisson(4 * part))).toBeLessThan(0.15);
  });
});
