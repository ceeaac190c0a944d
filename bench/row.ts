/** One line of the table: texts with their units, as printed. */
export interface BenchRow {
  readonly job: string;
  readonly size: string;
  readonly ours: string;
  /** name and figure of what it is compared with; `absent: name` where that isn't installed */
  readonly rival: string;
  readonly ratio: string;
  readonly target: string;
  /** whether the target was met; null where there is none, or nothing to compare with */
  readonly hit: boolean | null;
}

/** Milliseconds of every round of one task: by the clock, and of this process's processor. */
export interface Rounds {
  readonly clock: number[];
  readonly cpu: number[];
}

export const quantile = (rounds: readonly number[], q: number): number => {
  const order = [...rounds].sort((a, b) => a - b);
  return order[Math.min(order.length - 1, Math.max(0, Math.ceil(q * order.length) - 1))] ?? Number.NaN;
};
export const median = (rounds: readonly number[]): number => quantile(rounds, 0.5);

/** Keeps what tasks return, so that no compiler may leave the work out. */
export const sink: { value: unknown } = { value: null };

/**
 * Runs the tasks in turn, A B A B, so that a busy moment of the machine meets all of them.
 * @returns per task its rounds after the warm-up
 */
export async function interleave(
  tasks: readonly (() => unknown)[],
  { rounds = 7, warmUp = 2 }: { rounds?: number; warmUp?: number } = {},
): Promise<Rounds[]> {
  const times = tasks.map((): Rounds => ({ clock: [], cpu: [] }));
  for (let round = -warmUp; round < rounds; round++)
    for (const [i, task] of tasks.entries()) {
      const used = process.cpuUsage();
      const start = performance.now();
      const result = task();
      sink.value = result instanceof Promise ? await result : result;
      const clock = performance.now() - start;
      const { user, system } = process.cpuUsage(used);
      const own = (sink.value as { ms?: unknown } | null)?.ms; // a rival in another process tells its own processor time
      if (round < 0) continue;
      times[i]!.clock.push(typeof own === 'number' ? own : clock);
      times[i]!.cpu.push(typeof own === 'number' ? own : (user + system) / 1000);
    }
  return times;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0)} ms`;
const both = (times: readonly number[]): string => `${ms(median(times))} (min ${ms(Math.min(...times))})`;
export const count = (n: number): string => n.toLocaleString('en');

/**
 * A job against a rival: how many times as long the rival takes, by medians. By processor time if both can tell it
 * (`here`), by the clock if the rival is a server. `times` is the target; null where growth is all that is shown.
 */
export function against(
  job: string,
  size: string,
  ours: Rounds,
  { name, rival, here = false }: { name: string; rival: Rounds | undefined; here?: boolean },
  times: number | null,
): BenchRow {
  const target = times === null ? '' : `≥ ${times}×`;
  const mine = here ? ours.cpu : ours.clock;
  if (rival === undefined)
    return { job, size, ours: both(mine), rival: `absent: ${name}`, ratio: '', target, hit: null };
  const theirs = here ? rival.cpu : rival.clock;
  const ratio = median(theirs) / median(mine);
  const ratioText = `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)}×`;
  return {
    job,
    size,
    ours: both(mine),
    rival: `${name} ${both(theirs)}`,
    ratio: ratioText,
    target,
    hit: times === null ? null : ratio >= times,
  };
}

/** A job with a limit of its own on its 95th percentile or its median, or none: then it is just told. */
export function within(
  job: string,
  size: string,
  times: readonly number[],
  limitMs: number | null,
  at: 'p95' | 'median',
): BenchRow {
  const value = quantile(times, at === 'p95' ? 0.95 : 0.5);
  const text = `${at} ${ms(value)} (min ${ms(Math.min(...times))})`;
  const target = limitMs === null ? '' : `${at} ≤ ${limitMs} ms`;
  return { job, size, ours: text, rival: '', ratio: '', target, hit: limitMs === null ? null : value <= limitMs };
}
