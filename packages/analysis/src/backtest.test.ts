import { describe, expect, test, vi } from 'vitest';
import { type BacktestOptions, backtest } from './backtest.ts';
import { ratioInterval } from './bootstrap.ts';
import type { CellDays, Past } from './cell-days.ts';
import { type Chance, chance } from './chance.testing.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

const CELLS = 100;
const YEARS = 3;

/** Three years in which a cell's rate falls by its number; in the last, what was quiet is busy if it `moves`. */
function world(random: Chance, moves: boolean): CellDays & { cell: number[]; day: number[] } {
  const [cell, day]: [number[], number[]] = [[], []];
  for (let at = 0; at < CELLS; at++)
    for (let year = 0; year < YEARS; year++) {
      const rank = moves && year === 2 ? CELLS - 1 - at : at;
      for (let left = random.poisson(120 / (1 + rank / 4)); left > 0; left--) {
        cell.push(at);
        day.push(year * 365 + random.whole(365));
      }
    }
  return { cell, day };
}

const lately = ({ cell, day, origin }: Past): Float64Array => {
  const scores = new Float64Array(CELLS);
  for (let i = 0; i < cell.length; i++) if (day[i]! >= origin - 56) scores[cell[i]!]!++;
  return scores;
};
const nothing = (): Float64Array => new Float64Array(CELLS);
const ask = (incidents: CellDays, change: Partial<BacktestOptions> = {}): ReturnType<typeof backtest> =>
  backtest(incidents, {
    ...{ method: lately, cells: CELLS, from: 730, to: 730 + 13 * 28, random: chance(1).random, resamples: 499 },
    ...change,
  });

