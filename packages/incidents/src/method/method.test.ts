import { getisOrdG, getisOrdGi, getisOrdGiStar, gridNeighbours, knox } from '@lagesbild/analysis';
import { describe, expect, test } from 'vitest';
import { NO_POSITION } from '../columns.ts';
import { dayNumber } from '../criteria.ts';
import { criteriaOf, EVERYTHING, type Row, randomRows, square } from '../testing.ts';
import { finish, type Methods, startMethod } from './method.ts';
import { joinNearRepeats, shareOut } from './near-repeat.ts';
import { type StudyPolygon, studyRegion } from './study.ts';
import { answerTo, questionOf, town } from './town.testing.ts';

const GISTAR: Methods['gistar']['parameters'] = { cell_m: 100, reach_m: 200, fdr: 0.05 };
const ask = (rows: readonly Row[], filter = EVERYTHING) => answerTo('gistar', GISTAR, rows, filter);

/** 4 × 4 km round the origin. */
const TOWN = square(-200_000, -200_000, 400_000);

describe('what is studied', () => {
  const built = new Map<string, StudyPolygon>([
    ['built', { polygon: square(0, 0, 100_000), by_default: true }],
    ['airport', { polygon: square(300_000, 0, 100_000), by_default: false }],
  ]);
  const eastOf = (filter: object): number =>
    Math.max(
      ...studyRegion(filter, built, TOWN)
        .parts.flat()
        .flatMap((ring) => [...ring].filter((_, i) => i % 2 === 0)),
    );
  test('is the built-up area by default, the areas or places that are named, else the whole area', () => {
    expect(eastOf({})).toBe(1000);
    expect(eastOf({ areas: ['airport'] })).toBe(4000);
    expect(eastOf({ areas: ['airport'], places: ['built'] })).toBe(1000);
    expect(Math.max(...studyRegion({}, new Map(), TOWN).parts[0]![0]!)).toBe(2000);
  });
});

describe('cells that stand out', () => {
  test('are those where incidents were planted, as one spot with its count, and nothing where none were', () => {
    const planted = ask(town(1500, 120, [50_000, -80_000]));
    expect(planted.spots).toHaveLength(1);
    const [spot] = planted.spots;
    expect(spot!.count).toBeGreaterThanOrEqual(120);
    expect(Math.hypot(spot!.x - 500, spot!.y + 800)).toBeLessThan(120);
    expect(spot!.expected).toBeLessThan(spot!.count / 3);
    expect(spot!.p).toBeLessThanOrEqual(0.05);
    expect(ask(town(1500, 0, [0, 0])).spots).toEqual([]);
  });

  test('count every incident once: in the study area, outside it, or too coarse', () => {
    const rows = randomRows(800, 3, { places: 60 });
    const filter = { ...EVERYTHING, areas: ['east'] };
    for (const asked of [EVERYTHING, filter]) {
      const { n, refused, counts } = ask(rows, asked);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
      expect(n + refused.coarse + refused.outside).toBe(questionOf(rows, asked).store.tally(criteriaOf(asked)).n);
    }
  });

  test('are never made by incidents that are only known to a municipality’s middle', () => {
    const coarse = town(400, 300, [0, 0]).map((row, i) => (i < 300 ? { ...row, x: 0, y: 0, precision: 3 } : row));
    const { spots, refused, n } = ask(coarse);
    expect([spots, refused.coarse, n]).toEqual([[], 300, 100]);
  });

  test('say in which hours of the week their incidents were, and how many there were the same weeks a year before', () => {
    const late = dayNumber('from', '2026-06-01')!;
    const rows = town(1500, 120, [50_000, -80_000]).map((row, i) => ({
      ...row,
      // Planted ones on a Monday at 22; every fourth of them 364 days earlier.
      minute: (late - (i % 4 === 0 ? 364 : 0)) * 1440 + (i < 120 ? 22 * 60 : (row.minute % 1440) + 1440),
      time_precision: 0,
    }));
    const { spots } = ask(rows, { ...EVERYTHING, from: '2026-06-01', to: '2026-06-03' });
    const [spot] = spots;
    expect(spots).toHaveLength(1);
    expect(spot!.hours[22]).toBeGreaterThanOrEqual(90);
    expect(spot!.hours.reduce((sum, n) => sum + n, 0)).toBe(spot!.count);
    expect(spot!.before).toBeGreaterThanOrEqual(30);
    expect(spot!.before).toBeLessThan(40);
    expect(ask(rows).spots[0]!.before).toBeNull();
  });

  test('are told with their own cell or without it, and whether counts lie together on the whole', () => {
    const rows = town(1500, 120, [50_000, -80_000]);
    const withOwn = ask(rows);
    const without = answerTo('gistar', { ...GISTAR, own: 0 }, rows);
    const { counts, shares, raster } = withOwn;
    const neighbours = gridNeighbours(raster, GISTAR.reach_m);
    expect([...withOwn.z]).toEqual([...getisOrdGiStar(counts, neighbours, { shares, chance: 'drawn' }).z]);
    expect([...without.z]).toEqual([...getisOrdGi(counts, neighbours, { shares, chance: 'drawn' }).z]);
    const { g, z, p } = getisOrdG(
      counts.map((count, cell) => (shares[cell]! > 0 ? count : Number.NaN)),
      neighbours,
    );
    expect(withOwn.together).toMatchObject({ g, z, p });
    expect(z).toBeGreaterThan(5);
    expect(ask([]).together).toEqual({ g: null, expected: null, z: null, p: null });
  });

  test('of no incidents are none, and nothing can be judged', () => {
    const { n, spots, z } = ask([]);
    expect([n, spots.length]).toEqual([0, 0]);
    expect(z.every(Number.isNaN)).toBe(true);
  });
});

