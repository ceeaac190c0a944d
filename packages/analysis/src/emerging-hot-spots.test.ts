import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { EMERGING_CLASSES } from './emerging-class.ts';
import { emergingHotSpots, OUTSIDE } from './emerging-hot-spots.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';
import { getisOrdGiStar } from './getis-ord-local.ts';
import { mannKendall } from './mann-kendall.ts';
import { gridNeighbours } from './neighbours.ts';
import { Stopped } from './progress.ts';

vi.setConfig({ testTimeout: 60_000 }); // cubes by the hundred, on a machine that may be busy

const nameOf = (given: number): string => `${given < 0 ? 'cold ' : ''}${EMERGING_CLASSES[Math.abs(given)]}`;

describe('emerging hot spots', () => {
  test("have the z of spdep's localG over space and time, and its trend (bench/reference/hot-spots.R)", () => {
    const [columns, rows, steps] = [6, 5, 8];
    const cube = Float64Array.from({ length: columns * rows * steps }, (_, k) => {
      const [x, y, t] = [k % columns, Math.floor(k / columns) % rows, Math.floor(k / (columns * rows))];
      return ((k * k * 5 + k * 3) % 7) + (x < 2 && y < 2 ? t : 0);
    });
    const grid = gridNeighbours({ columns, rows, cell_m: 50 }, 'queen');
    for (const [earlierSteps, first, last, trends] of [
      [
        0,
        [
          ...[-1.42139692298354, 2.1234071392248, 1.08081770916352, 1.28933559517578, 2.74896079726156],
          ...[5.45969331542087, 3.58303234131058, 4.4171038853596],
        ],
        [
          ...[-0.587325378934518, 1.28933559517578, -1.42139692298354, -1.42139692298354, 1.28933559517578],
          ...[-0.587325378934518, -1.21287903697128, -0.587325378934518],
        ],
        [2.35064038170062, 0],
      ],
      [
        1,
        [
          ...[-1.42139692298354, 0.500657173973393, 2.28517779407657, 1.69033758737551, 2.88001800077764],
          ...[5.85421903428294, 6.449059240984, 5.70550898260767],
        ],
        [
          ...[-0.587325378934518, 0.500657173973393, -0.0941830327276679, -2.02741370450611, -0.0941830327276679],
          ...[0.500657173973393, -1.28386344612979, -1.28386344612979],
        ],
        [2.59807621135332, -0.506640397104899],
      ],
      [
        2,
        [
          ...[-1.42139692298354, 0.500657173973393, 1.04721867576959, 2.63948098980521, 3.00692613919805],
          ...[5.57904218494791, 6.92634106605498, 7.90619479776921],
        ],
        [
          ...[-0.587325378934518, 0.500657173973393, -0.422561921801763, -0.912488787658879, -0.912488787658879],
          ...[-0.422561921801763, -0.300080205337484, -1.40241565351599],
        ],
        [3.34038370031141, -0.628280862437543],
      ],
    ] as const) {
      const { z, trend } = emergingHotSpots(cube, steps, grid, { earlierSteps });
      for (let t = 0; t < steps; t++) {
        expect(Math.abs(z[t * 30]! - first[t]!)).toBeLessThan(1e-12);
        expect(Math.abs(z[t * 30 + 29]! - last[t]!)).toBeLessThan(1e-12);
      }
      expect(trend[0]).toBeCloseTo(trends[0], 12);
      expect(trend[29]).toBeCloseTo(trends[1], 12);
    }
  });

  test('are Gi* over written-out lists, the false discovery rate and Mann-Kendall, for any cube, mask and shares', () => {
    const worlds = fc
      .record({
        columns: fc.integer({ min: 1, max: 5 }),
        rows: fc.integer({ min: 1, max: 4 }),
        steps: fc.integer({ min: 1, max: 6 }),
        earlierSteps: fc.integer({ min: 0, max: 3 }),
        kind: fc.constantFrom('normal' as const, 'drawn' as const),
      })
      .chain((size) => {
        const cells = size.columns * size.rows;
        const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 30));
        const share = fc.oneof(fc.constantFrom(0, 1, 1), fc.double({ min: 0.05, max: 1, noNaN: true }));
        return fc.tuple(
          fc.constant(size),
          fc.array(count, { minLength: cells * size.steps, maxLength: cells * size.steps }),
          fc.oneof(fc.constant(null), fc.array(share, { minLength: cells, maxLength: cells })),
        );
      });
    fc.assert(
      fc.property(worlds, ([{ columns, rows, steps, earlierSteps, kind }, counts, shares]) => {
        const cells = columns * rows;
        const near = (a: number, b: number): boolean =>
          Math.abs((a % columns) - (b % columns)) <= 1 &&
          Math.abs(Math.floor(a / columns) - Math.floor(b / columns)) <= 1;
        const lists = counts.map((_, at) =>
          counts.flatMap((_, other) => {
            const ago = Math.floor(at / cells) - Math.floor(other / cells);
            return other !== at && ago >= 0 && ago <= earlierSteps && near(at % cells, other % cells) ? [other] : [];
          }),
        );
        const starts = new Int32Array(counts.length + 1);
        for (const [at, list] of lists.entries()) starts[at + 1] = starts[at]! + list.length;
        const flat = getisOrdGiStar(
          counts,
          { starts, cells: Int32Array.from(lists.flat()) },
          { shares: shares && counts.map((_, at) => shares[at % cells]!), chance: kind },
        );
        const adjusted = falseDiscoveryRate(flat.p);
        const grid = gridNeighbours({ columns, rows, cell_m: 1 }, 'queen');
        const seen = emergingHotSpots(counts, steps, grid, { shares, earlierSteps, chance: kind });
        for (let i = 0; i < cells; i++) {
          const series = Array.from({ length: steps }, (_, t) => seen.z[t * cells + i]!);
          const undefinedSomewhere = series.some((z) => Number.isNaN(z));
          expect(seen.trend[i]).toBe(undefinedSomewhere ? Number.NaN : mannKendall(series).z);
          expect(seen.classes[i] === OUTSIDE).toBe(undefinedSomewhere);
        }
        flat.z.forEach((z, at) => {
          if (Number.isNaN(z)) expect(seen.z[at]).toBeNaN();
          else expect(Math.abs(seen.z[at]! - z)).toBeLessThan(1e-9);
          if (Math.abs(adjusted[at]! - 0.05) > 1e-9)
            expect(seen.states[at]! === 0 ? 0 : Math.sign(seen.states[at]!)).toBe(
              adjusted[at]! <= 0.05 ? Math.sign(z) : 0,
            );
        });
      }),
      { numRuns: 150 },
    );
  });

  test('tell the stories that were put into a cube', () => {
    const { poisson } = chance(2);
    const [side, steps] = [60, 24];
    const stories: [string, number, number, (t: number) => number][] = [
      ['new', 4, 4, (t) => (t === 23 ? 12 : 1)],
      ['consecutive', 14, 4, (t) => (t > 16 ? 12 : 1)],
      ['persistent', 24, 4, () => 9],
      ['intensifying', 4, 14, (t) => 7 + t / 2],
      ['diminishing', 14, 14, (t) => 20 - t / 2],
      ['historical', 24, 14, (t) => (t > 21 ? 1 : 9)],
      ['sporadic', 4, 24, (t) => (t % 6 > 2 ? 9 : 1)],
      ['none', 24, 24, () => 1],
    ];
    const cube = Float64Array.from({ length: side * side * steps }, (_, k) => {
      const [x, y, t] = [k % side, Math.floor(k / side) % side, Math.floor(k / (side * side))];
      const story = stories.find(([, sx, sy]) => Math.abs(x - sx) <= 1 && Math.abs(y - sy) <= 1);
      return poisson(story === undefined ? 1 : story[3](t));
    });
    const grid = gridNeighbours({ columns: side, rows: side, cell_m: 100 }, 'queen');
    for (const kind of ['normal', 'drawn'] as const) {
      const { classes } = emergingHotSpots(cube, steps, grid, {
        chance: kind,
        earlierSteps: kind === 'normal' ? 0 : 1,
      });
      for (const [story, x, y] of stories.slice(0, kind === 'normal' ? 8 : 5))
        expect(nameOf(classes[y * side + x]!), `at ${x}, ${y}`).toBe(story);
      const elsewhere = classes.filter((_, i) => {
        const [x, y] = [i % side, Math.floor(i / side)];
        return !stories.some(([, sx, sy]) => Math.abs(x - sx) <= 3 && Math.abs(y - sy) <= 3);
      });
      if (kind === 'drawn')
        expect(elsewhere.filter((given) => given > 0).length / elsewhere.length).toBeLessThan(0.005);
    }
  });

  test('are found on at most 5 % of cubes where there are none, when counts are drawn', () => {
    const { poisson, random } = chance(3);
    const grid = gridNeighbours({ columns: 15, rows: 15, cell_m: 1 }, 'queen');
    for (const draw of [() => poisson(0.3), () => (random() < 0.01 ? poisson(15) : poisson(0.2))]) {
      let any = 0;
      for (let k = 0; k < 150; k++) {
        const cube = Float64Array.from({ length: 225 * 12 }, draw);
        if (emergingHotSpots(cube, 12, grid, { chance: 'drawn' }).classes.some((given) => given !== 0)) any++;
      }
      expect(any / 150).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 150));
    }
  });

  test('are undefined outside, which a missing count makes of a cell at all steps', () => {
    const grid = gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, 'rook');
    const cube = Float64Array.from({ length: 24 }, (_, k) => (k * 7) % 5);
    cube[9] = Number.NaN; // cell 3 at step 1
    const missing = emergingHotSpots(cube, 4, grid);
    const outside = emergingHotSpots(cube, 4, grid, { shares: [1, 1, 1, 0, 1, 1] });
    expect(missing).toEqual(outside);
    expect([missing.classes[3], missing.trend[3], missing.z[3], missing.z[21]]).toEqual([OUTSIDE, NaN, NaN, NaN]);
    expect(emergingHotSpots(new Float64Array(24), 4, grid).classes).toEqual(new Int8Array(6).fill(OUTSIDE));
    expect(emergingHotSpots([], 0, grid).classes).toEqual(new Int8Array(6).fill(OUTSIDE));
    expect(emergingHotSpots([], 5, gridNeighbours({ columns: 0, rows: 0, cell_m: 1 }, 'rook')).classes.length).toBe(0);
  });

  test('tell how far they are, stop when told to, and refuse what fits nothing', () => {
    const grid = gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, 'rook');
    const cube = Float64Array.from({ length: 24 }, (_, k) => (k * 7) % 5);
    const told: number[] = [];
    emergingHotSpots(cube, 4, grid, { progress: (done, of) => told.push(done / of) > 0 });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect([told[0], told.at(-1)]).toEqual([0, 1]);
    let asked = 0;
    expect(() => emergingHotSpots(cube, 4, grid, { progress: () => ++asked < 3 })).toThrow(Stopped);
    expect(asked).toBe(3);
    expect(() => emergingHotSpots(cube, 5, grid)).toThrow('24 counts, not 5 steps of 6 cells');
    expect(() => emergingHotSpots(cube, 4, grid, { level: 0 })).toThrow('a level of 0');
    expect(() => emergingHotSpots(cube, 4, grid, { earlierSteps: -1 })).toThrow('-1 earlier steps');
    expect(() => emergingHotSpots(cube, 4, grid, { shares: [1] })).toThrow('6 cells and 1 shares');
  });
});
