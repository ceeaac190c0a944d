import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Stopped } from '../progress.ts';
import { type BalancedZones, balancedZones, costOf, differenceOf } from './balanced-zones.ts';
import { Contiguity } from './contiguity.ts';
import type { PartitionGround } from './partition-ground.ts';
import { everyPartition, groundOf, seeded, townOf, unevenWork } from './zone.testing.ts';

vi.setConfig({ testTimeout: 300_000 }); // on a machine that may be busy

const QUICK = { starts: 3, moves: 600, climbs: 200 };

/** What any answer keeps to, whatever was asked. */
function expectSound({ partitions, bound }: BalancedZones, ground: PartitionGround, zones: number, tolerance: number) {
  const all = ground.work.reduce((sum, work) => sum + work, 0);
  for (const { zoneOf, middles, cost } of partitions) {
    expect([...new Contiguity(ground.graph).pieces(zoneOf, zones)]).toEqual(Array.from({ length: zones }, () => 1));
    const loads = new Float64Array(zones);
    for (let cell = 0; cell < zoneOf.length; cell++) loads[zoneOf[cell]!]! += ground.work[cell]!;
    for (const load of loads) expect(Math.abs(load / (all / zones) - 1)).toBeLessThanOrEqual(tolerance + 1e-9);
    for (let zone = 0; zone < zones; zone++) expect(zoneOf[middles[zone]!]).toBe(zone);
    expect(costOf(ground, zoneOf, zones).cost).toBeCloseTo(cost, 6);
    expect(bound).toBeLessThanOrEqual(cost * (1 + 1e-9));
  }
}