describe('near repeats', () => {
  const usual = { band_m: 100, bands: 3, band_days: 7, time_bands: 2, permutations: 99, seed: 1 };
  const rows = town(300, 40, [0, 0], 9).map((row, i) => ({ ...row, time_precision: i % 10 === 0 ? 3 : 0 }));

  test('are those of the kernel on the incidents whose day is known, whatever the steps', () => {
    const work = startMethod('near-repeat', questionOf(rows), usual);
    const steps: number[] = [];
    const answer = finish(work, ({ done }) => steps.push(done) > 0)!;
    expect(answer.n + answer.refused.dayless).toBe(300);
    expect(answer.refused.dayless).toBe(30);
    expect(steps).toEqual([0, 24, 48, 72, 96]);
    const known = rows.filter(({ time_precision }) => time_precision === 0);
    const direct = knox(
      known.map(({ x }) => x / 100),
      known.map(({ y }) => y / 100),
      known.map(({ minute }) => Math.floor(minute / 1440)),
      { distances: [0, 100, 200, 300], times: [0, 7, 14], metric: 'euclidean', permutations: 99, seed: 1 },
    );
    expect([...answer.observed]).toEqual([...direct.observed]);
    expect([...answer.expected]).toEqual([...direct.expected]);
    // Rows lie in another order in the store, so other permutations were drawn: the same p within their own noise.
    for (const [at, p] of answer.p.entries()) expect(Math.abs(p - direct.p[at]!)).toBeLessThan(0.2);
  });

  test.each([1, 2, 3, 7, 200])('are the same drawn in %i parts', (parts) => {
    const shares = shareOut(usual.permutations, parts);
    expect(shares.reduce((sum, share) => sum + share.permutations, 0)).toBe(usual.permutations);
    const answers = shares.map((share) => answerTo('near-repeat', { ...usual, ...share }, rows));
    const whole = answerTo('near-repeat', usual, rows);
    const joined = joinNearRepeats(answers);
    expect([joined.permutations, [...joined.p]]).toEqual([99, [...whole.p]]);
    expect([joined.n, joined.observed]).toEqual([whole.n, whole.observed]);
  });

  test('are given up when nobody wants them any more', () => {
    let asked = 0;
    expect(finish(startMethod('near-repeat', questionOf(rows), usual), () => ++asked < 3)).toBeNull();
    expect(asked).toBe(3);
  });

  test('leave out what has no place', () => {
    const lost = rows.map((row, i) => (i % 2 === 0 ? { ...row, x: NO_POSITION, y: NO_POSITION } : row));
    const { n, refused } = finish(startMethod('near-repeat', questionOf(lost), usual))!;
    expect([n, refused.coarse]).toEqual([150, 150]);
  });
});

test('every method answers about no incidents at all, and about those nobody knows the place of', () => {
  const nowhere = town(40, 0, [0, 0]).map((row) => ({ ...row, x: NO_POSITION, y: NO_POSITION, precision: 4 }));
  for (const rows of [[], nowhere])
    for (const method of Object.keys(USUAL) as (keyof Methods)[]) {
      const { n, refused } = answerTo(method, USUAL[method] as never, rows);
      const anywhere = ['hours', 'compare', 'trend'].includes(method);
      if (!anywhere) expect([method, n, refused.coarse]).toEqual([method, 0, rows.length === 0 ? 0 : refused.coarse]);
      expect(n + Object.values(refused).reduce((sum, left) => sum + left, 0)).toBeLessThanOrEqual(rows.length);
    }
});

const USUAL: { readonly [M in keyof Methods]: Methods[M]['parameters'] } = {
  gistar: GISTAR,
  emerging: { cell_m: 400, reach_m: 400, step_days: 2, step_months: 0, steps: 10, fdr: 0.05 },
  moran: { cell_m: 400, reach_m: 400, permutations: 99, fdr: 0.05, seed: 1 },
  clusters: { eps_m: 100, min_points: 5 },
  'near-repeat': { band_m: 100, bands: 2, band_days: 7, time_bands: 2, permutations: 19, seed: 1 },
  hours: {},
  compare: { years: 2, level: 0.95 },
  trend: { months: 1, level: 0.95 },
  harm: { cell_m: 400 },
  accuracy: { cell_m: 400, bandwidth_m: 400, memory_days: 10, horizon_days: 2, windows: 4, share: 0.05, seed: 1 },
  hexagons: { side_m: 200 },
  bandwidth: { cell_m: 400, bandwidth_m: 400 },
  'gap-map': { cell_m: 400, fdr: 0.05, channel: 0 },
  silence: { k: 5, level: 0.95 },
};

test('an incident known to a municipality’s middle is in no cell, whatever the method', () => {
  const rows = town(300, 200, [0, 0]).map((row, i) => (i < 200 ? { ...row, x: 0, y: 0, precision: 3 } : row));
  for (const method of [
    'gistar',
    'emerging',
    'moran',
    'clusters',
    'near-repeat',
    'harm',
    'accuracy',
    'hexagons',
    'bandwidth',
    'gap-map',
  ] as const) {
    const { n, refused } = answerTo(method, USUAL[method] as never, rows);
    const all = n + refused.coarse + refused.outside + refused.dayless;
    expect([method, refused.coarse, n <= 100]).toEqual([method, method === 'emerging' ? refused.coarse : 200, true]);
    expect(all).toBeLessThanOrEqual(300);
  }
});
