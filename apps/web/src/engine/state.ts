/** idle: not asked yet. loading: rows are coming, the tally covers those that are here. failed: nothing to answer from. */
export type EnginePhase = 'idle' | 'loading' | 'ready' | 'failed';

/**
 * What went wrong, as a sentence key of the `map` namespace (`engine.<code>`). With phase `ready` the last good data
 * are still answering, and the page says so.
 */
export type EngineProblem =
  /** The server can't be reached. */
  | 'unreachable'
  /** The file of rows broke off, or isn't one. */
  | 'damaged'
  /** The server said no; `detail` is its sentence. */
  | 'refused'
  /** The session is over. */
  | 'signed_out'
  /** The filter names a category or place that isn't here. */
  | 'unknown'
  /** The worker could not start, or stopped. */
  | 'crashed';

export interface EngineState {
  phase: EnginePhase;
  /** Rows decoded, of `total` rows in the file; total is null until the server has said it. */
  loaded: number;
  total: number | null;
  /** Bytes of the file of rows that have come, of `bytes`; null until the server has said how many there are. */
  received: number;
  bytes: number | null;
  /** Version of the rows that answer; null before the first. */
  dataVersion: number | null;
  /** Where those rows came from: kept in this browser, the network, or never here (`server`: the api answers). */
  origin: 'kept' | 'network' | 'server' | null;
  /** A newer version is on its way while the old one answers. */
  refreshing: boolean;
  problem: EngineProblem | null;
  /** The api's own sentence, in the page's language, when it gave one. */
  detail: string | null;
}

export const IDLE: EngineState = {
  phase: 'idle',
  loaded: 0,
  total: null,
  received: 0,
  bytes: null,
  dataVersion: null,
  origin: null,
  refreshing: false,
  problem: null,
  detail: null,
};

/** How long answers took, in milliseconds; the newest of each. */
export interface Timings {
  /** The worker's own time for a tally. */
  readonly worker: readonly number[];
  /** From asking to having the tally on the main thread. */
  readonly answer: readonly number[];
  readonly tile: readonly number[];
  readonly density: readonly number[];
}

const KEPT_TIMINGS = 600;

/** The newest answers' durations. */
export class TimingLog implements Timings {
  readonly worker: number[] = [];
  readonly answer: number[] = [];
  readonly tile: number[] = [];
  readonly density: number[] = [];

  add(kind: keyof Timings, ms: number): void {
    const kept = this[kind];
    kept.push(ms);
    if (kept.length > KEPT_TIMINGS) kept.shift();
    observe(kind, ms);
  }
}

/** Show a duration to whoever observes the page's measures (a bench, a profiler); the browser keeps only the last. */
export function observe(name: string, ms: number): void {
  const measure = `lagesbild.${name}`;
  performance.clearMeasures(measure);
  performance.measure(measure, { start: Math.max(0, performance.now() - ms), duration: ms });
}
