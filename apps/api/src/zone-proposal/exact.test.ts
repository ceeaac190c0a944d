import { zone } from '@lagesbild/analysis';
import { describe, expect, test } from 'vitest';
import { seeded } from '../incident/testing.ts';
import { exactBalanced } from './exact-balanced.ts';
import { exactCovering } from './exact-covering.ts';
import { solver } from './solver.ts';

/** The proposer's own search and bound, beside the optimum that branch and cut proves. */

const always = () => true;
const townOf = (columns: number, rows: number) =>
  zone.areaCells(
    { columns, rows, cell_m: 100, west_m: 0, south_m: 0 },
    Array.from({ length: columns * rows }, () => 1),
  );

describe('zones that cover', () => {
  test.each([
    { columns: 12, rows: 10, zones: 4, radius_m: 150, seed: 1 },
    { columns: 15, rows: 10, zones: 6, radius_m: 200, seed: 2 },
    { columns: 20, rows: 12, zones: 5, radius_m: 250, seed: 3 },
    { columns: 9, rows: 9, zones: 8, radius_m: 100, seed: 4 },
  ])(
    'are the optimum’s, $columns × $rows cells, $zones zones',
    async ({ columns, rows, zones, radius_m, seed }) => {
      const random = seeded(seed);
      const town = townOf(columns, rows);
      const weight = town.x.map(() => Math.floor(random() ** 3 * 20));
      const covers = zone.coversOf(town.x, town.y, town.graph, radius_m);
      const own = zone.coveringZones(weight, covers, town.graph, { zones, random });
      const exact = exactCovering(await solver(), { weight, covers, zones }, 120, always);
      expect(exact.status).toBe('optimal');
      const held = new Set(
        exact.centres.flatMap((j) => [...covers.cells.subarray(covers.starts[j]!, covers.starts[j + 1]!)]),
      );
      const optimum = [...held].reduce((sum, cell) => sum + weight[cell]!, 0);
      expect(optimum).toBeCloseTo(exact.bound, 4);
      expect(own.bound).toBeGreaterThanOrEqual(optimum - 1e-6);
      expect(own.bound / optimum - 1).toBeLessThan(0.02);
      expect(own.coverings[0]!.covered / optimum).toBeGreaterThan(0.995);
    },
    300_000,
  );
});

describe('zones of equal work', () => {
  test.each([
    { columns: 5, rows: 4, zones: 3, tolerance: 0.15, seed: 1 },
    { columns: 6, rows: 4, zones: 4, tolerance: 0.2, seed: 2 },
    { columns: 7, rows: 3, zones: 3, tolerance: 0.1, seed: 3 },
  ])(
    'are the optimum’s, $columns × $rows cells, $zones zones',
    async ({ columns, rows, zones, tolerance, seed }) => {
      const random = seeded(seed);
      const town = townOf(columns, rows);
      const work = town.x.map(() => 1 + Math.floor(random() * 9));
      const mean = work.reduce((sum, own) => sum + own, 0) / work.length;
      const ground = {
        ...{
          work,
          pull: work.map((own) => own + 0.1 * mean),
          distance: zone.distances(town.x, town.y),
          graph: town.graph,
        },
      };
      const all = mean * work.length;
      const range = { least: ((1 - tolerance) * all) / zones, most: ((1 + tolerance) * all) / zones };
      const own = zone.balancedZones(ground, { zones, tolerance, random });
      const exact = exactBalanced(await solver(), ground, { zones, range }, 240, always);
      expect(exact.zoneOf).not.toBeNull();
      const { cost } = zone.costOf(ground, exact.zoneOf!, zones);
      expect([...new zone.Contiguity(ground.graph).pieces(exact.zoneOf!, zones)]).toEqual(
        Array.from({ length: zones }, () => 1),
      );
      expect(exact.bound / cost).toBeGreaterThan(1 - 1e-6);
      expect(own.bound).toBeLessThanOrEqual(cost * (1 + 1e-6));
      expect(own.partitions[0]!.cost).toBeCloseTo(cost, 3);
    },
    300_000,
  );

  test('that can’t be are proven not to be', async () => {
    const town = townOf(3, 1);
    const work = Float64Array.of(3, 1, 3);
    const ground = { work, pull: work, distance: zone.distances(town.x, town.y), graph: town.graph };
    const exact = exactBalanced(await solver(), ground, { zones: 2, range: { least: 3.2, most: 3.8 } }, 60, always);
    expect(exact).toEqual({ bound: Number.POSITIVE_INFINITY, zoneOf: null });
  }, 300_000);

  test('are given up when nobody wants them any more', async () => {
    const town = townOf(4, 3);
    const work = new Float64Array(12).fill(1);
    const ground = { work, pull: work, distance: zone.distances(town.x, town.y), graph: town.graph };
    const exact = exactBalanced(await solver(), ground, { zones: 3, range: { least: 4, most: 4 } }, 60, () => false);
    expect(exact.zoneOf).toBeNull();
  }, 300_000);
});
