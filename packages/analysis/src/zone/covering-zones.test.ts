import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Stopped } from '../progress.ts';
import { Contiguity } from './contiguity.ts';
import { coveringZones } from './covering-zones.ts';
import { coversOf } from './covers.ts';
import { seeded, townOf, unevenWork } from './zone.testing.ts';

type Town = ReturnType<typeof townOf>;
const covers = ({ x, y, graph }: Town, radius_m: number) => coversOf(x, y, graph, radius_m);

/** What the best so many zones cover, by trying all. */
function most(weight: Float64Array, { starts, cells }: ReturnType<typeof coversOf>, zones: number): number {
  let best = 0;
  const from = (first: number, left: number, within: ReadonlySet<number>): void => {
    best = Math.max(
      best,
      [...within].reduce((sum, cell) => sum + weight[cell]!, 0),
    );
    if (left === 0) return;
    for (let j = first; j < weight.length; j++)
      from(j + 1, left - 1, new Set([...within, ...cells.subarray(starts[j]!, starts[j + 1]!)]));
  };
  from(0, zones, new Set());
  return best;
}

describe('zones that cover', () => {
  test('are a given case’s: of five cells in a row the zone of three that holds most', () => {
    const town = townOf(5, 1);
    const { coverings, bound } = coveringZones(Float64Array.of(9, 1, 5, 5, 0), covers(town, 100), town.graph, {
      ...{ zones: 1, random: seeded(1) },
    });
    expect([...coverings[0]!.zoneOf]).toEqual([0, 0, 0, -1, -1]);
    expect([coverings[0]!.covered, bound]).toEqual([15, 15]);
    expect(coverings.slice(1).map(({ covered }) => covered)).toEqual([10]); // without a middle there: cells 2, 3, 4
  });

  test('are the best there are where all can be tried, and the bound is above', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = seeded(seed);
      const town = townOf(6, 5);
      const weight = town.x.map(() => Math.floor(random() * 12));
      const near = covers(town, 150);
      const { coverings, bound } = coveringZones(weight, near, town.graph, { zones: 3, random });
      const best = most(weight, near, 3);
      expect(coverings[0]!.covered).toBe(best);
      expect(bound).toBeGreaterThanOrEqual(best);
      expect(bound).toBeLessThanOrEqual(best * 1.05);
    }
  });

  test('of any town hold what they say, never more than the bound, whatever the order of the cells', () => {
    const towns = fc.record({
      columns: fc.integer({ min: 1, max: 9 }),
      rows: fc.integer({ min: 1, max: 8 }),
      zones: fc.integer({ min: 1, max: 5 }),
      radius_m: fc.constantFrom(0, 100, 150, 250),
      seed: fc.integer({ min: 0, max: 1e6 }),
    });
    fc.assert(
      fc.property(towns, ({ columns, rows, zones, radius_m, seed }) => {
        const random = seeded(seed);
        const town = townOf(
          columns,
          rows,
          Array.from({ length: columns * rows }, () => (random() < 0.8 ? 1 : 0)),
        );
        const weight = town.x.map(() => (random() < 0.3 ? 0 : random()));
        const { coverings, bound } = coveringZones(weight, covers(town, radius_m), town.graph, {
          ...{ zones, random, shakes: 10, steps: 200 },
        });
        for (const { centres, zoneOf, covered } of coverings) {
          expect(centres.length).toBeLessThanOrEqual(zones);
          let held = 0;
          for (let cell = 0; cell < zoneOf.length; cell++) if (zoneOf[cell]! >= 0) held += weight[cell]!;
          expect(held).toBeCloseTo(covered, 9);
          expect(covered).toBeLessThanOrEqual(coverings[0]!.covered + 1e-9);
          expect(covered).toBeLessThanOrEqual(bound + 1e-9);
          for (const [zone, centre] of centres.entries()) expect(zoneOf[centre]).toBe(zone);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('hang together where the town does, and two towns apart share none', () => {
    const town = townOf(20, 15);
    const weight = unevenWork(town, 60, seeded(3));
    const { coverings, bound } = coveringZones(weight, covers(town, 250), town.graph, {
      ...{ zones: 6, random: seeded(3) },
    });
    expect([...new Contiguity(town.graph).pieces(coverings[0]!.zoneOf, 6)]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(bound / coverings[0]!.covered - 1).toBeLessThan(0.01);
    expect(coverings).toHaveLength(3);
    // A wall of cells outside between two columns: a zone doesn't reach through it.
    const apart = townOf(3, 3, [1, 0, 1, 1, 0, 1, 1, 0, 1]);
    const near = coversOf(apart.x, apart.y, townOf(1, 6).graph, 1000);
    expect(near.cells.length).toBeGreaterThan(0);
    const left = coversOf(apart.x, apart.y, { starts: new Int32Array(7), cells: new Int32Array(0) }, 1000);
    expect([...left.cells]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('of nothing are none, and work is given up when told', () => {
    const town = townOf(4, 4);
    const near = covers(town, 100);
    expect(coveringZones(new Float64Array(16), near, town.graph, { zones: 2, random: seeded(1) })).toEqual({
      ...{ coverings: [], bound: 0 },
    });
    const weight = new Float64Array(16).fill(1);
    expect(() =>
      coveringZones(weight, near, town.graph, { zones: 2, random: seeded(1), progress: () => false }),
    ).toThrow(Stopped);
    expect(() => coveringZones(weight, near, town.graph, { zones: 0, random: seeded(1) })).toThrow('0 zones');
    expect(() => coveringZones(new Float64Array(3), near, town.graph, { zones: 1, random: seeded(1) })).toThrow(
      '3 cells',
    );
  });
});
