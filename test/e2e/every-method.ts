import { isoDay } from '../../packages/incidents/src/criteria.ts';
import type { Methods } from '../../packages/incidents/src/method/method.ts';
import { answerTo, onDays, town } from '../../packages/incidents/src/method/town.testing.ts';
import { EVERYTHING } from '../../packages/incidents/src/testing.ts';

const FIRST_DAY = 20_000;
const DAYS = 1200;
const DIGITS = new Float64Array(1);

const ASKED: { readonly [M in keyof Methods]: Methods[M]['parameters'] } = {
  gistar: { cell_m: 100, reach_m: 200, fdr: 0.05 },
  emerging: { cell_m: 200, reach_m: 400, step_days: 28, steps: 24, fdr: 0.05 },
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
};

/**
 * What every method answers about some made-up incidents, each number by its bits: run where it is called, in node or in a
 * browser.
 */
export function everyAnswer(): Record<string, string> {
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
      const answer = answerTo(method as keyof Methods, parameters as never, rows, filter);
      return [method, JSON.stringify(answer, byBits)];
    }),
  );
}

/** JSON has no NaN and no −0: numbers of arrays are written by their bits. */
function byBits(_name: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, bitsOf);
  return typeof value === 'number' && !Number.isSafeInteger(value) ? bitsOf(value) : value;
}

function bitsOf(value: number): string {
  DIGITS[0] = value;
  return Array.from(new Uint32Array(DIGITS.buffer), (half) => half.toString(16)).join(':');
}
