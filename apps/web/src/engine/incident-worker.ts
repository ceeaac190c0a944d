import '../without-eval.ts'; // before the first schema
import type { Bounds, Filter, Population, Tally } from '@lagesbild/contract';
import {
  type Columns,
  CriteriaError,
  type Method,
  type Methods,
  NO_LISTS,
  type PolygonGeometry,
  perceptionReports,
  type ReportLists,
  type Step,
  type ZoneFigures,
} from '@lagesbild/incidents';
import { expose, transfer } from 'comlink';
import type { Places } from '../api.ts';
import type { Answer } from './answering.ts';
import { DeliveryError, type DeliveryOptions, fromServer, fromShelf } from './delivery.ts';
import type {
  DensityGrid,
  DensityRequest,
  IncidentRow,
  IncidentSummary,
  IncidentsThere,
  OutlinedZone,
} from './engine.ts';
import { Library } from './library.ts';
import type { EngineProblem } from './state.ts';

/** What the worker tells unasked. */
export type Report =
  | { kind: 'progress'; loaded: number; total: number }
  /** Nothing was kept here: the file of rows is asked for, or comes. */
  | { kind: 'bytes'; received: number; total: number | null }
  /** Rows that answer from now on; `partial` ones are the first of a longer file. */
  | { kind: 'rows'; count: number; total: number; dataVersion: number; origin: 'kept' | 'network'; partial: boolean }
  /** The server was asked and this is the newest there is. */
  | { kind: 'current' }
  | { kind: 'problem'; problem: EngineProblem; detail: string | null };

export interface Setup {
  municipality: string;
  language: string;
  places: Places;
  outline: PolygonGeometry;
  time_zone: string;
  /** weight per category that has one */
  harm: Record<string, number>;
}

/** Files of more rows than this show their first rows while the others come. */
const PARTIAL_FROM = 250_000;
const PARTIAL_ROWS = 65_536;
const REPORT_EVERY_MS = 100;

const bell = new MessageChannel();
bell.port2.start();

/** Until messages that are waiting have been dealt with; a timer would add milliseconds of its own. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    bell.port2.addEventListener('message', () => resolve(), { once: true });
    bell.port1.postMessage(null);
  });

/** Holds the rows of one municipality and answers; one message at a time, so every answer is of one question. */
export class IncidentWorker {
  private library: Library | null = null;
  /** The question last asked, which newer rows answer too; null before the first. */
  private asked: Filter | null = null;
  private said = perceptionReports(NO_LISTS);
  private population: Population | null = null;
  private setup: Setup | null = null;
  private report: (report: Report) => void = () => {};
  private etag: string | null = null;
  private fetching: Promise<void> | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  /** Methods at work, by the number the page gave them; one that is given up is gone from here. */
  private readonly working = new Set<number>();

  async open(setup: Setup, report: (report: Report) => void): Promise<void> {
    this.setup = setup;
    this.report = report;
    const kept = await fromShelf(this.delivery());
    if (kept !== null) {
      this.etag = kept.etag;
      this.take(kept.delivered.columns, 'kept');
    } else this.report({ kind: 'bytes', received: 0, total: null });
    await this.refresh();
  }

