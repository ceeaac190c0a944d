import { seeded } from '@lagesbild/analysis';
import { type PerceptionReports, perceptionReports } from './reports.ts';

/** One report, by what a test cares about. */
export interface Said {
  /** cm; null: known to the municipality only */
  x: number | null;
  y: number | null;
  precision?: number;
  channel?: number;
  safe?: number;
  happened?: number;
  month?: number;
  times?: number;
  days?: number;
  reason?: number[];
  /** default: a voice of its own */
  voice?: number;
  reported?: number;
  why?: number[];
}

export const BANDS = [
  { code: 'morning', start: 6, end: 10 },
  { code: 'day', start: 10, end: 18 },
  { code: 'evening', start: 18, end: 22 },
  { code: 'night', start: 22, end: 6 },
];
/** January 2026. */
export const MONTH = 56 * 12;

export const saidOf = (said: readonly Said[]): PerceptionReports =>
  perceptionReports({
    channels: ['resident_flag', 'citizen_dialogue', 'employee_dialogue'],
    reasons: ['dark', 'drunk', 'fights'],
    why_not: ['no_use', 'consequences'],
    bands: BANDS,
    x: said.map(({ x }) => x && x / 100),
    y: said.map(({ y }) => y && y / 100),
    precision: said.map(({ x, precision }) => precision ?? (x === null ? 3 : 1)),
    channel: said.map(({ channel }) => channel ?? 0),
    safe: said.map(({ safe }) => safe ?? 0),
    happened: said.map(({ happened }) => happened ?? 0),
    month: said.map(({ month }) => month ?? MONTH),
    times: said.map(({ times }) => times ?? 4),
    days: said.map(({ days }) => days ?? 3),
    strength: said.map(() => 2),
    reason: said.map(({ reason }) => reason ?? [0]),
    weightiest: said.map(({ reason }) => reason?.[0] ?? 0),
    voice: said.map(({ voice }, i) => voice ?? 1000 + i),
    reported: said.map(({ reported }) => reported ?? 0),
    why: said.map(({ why }) => why ?? []),
  });

/** Reports spread evenly over a square of `side` cm round the origin, and `planted` more within 60 m of (x, y) cm. */
export function spread(count: number, planted: number, [x, y]: readonly [number, number], seed = 9): Said[] {
  const random = seeded(seed);
  const near = (middle: number, reach: number): number => Math.round(middle + (random() * 2 - 1) * reach);
  return Array.from({ length: count + planted }, (_, i) => {
    const [px, py] = i < planted ? [near(x, 6000), near(y, 6000)] : [near(0, 199_000), near(0, 199_000)];
    const happened = Number(i % 3 === 0);
    return {
      ...{ x: px, y: py, happened, reported: happened && 1 + (i % 2), why: i % 2 === 1 ? [i % 4 === 1 ? 0 : 1] : [] },
      ...{ times: 1 << (i % 4), channel: i % 3, safe: Number(i >= planted && i % 5 === 0 && !happened) },
    };
  });
}
