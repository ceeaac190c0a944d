import {
  type Bounds,
  type Category,
  type Filter,
  formatFilter,
  type Municipality,
  type Population,
  type Tally,
} from '@lagesbild/contract';
import type { Method, Methods, ReportLists, ZoneFigures } from '@lagesbild/incidents';
import { isSessionLost, onSessionLost } from '../account/lost.ts';
import type { Places } from '../api.ts';
import type {
  AnalyseOptions,
  DensityGrid,
  DensityRequest,
  Engine,
  IncidentRow,
  IncidentSummary,
  IncidentsThere,
  OutlinedZone,
} from './engine.ts';
import { Newest } from './newest.ts';
import { type EngineState, IDLE, TimingLog } from './state.ts';

/** One answer to one filter, and the time it took where it was worked out. */
export interface Answer {
  tally: Tally;
  worker_ms: number;
}

/**
 * What every engine shares: one question under way at a time, the newest next, those between never asked; listeners;
 * a look for newer data when the page is looked at again.
 */
export abstract class Answering implements Engine {
  readonly municipality: Municipality;
  readonly places: Places;
  readonly timings = new TimingLog();
  state: EngineState = IDLE;
  tally: Tally | null = null;
  filter: Filter = {};
  generation = 0;

  private readonly listeners = new Set<() => void>();
  private wanted: Filter = {};
  private busy = false;
  private stale = true;
  protected disposed = false;
  private readonly drawing = new Newest(({ zones, filter }: { zones: readonly OutlinedZone[]; filter: Filter }) =>
    this.measure(zones, filter),
  );
  private timer: ReturnType<typeof setInterval> | undefined;
  private stopHearing = (): void => {};

  constructor(municipality: Municipality, places: Places, lookAgainMs: number) {
    this.municipality = municipality;
    this.places = places;
    if (typeof document === 'undefined') return;
    this.timer = setInterval(() => document.visibilityState === 'visible' && void this.refresh(), lookAgainMs);
    document.addEventListener('visibilitychange', this.lookedAt);
    globalThis.addEventListener('online', this.lookedAt);
    this.stopHearing = onSessionLost(() => !isSessionLost() && this.lookedAt());
  }

  private readonly lookedAt = (): void => {
    if (document.visibilityState === 'visible') void this.refresh();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  setFilter(filter: Filter): void {
    if (formatFilter(filter).toString() === formatFilter(this.wanted).toString() && !this.stale) return;
    this.wanted = filter;
    this.stale = true;
    void this.answer();
  }

  /** The rows changed: the same question has another answer. */
  protected ask(): void {
    this.stale = true;
    void this.answer();
  }

  protected change(change: Partial<EngineState>): void {
    this.state = { ...this.state, ...change };
    this.tell();
  }

  /** Can questions be answered now? */
  protected abstract get answerable(): boolean;
  protected abstract question(filter: Filter): Promise<Answer>;
  /** A question failed for good; the last tally stays. */
  protected abstract questionFailed(error: unknown): void;
  abstract tile(z: number, x: number, y: number, signal?: AbortSignal): Promise<Uint8Array>;
  abstract density(request: DensityRequest): Promise<DensityGrid | null>;
  abstract analyse<M extends Method>(
    method: M,
    filter: Filter,
    parameters: Methods[M]['parameters'],
    options?: AnalyseOptions,
  ): Promise<Methods[M]['answer'] | null>;
  /** Figures of one drawing; null while there are no rows. */
  protected abstract measure(zones: readonly OutlinedZone[], filter: Filter): Promise<ZoneFigures | null>;
  abstract hear(reports: ReportLists): void;
  abstract inhabit(population: Population | null): void;
  abstract weigh(categories: readonly Category[]): void;
  abstract incidentsIn(bounds: Bounds, limit: number): Promise<IncidentsThere | null>;
  abstract newest(limit: number): Promise<IncidentSummary[]>;
  abstract rows(filter: Filter | null): Promise<IncidentRow[]>;
  abstract refresh(): Promise<void>;

  async tallyOf(filter: Filter): Promise<Tally | null> {
    return (await this.question(filter)).tally;
  }

  zoneFigures(zones: readonly OutlinedZone[], filter: Filter): Promise<ZoneFigures | null> {
    return this.drawing.answer({ zones, filter });
  }

  dispose(): void {
    this.disposed = true;
    this.listeners.clear();
    clearInterval(this.timer);
    if (typeof document === 'undefined') return;
    document.removeEventListener('visibilitychange', this.lookedAt);
    globalThis.removeEventListener('online', this.lookedAt);
    this.stopHearing();
  }

  private async answer(): Promise<void> {
    if (this.busy || this.disposed || !this.answerable) return;
    this.busy = true;
    const filter = this.wanted;
    this.stale = false;
    const started = performance.now();
    try {
      const { tally, worker_ms } = await this.question(filter);
      if (this.disposed) return;
      this.timings.add('worker', worker_ms);
      this.timings.add('answer', performance.now() - started);
      this.tally = tally;
      this.filter = filter;
      this.generation++;
      this.tell();
    } catch (error) {
      if (!this.disposed) this.questionFailed(error);
    } finally {
      this.busy = false;
      if (this.stale) void this.answer();
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