describe('zones of equal work', () => {
  test('are a given case’s: six cells in a row fall apart in the middle, at 200 m', () => {
    const work = new Float64Array(6).fill(1);
    const town = townOf(6, 1);
    const ground = { ...groundOf(work, town), pull: work };
    const { partitions, bound } = balancedZones(ground, { zones: 2, tolerance: 0, ...QUICK, random: seeded(1) });
    expect(partitions[0]).toMatchObject({ cost: 400 });
    expect([...partitions[0]!.zoneOf].map((zone) => zone === partitions[0]!.zoneOf[0])).toEqual([
      ...[true, true, true, false, false, false],
    ]);
    expect(bound).toBeGreaterThan(399);
    expect(bound).toBeLessThanOrEqual(400 + 1e-6);
  });

  test('are the best there are where all can be tried, and no bound passes that', () => {
    for (const [columns, rows, zones, seed] of [
      [4, 3, 2, 1],
      [4, 3, 3, 2],
      [5, 2, 3, 3],
      [3, 4, 4, 4],
    ] as const) {
      const random = seeded(seed);
      const town = townOf(columns, rows);
      const work = town.x.map(() => Math.floor(random() * 9) + 1);
      const ground = groundOf(work, town);
      const all = work.reduce((sum, own) => sum + own, 0);
      const contiguity = new Contiguity(ground.graph);
      let [best, bestApart] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (const zoneOf of everyPartition(work.length, zones)) {
        const loads = new Float64Array(zones);
        for (let cell = 0; cell < zoneOf.length; cell++) loads[zoneOf[cell]!]! += work[cell]!;
        if (loads.some((load) => Math.abs(load / (all / zones) - 1) > 0.2 + 1e-9)) continue;
        const { cost } = costOf(ground, zoneOf, zones);
        bestApart = Math.min(bestApart, cost);
        if (cost < best && contiguity.pieces(zoneOf, zones).every((pieces) => pieces === 1)) best = cost;
      }
      const found = balancedZones(ground, { zones, tolerance: 0.2, random, starts: 6, moves: 3000, climbs: 300 });
      expect(found.partitions[0]!.cost).toBeCloseTo(best, 6);
      expect(found.bound).toBeLessThanOrEqual(bestApart * (1 + 1e-9));
      expect(found.bound).toBeGreaterThan(0.85 * bestApart);
      expectSound(found, ground, zones, 0.2);
    }
  });

  test('of any town hang together, are balanced, and cost at least the bound', () => {
    const towns = fc.record({
      columns: fc.integer({ min: 2, max: 9 }),
      rows: fc.integer({ min: 2, max: 7 }),
      zones: fc.integer({ min: 2, max: 5 }),
      empty: fc.double({ min: 0, max: 0.6, noNaN: true }),
      seed: fc.integer({ min: 0, max: 1e6 }),
    });
    fc.assert(
      fc.property(towns, ({ columns, rows, zones, empty, seed }) => {
        const random = seeded(seed);
        const inside = Array.from({ length: columns * rows }, () => (random() < 0.8 ? 1 : 0));
        const town = townOf(columns, rows, inside);
        fc.pre(town.place.length >= zones);
        const ground = groundOf(
          town.x.map(() => (random() < empty ? 0 : Math.ceil(8 * random()))),
          town,
        );
        const found = balancedZones(ground, { zones, tolerance: 0.3, ...QUICK, random });
        expectSound(found, ground, zones, 0.3);
        if (found.partitions.length === 0 && found.tooMuch < 0) expect(found.reached).toBeGreaterThan(0.3);
      }),
      { numRuns: 40 },
    );
  });

  test('cost the same whatever the order of the cells', () => {
    const random = seeded(5);
    const town = townOf(6, 5);
    const work = unevenWork(town, 20, random);
    const order = [...work.keys()].map((cell) => ({ cell, by: random() })).sort((a, b) => a.by - b.by);
    const from = order.map(({ cell }) => cell);
    const to = new Int32Array(from.length);
    for (const [at, cell] of from.entries()) to[cell] = at;
    const rows = from.map((cell) =>
      Array.from(
        town.graph.cells.subarray(town.graph.starts[cell]!, town.graph.starts[cell + 1]!),
        (other) => to[other]!,
      ),
    );
    const starts = new Int32Array(rows.length + 1);
    for (const [at, row] of rows.entries()) starts[at + 1] = starts[at]! + row.length;
    const shuffled = {
      ...town,
      x: Float64Array.from(from, (cell) => town.x[cell]!),
      y: Float64Array.from(from, (cell) => town.y[cell]!),
      graph: { starts, cells: Int32Array.from(rows.flat()) },
    };
    const asked = { zones: 3, tolerance: 0.15, starts: 6, moves: 3000, climbs: 300 };
    const one = balancedZones(groundOf(work, town), { ...asked, random: seeded(1) });
    const other = balancedZones(
      groundOf(
        Float64Array.from(from, (cell) => work[cell]!),
        shuffled,
      ),
      { ...asked, random: seeded(1) },
    );
    expect(other.partitions[0]!.cost).toBeCloseTo(one.partitions[0]!.cost, 6);
    expect(Math.abs(other.bound / one.bound - 1)).toBeLessThan(0.01);
  });

  test('are within a hundredth of the bound on 325 cells in 12 zones, ±10 %', () => {
    const random = seeded(1);
    const town = townOf(25, 13);
    const ground = groundOf(unevenWork(town, 40, random), town);
    const found = balancedZones(ground, { zones: 12, tolerance: 0.1, starts: 5, random });
    expectSound(found, ground, 12, 0.1);
    expect(found.partitions[0]!.cost / found.bound - 1).toBeLessThan(0.01);
    for (const [at, one] of found.partitions.entries())
      for (const other of found.partitions.slice(0, at))
        expect(differenceOf(one.zoneOf, other.zoneOf, ground.work, 12)).toBeGreaterThanOrEqual(0.1);
  }, 300_000);

  test('that can’t be are said to be so, by the cell that has too much or by how near one came', () => {
    const town = townOf(3, 1);
    const heavy = groundOf(Float64Array.of(1, 9, 1), town);
    expect(balancedZones(heavy, { zones: 2, tolerance: 0.1, ...QUICK, random: seeded(1) })).toMatchObject({
      ...{ partitions: [], tooMuch: 1 },
    });
    const crowded = balancedZones(heavy, { zones: 2, tolerance: 0.1, ...QUICK, random: seeded(1) });
    expect(crowded.needed).toBeCloseTo(9 / 5.5 - 1, 9); // the cell alone; with a neighbour, as one must have, 10 to 1
    expect(crowded.reached).toBeCloseTo(10 / 5.5 - 1, 9);
    const uneven = groundOf(Float64Array.of(3, 1, 3), town);
    const none = balancedZones(uneven, { zones: 2, tolerance: 0.1, ...QUICK, random: seeded(1) });
    expect([none.partitions, none.tooMuch]).toEqual([[], -1]);
    expect(none.reached).toBeCloseTo(1 / 7, 9);
  });

  test('stop when they are told to, and end early with what there is', () => {
    const ground = groundOf(new Float64Array(30).fill(1), townOf(6, 5));
    const asked = { zones: 3, tolerance: 0.1, ...QUICK, random: seeded(1) };
    expect(() => balancedZones(ground, { ...asked, progress: (done) => done < 1 })).toThrow(Stopped);
    // In the midst of a search, too: there are thousands of moves between two of its steps.
    let looks = 0;
    const within = { ...asked, starts: 1, moves: 20_000, progress: () => ++looks < 20 };
    expect(() => balancedZones(ground, within)).toThrow(Stopped);
    const late = balancedZones(ground, { ...asked, late: () => true });
    expect(late.partitions).toHaveLength(1);
    expect(late.bound).toBeLessThanOrEqual(late.partitions[0]!.cost);
  });

  test('of what doesn’t fit together are refused', () => {
    const ground = groundOf(new Float64Array(6).fill(1), townOf(3, 2));
    const asked = { zones: 2, tolerance: 0.1, random: seeded(1) };
    expect(() => balancedZones({ ...ground, work: new Float64Array(5) }, asked)).toThrow('5 cells');
    expect(() => balancedZones(ground, { ...asked, zones: 7 })).toThrow('7 zones of 6 cells');
    expect(() => balancedZones({ ...ground, work: new Float64Array(6).fill(-1) }, asked)).toThrow('a cell of -1');
    const apart = { ...ground, graph: { starts: new Int32Array(7), cells: new Int32Array(0) } };
    expect(() => balancedZones(apart, asked)).toThrow('hang together');
  });
});