describe('a backtest', () => {
  test('lets a forecast earn its place that follows what moves, and only then', () => {
    const moved = ask(world(chance(5), true));
    expect(moved.origins.length).toBe(13);
    expect(moved.earnsItsPlace).toBe(true);
    expect(moved.low).toBeGreaterThan(0.05);
    const still = ask(world(chance(5), false));
    expect(still.earnsItsPlace).toBe(false);
    expect(still.peiStar.baseline).toBeGreaterThan(0.6);
  });

  test('finds no difference between the baseline and itself, and a guess no better than its share of the area', () => {
    const incidents = world(chance(8), false);
    const lastYear = ({ cell, day, origin }: Past): Float64Array => {
      const scores = new Float64Array(CELLS);
      for (let i = 0; i < cell.length; i++) if (day[i]! >= origin - 365) scores[cell[i]!]!++;
      return scores;
    };
    const same = ask(incidents, { method: lastYear });
    expect([same.difference, same.low, same.high, same.earnsItsPlace]).toEqual([0, 0, 0, false]);
    expect(same.method).toEqual(same.baseline);
    const guess = ask(incidents, { method: nothing, share: 0.1 });
    guess.method.pai.forEach((value) => {
      expect(value).toBeCloseTo(1, 12); // all cells equal: a tenth of the area holds a tenth of the incidents
    });
  });

  test('never shows the future: changing it changes no answer before, and what is registered late isn’t known', () => {
    const incidents = world(chance(3), true);
    const watched = (of: CellDays): Past[] => {
      const seen: Past[] = [];
      ask(of, {
        method: (past) => {
          seen.push(past);
          return nothing();
        },
      });
      return seen;
    };
    const origin = 730 + 28 * 5;
    const elsewhere = incidents.cell.map((at, i) => (incidents.day[i]! >= origin ? (at * 31 + 7) % CELLS : at));
    const [before, after] = [watched(incidents), watched({ cell: elsewhere, day: incidents.day })];
    expect(after.slice(0, 6)).toEqual(before.slice(0, 6));
    expect(after[6]).not.toEqual(before[6]);
    for (const past of before) expect(past.day.every((day) => day < past.origin)).toBe(true);

    const registered = incidents.day.map((day, i) => (i % 2 === 0 ? day + 90 : day));
    const late = watched({ ...incidents, registered });
    const known = incidents.day.filter((day, i) => day < 730 && registered[i]! < 730).length;
    expect(late[0]!.day.length).toBe(known);
    expect(known).toBeLessThan(before[0]!.day.length);
    const unknown = watched({ ...incidents, registered: incidents.day.map(() => Number.NaN) });
    expect(unknown[0]!.day.length).toBe(before[0]!.day.length);
  });

  test('takes a study area made of the past as missed what happens elsewhere, and a fixed one as not in question', () => {
    const cell = [0, 0, 1, 1, 2, 2, 2, -1];
    const day = [1, 50, 2, 40, 41, 42, 43, 44];
    const options = { method: () => [1, 0, 0], from: 30, to: 58, share: 0.5 } as const;
    const seen = ask({ cell, day }, { ...options, cells: 3, seenCellsOnly: true });
    expect([seen.incidents[0], seen.outside[0]]).toEqual([6, 4]);
    expect(seen.method.hits[0]).toBe(1); // one of the two cells that had been seen
    expect(seen.method.pai[0]).toBeCloseTo(1 / 6 / 0.5, 14);
    const fixed = ask({ cell, day }, { ...options, cells: [1, 1, 0] });
    expect([fixed.incidents[0], fixed.outside[0], fixed.method.pai[0]]).toEqual([2, 4, 1]);
  });

  test('tells how far it is and stops when asked, with what was done', () => {
    const told: number[] = [];
    const seen = ask(world(chance(2), true), {
      progress: (done, of) => {
        told.push(done, of);
        return done < 2;
      },
    });
    expect(told).toEqual([1, 13, 2, 13]);
    expect([seen.origins.length, seen.method.hits.length]).toEqual([2, 2]);
    expect([seen.low, seen.earnsItsPlace]).toEqual([Number.NaN, false]);
  });

  test('of nothing is unknown and earns nothing', () => {
    const seen = ask({ cell: [], day: [] });
    expect([seen.peiStar.method, seen.difference, seen.low]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(seen.earnsItsPlace).toBe(false);
    expect(seen.method.pai.every(Number.isNaN)).toBe(true);
  });

  test('is refused with one clear sentence', () => {
    const one = { cell: [0], day: [1] };
    expect(() => ask({ cell: [0], day: [] })).toThrow('1 cells, 0 days and 1 registrations');
    expect(() => ask({ ...one, registered: [] })).toThrow('1 cells, 1 days and 0 registrations');
    for (const cell of [CELLS, -2, 0.5, Number.NaN])
      expect(() => ask({ cell: [cell], day: [1] })).toThrow(`incident 0 is in cell ${cell} of ${CELLS}`);
    expect(() => ask(one, { to: 735 })).toThrow('from day 730 to day 735 there is no window of 28 days');
    expect(() => ask(one, { from: Number.NaN })).toThrow('from day NaN');
    expect(() => ask(one, { horizon_days: 0 })).toThrow('windows of 0 days');
    for (const share of [0, 1, -0.1, Number.NaN]) expect(() => ask(one, { share })).toThrow(`a share of ${share} of`);
    expect(() => ask(one, { cells: 0 })).toThrow('0 cells');
    expect(() => ask(one, { method: () => [1, 2] })).toThrow(`the method scored 2 of ${CELLS} cells`);
  });
});

describe('the bootstrap interval of a ratio over windows', () => {
  test('of 95 % covers the true one 93–97 % of the time, from eight windows', () => {
    const random = chance(4);
    for (const windows of [8, 13, 26]) {
      let covered = 0;
      const rounds = 1000;
      for (let round = 0; round < rounds; round++) {
        const best = Float64Array.from({ length: windows }, () => 20 + random.poisson(10));
        const above = best.map((n) => random.binomial(n, 0.5) - random.binomial(n, 0.42));
        const [low, high] = ratioInterval(above, best, { resamples: 399, level: 0.95, random: random.random });
        if (low <= 0.08 && 0.08 <= high) covered++;
      }
      expect(covered / rounds).toBeGreaterThan(0.93);
      expect(covered / rounds).toBeLessThan(0.97);
    }
  });
});
