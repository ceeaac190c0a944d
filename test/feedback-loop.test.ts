import { seeded } from '@lagesbild/analysis';
import * as contract from '@lagesbild/contract';
import { buildColumns, NO_DAY, NO_REPORT, resolveCriteria, Store } from '@lagesbild/incidents';
import { describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

/**
 * The feedback loop of patrols that go where incidents are recorded, and record what they find there: counts then measure where
 * patrols have been. The guard is the filter's default: what police discover isn't counted unless it is asked for.
 *
 * Eight places over eight years. In each, residents report their share of what happens, patrol or not; the patrol, in one
 * place a week, finds some more of what happens there.
 *
 * @see Ensign, Friedler, Neville, Scheidegger & Venkatasubramanian (2018), Runaway Feedback Loops in Predictive Policing, PMLR 81
 */
const RATES = [30, 31, 32, 33, 34, 35, 36, 37]; // incidents a week: no place has a quarter more than another
const WEEKS = 400;
const WEEKS_BETWEEN_PLANS = 40;
const REPORTED = 0.3;
const FOUND_ON_PATROL = 0.6;
const HEADER = { dataVersion: 1, srid: 3006, proj4: '+proj=utm +zone=33', categories: ['damage'] };
const GRID = { west_m: 0, south_m: 0, cell_m: 100, columns: RATES.length, rows: 1 };

type Filter = Parameters<typeof resolveCriteria>[0];
const GUARDED: Filter = {};
const NAIVE: Filter = { discovery: contract.DISCOVERIES };

/** Incidents per place, as the product counts them under a filter. */
function counted(places: readonly number[], weeks: readonly number[], discoveries: readonly number[], filter: Filter) {
  const all = (value: number): number[] => places.map(() => value);
  const rows = {
    ...{ x: places.map((place) => place * 10_000 + 5000), y: all(5000), minute: weeks.map((week) => week * 10_080) },
    ...{ duration_min: all(0), registered: all(NO_DAY), report: all(NO_REPORT), row: places.map((_, i) => i + 1) },
    ...{ time_precision: all(0), precision: all(0), unit: all(0), category: all(0), discovery: [...discoveries] },
  };
  const polygons = new Map<string, never>();
  const toMercator = (x: Int32Array, y: Int32Array) => ({ x: Uint32Array.from(x), y: Uint32Array.from(y) });
  const store = Store.build(buildColumns(rows, HEADER), { polygons, toMercator });
  return store.grid(resolveCriteria(filter, { ...HEADER, polygons, vocabulary: contract }), GRID);
}

/** Sends the patrol to a first place, then where the count is highest. @returns the count per place in the end, and the patrols */
function patrol(filter: Filter, first: number): { counts: Uint32Array; patrols: number[] } {
  const random = seeded(first);
  const binomial = (n: number, p: number): number => {
    let hits = 0;
    for (let i = 0; i < n; i++) hits += random() < p ? 1 : 0;
    return hits;
  };
  const [places, weeks, discoveries]: [number[], number[], number[]] = [[], [], []];
  const record = (n: number, place: number, week: number, by: 'resident_reported' | 'police_discovered'): void => {
    for (let i = 0; i < n; i++) {
      places.push(place);
      weeks.push(week);
      discoveries.push(contract.DISCOVERIES.indexOf(by));
    }
  };
  const patrols = RATES.map(() => 0);
  let planned = first;
  for (let week = 0; week < WEEKS; week++) {
    if (week > 0 && week % WEEKS_BETWEEN_PLANS === 0) {
      const counts = counted(places, weeks, discoveries, filter);
      planned = counts.indexOf(Math.max(...counts));
    }
    patrols[planned]!++;
    for (const [place, rate] of RATES.entries()) {
      const happened = binomial(rate * 4, 0.25); // its mean is the rate
      record(binomial(happened, REPORTED), place, week, 'resident_reported');
      if (place === planned) record(binomial(happened, FOUND_ON_PATROL), place, week, 'police_discovered');
    }
  }
  return { counts: counted(places, weeks, discoveries, filter), patrols };
}

const rateOf = (count: number): number => count / WEEKS / REPORTED;

describe('patrols sent where incidents are recorded', () => {
  const firsts = [0, 4];

  test('run away when their own finds are counted: the first place is never left, and its count triples', () => {
    for (const first of firsts) {
      const { counts, patrols } = patrol(NAIVE, first);
      expect(patrols[first]).toBe(WEEKS);
      expect(rateOf(counts[first]!) / RATES[first]!).toBeGreaterThan(2.5);
      for (const [place, count] of counts.entries())
        if (place !== first) expect(count).toBeLessThan(counts[first]! / 2);
    }
  });

  test('learn the true rates within 5 % when they are not, as the filter has it by default', () => {
    for (const first of firsts) {
      const { counts, patrols } = patrol(GUARDED, first);
      for (const [place, rate] of RATES.entries())
        expect(Math.abs(rateOf(counts[place]!) / rate - 1)).toBeLessThan(0.05);
      const last = RATES.length - 1;
      expect(patrols.indexOf(Math.max(...patrols))).toBeGreaterThanOrEqual(last - 1); // where most really happens
    }
  });
});
