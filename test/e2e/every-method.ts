import { isoDay } from '../../packages/incidents/src/criteria.ts';
import type { Methods } from '../../packages/incidents/src/method/method.ts';
import { answerTo, onDays, town } from '../../packages/incidents/src/method/town.testing.ts';
import { spread } from '../../packages/incidents/src/perception/said.testing.ts';
import { EVERYTHING } from '../../packages/incidents/src/testing.ts';

const FIRST_DAY = 20_000;
const DAYS = 1200;

/** What people say of the same town, much of it where little is recorded. */
const SAID = spread(600, 80, [-120_000, 90_000]);

const ASKED: { readonly [M in keyof Methods]: Methods[M]['parameters'] } = {
  gistar: { cell_m: 100, reach_m: 200, fdr: 0.05 },
  emerging: { cell_m: 200, reach_m: 400, step_days: 28, step_months: 0, steps: 24, fdr: 0.05 },
  moran: { cell_m: 200, reach_m: 400, permutations: 999, fdr: 0.05, seed: 7 },
  clusters: { eps_m: 80, min_points: 12 },
  'near-repeat': { band_m: 200, bands: 3, band_days: 7, time_bands: 3, permutations: 99, seed: 7 },
  hours: {},
  compare: { years: 2, level: 0.95 },
  trend: { months: 1, level: 0.95 },
  harm: { cell_m: 200 },
  accuracy: {
    ...{ cell_m: 200, bandwidth_m: 200, memory_days: 365, horizon_days: 28, windows: 9, share: 0.05, seed: 7 },
  },
  hexagons: { side_m: 150 },
  bandwidth: { cell_m: 100, bandwidth_m: 200 },
  'gap-map': { cell_m: 200, fdr: 0.05, channel: 0 },
  silence: { k: 5, level: 0.95 },
};

/** What every method answers about some made-up incidents: run where it is called, in node or in a browser. */
export function everyAnswer(): Record<string, unknown> {
  const rows = onDays(town(3000, 500, [50_000, -80_000], 11), (i) => FIRST_DAY + ((i * 31) % DAYS)).map((row, i) => ({
    ...row,
    registered: Math.floor(row.minute / 1440) + (i % 20),
    precision: i % 40 === 0 ? 3 : 0,
    time_precision: i % 25 === 0 ? 2 : 0,
  }));
  const period = { from: isoDay(FIRST_DAY + 1100), to: isoDay(FIRST_DAY + 1150) };
  return Object.fromEntries(
    Object.entries(ASKED).map(([method, parameters]) => {
      const filter = method === 'compare' ? { ...EVERYTHING, ...period } : EVERYTHING;
      const answer = answerTo(method as keyof Methods, parameters as never, rows, filter, SAID);
      return [method, JSON.parse(JSON.stringify(answer, plainly))];
    }),
  );
}

/** JSON has neither typed arrays nor NaN. */
function plainly(_name: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Numbers that are the same but for rounding. */
const CLOSE = 1e-10;

/** Where two answers say different things: the first such place, or null. */
export function difference(one: unknown, other: unknown, at = ''): string | null {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= CLOSE * Math.max(1, Math.abs(one)) ? null : `${at}: ${one} and ${other}`;
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other ? null : `${at}: ${one} and ${other}`;
  const names = Object.keys(one);
  if (names.join() !== Object.keys(other).join()) return `${at}: ${names} and ${Object.keys(other)}`;
  for (const name of names) {
    const found = difference(Reflect.get(one, name), Reflect.get(other, name), `${at}.${name}`);
    if (found !== null) return found;
  }
  return null;
}
