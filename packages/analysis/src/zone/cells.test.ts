import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inRegion, ringArea } from '../region.ts';
import { cellOutline } from './cell-outline.ts';
import { Contiguity } from './contiguity.ts';
import { DOSAGE, dosageOf } from './dosage.ts';
import { townOf } from './zone.testing.ts';

test('cells touch by their sides, and parts of an area that lie apart are joined where they are nearest', () => {
  // ■ □ ■   two parts, 200 m from each other
  // ■ □ □
  const { graph, gaps_m, place, x, y } = townOf(3, 2, [1, 0, 0, 1, 0, 1]);
  expect([...place]).toEqual([0, 3, 5]);
  expect([...x, ...y]).toEqual([50, 50, 250, 50, 150, 150]);
  expect(gaps_m).toEqual([200]);
  const of = (cell: number) => [...graph.cells.subarray(graph.starts[cell]!, graph.starts[cell + 1]!)];
  expect([of(0), of(1), of(2)]).toEqual([[1], [0, 2], [1]]);
  expect([...townOf(0, 0).place]).toEqual([]);
});

test('a cell may leave its zone where the rest hangs together, as counting pieces says', () => {
  const some = fc.record({
    columns: fc.integer({ min: 1, max: 6 }),
    zoneOf: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 36 }),
  });
  fc.assert(
    fc.property(some, ({ columns, zoneOf }) => {
      const rows = Math.floor(zoneOf.length / columns);
      fc.pre(rows > 0);
      const own = Int32Array.from(zoneOf.slice(0, columns * rows));
      const contiguity = new Contiguity(townOf(columns, rows).graph);
      const before = contiguity.pieces(own, 4);
      for (let cell = 0; cell < own.length; cell++) {
        const zone = own[cell]!;
        if (before[zone] !== 1) continue;
        const without = own.slice();
        without[cell] = 3;
        expect(contiguity.canLeave(own, cell)).toBe(contiguity.pieces(without, 3 + 1)[zone] === 1);
      }
    }),
  );
});

test('an outline holds the middles of its cells and no others, and its rings never touch themselves', () => {
  const some = fc.record({
    columns: fc.integer({ min: 1, max: 7 }),
    within: fc.array(fc.boolean(), { minLength: 1, maxLength: 49 }),
  });
  fc.assert(
    fc.property(some, ({ columns, within }) => {
      const cells = within.flatMap((held, at) => (held ? [at] : []));
      const parts = cellOutline(cells, columns);
      const region = { parts: parts.map((rings) => rings.map((ring) => Float64Array.from(ring.flat()))) };
      for (const [at, held] of within.entries())
        expect(inRegion(region, (at % columns) + 0.5, Math.floor(at / columns) + 0.5)).toBe(held);
      for (const ring of parts.flat()) {
        const corners = ring.slice(1).map((corner) => corner.join());
        expect(new Set(corners).size).toBe(corners.length);
        expect(ring[0]).toEqual(ring.at(-1));
      }
    }),
  );
});

test('a square with a hole is a ring anticlockwise and the hole in it clockwise, without corners on straight lines', () => {
  const [part, ...others] = cellOutline([0, 1, 2, 3, 5, 6, 7, 8], 3);
  expect(others).toEqual([]);
  const regions = part!.map((ring) => Float64Array.from(ring.flat()));
  expect(regions.map((ring) => [ring.length / 2, ringArea(ring)])).toEqual([
    [5, 9],
    [5, -1],
  ]);
});

test('presence is visits of a dozen minutes, one every two hours', () => {
  expect(dosageOf(8)).toEqual({ visits: 4, minutes: 52 });
  expect(dosageOf(0)).toEqual({ visits: 0, minutes: 0 });
  expect(dosageOf(9, 10, 120)).toEqual({ visits: 5, minutes: 50 });
  expect(DOSAGE.visit_min).toBeGreaterThanOrEqual(DOSAGE.visit_least_min);
  expect(DOSAGE.visit_min).toBeLessThanOrEqual(DOSAGE.visit_most_min);
});