  /** Fetch the rows if the server has newer ones. One at a time. */
  refresh(): Promise<void> {
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  /** @returns null when the filter names what isn't here, or there are no rows yet */
  ask(filter: Filter): Answer | 'unknown' | 'empty' {
    const started = performance.now();
    if (this.library === null) return 'empty';
    try {
      const tally = this.library.ask(filter);
      this.asked = filter;
      return { tally, worker_ms: performance.now() - started };
    } catch (error) {
      if (error instanceof CriteriaError) return 'unknown';
      throw error;
    }
  }

  /** @returns null when the filter names what isn't here, or there are no rows yet */
  tallyOf(filter: Filter): Tally | null {
    try {
      return this.library?.tallyOf(filter) ?? null;
    } catch (error) {
      if (error instanceof CriteriaError) return null;
      throw error;
    }
  }

  tile(z: number, x: number, y: number): Promise<Uint8Array> {
    return this.later(() => {
      // Before the first question nothing is drawn: everything would be an answer to a question nobody asked.
      const bytes = (this.asked === null ? undefined : this.library?.tile(z, x, y)) ?? new Uint8Array(0);
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
      return transfer(own, [own.buffer]);
    });
  }

  density(request: DensityRequest): Promise<DensityGrid | null> {
    return this.later(() => {
      const grid = this.library?.density(request) ?? null;
      return grid === null ? null : transfer(grid, [grid.values.buffer]);
    });
  }

  /**
   * A method at work, a step at a time: questions that arrive meanwhile are answered between two of them.
   * @returns null when it was given up, the filter names what isn't here, or there are no rows yet
   */
  async analyse<M extends Method>(
    id: number,
    method: M,
    filter: Filter,
    parameters: Methods[M]['parameters'],
    onStep: (step: Step) => void,
  ): Promise<Methods[M]['answer'] | null> {
    if (this.library === null) return null;
    this.working.add(id);
    try {
      const work = this.library.start(method, filter, parameters, this.said);
      while (this.working.has(id)) {
        const { done, value } = work.next();
        if (done) return value;
        onStep(value);
        await pause();
      }
      return null;
    } catch (error) {
      if (error instanceof CriteriaError) return null;
      throw error;
    } finally {
      this.working.delete(id);
    }
  }

  /** @returns null when the filter names what isn't here, or there are no rows yet */
  measure(zones: readonly OutlinedZone[], filter: Filter): ZoneFigures | null {
    try {
      return this.library?.measure(zones, filter, this.said, this.population) ?? null;
    } catch (error) {
      if (error instanceof CriteriaError) return null;
      throw error;
    }
  }

  hear(reports: ReportLists): void {
    this.said = perceptionReports(reports);
  }

  inhabit(population: Population | null): void {
    this.population = population;
  }

  weigh(harm: Setup['harm']): void {
    if (this.setup !== null) this.setup = { ...this.setup, harm };
    this.library?.weigh(harm);
  }

  giveUp(id: number): void {
    this.working.delete(id);
  }

  incidentsIn(bounds: Bounds, limit: number): IncidentsThere | null {
    return this.library?.incidentsIn(bounds, limit) ?? null;
  }

  newest(limit: number): IncidentSummary[] {
    return this.library?.newest(limit) ?? [];
  }

  rows(filter: Filter | null): IncidentRow[] {
    return this.library?.rows(filter) ?? [];
  }

  /** What is drawn takes turns, and a question that arrived meanwhile goes first: it waits for one tile, not for all. */
  private later<T>(work: () => T): Promise<T> {
    const result = this.turn.then(pause).then(work);
    this.turn = result.catch(() => {});
    return result;
  }

  private async fetch(): Promise<void> {
    try {
      const fresh = await fromServer(this.delivery(), this.library === null ? null : this.etag);
      if (fresh !== null) {
        this.etag = fresh.etag;
        this.take(fresh.delivered.columns, 'network');
      }
      this.report({ kind: 'current' });
    } catch (error) {
      const { problem, detail } =
        error instanceof DeliveryError ? error : { problem: 'crashed' as const, detail: String(error) };
      this.report({ kind: 'problem', problem, detail });
    }
  }

  private delivery(): DeliveryOptions {
    const { municipality, language } = this.setup!;
    let last = 0;
    let lastBytes = 0;
    let shown = this.library !== null;
    return {
      municipality,
      language,
      onBytes: (received, total) => {
        const now = performance.now();
        if (this.library !== null || (received > 0 && received !== total && now - lastBytes < REPORT_EVERY_MS)) return;
        lastBytes = now;
        this.report({ kind: 'bytes', received, total });
      },
      onProgress: (loaded, total, columns) => {
        const now = performance.now();
        if (now - last > REPORT_EVERY_MS || loaded === total) {
          last = now;
          this.report({ kind: 'progress', loaded, total });
        }
        if (shown || total < PARTIAL_FROM || loaded < PARTIAL_ROWS || loaded === total) return;
        shown = true;
        this.take(firstRows(columns, loaded), 'network', total);
      },
    };
  }

  private take(columns: Columns, origin: 'kept' | 'network', total = columns.count): void {
    const { places, outline, time_zone, harm } = this.setup!;
    this.library = new Library(columns, places, outline, { time_zone, harm });
    if (this.asked !== null) this.ask(this.asked);
    const { count, dataVersion } = columns;
    this.report({ kind: 'rows', count, total, dataVersion, origin, partial: count < total });
  }
}

/** The first rows as columns of their own; they share memory with the rest. */
function firstRows(columns: Columns, count: number): Columns {
  const cut = Object.entries(columns).map(([name, value]) => [
    name,
    value instanceof Int32Array || value instanceof Uint8Array ? value.subarray(0, count) : value,
  ]);
  return { ...(Object.fromEntries(cut) as Columns), count };
}

expose(new IncidentWorker());
