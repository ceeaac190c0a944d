import {
  type Bounds,
  type Category,
  type Filter,
  formatFilter,
  type Municipality,
  type Population,
  Tally,
} from '@lagesbild/contract';
import type { Method, Methods, PolygonGeometry, ReportLists, Step, ZoneFigures } from '@lagesbild/incidents';
import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import { loseSession } from '../account/lost.ts';
import { api, type Places } from '../api.ts';
import { type Answer, Answering } from './answering.ts';
import type {
  AnalyseOptions,
  DensityGrid,
  DensityRequest,
  IncidentRow,
  IncidentSummary,
  IncidentsThere,
  OutlinedZone,
} from './engine.ts';
import type { IncidentWorker, Report } from './incident-worker.ts';

const LOOK_AGAIN_MS = 60_000;

/** Weight per category that has one. */
const harmOf = (categories: readonly Category[]): Record<string, number> =>
  Object.fromEntries(
    categories.flatMap(({ code, harm_weight }) => (harm_weight === null ? [] : [[code, harm_weight]])),
  );

/** A question this data can't be asked; the last answer stays. */
class UnknownValue extends Error {}
/** Nobody could say yet; the rows that come will. */
class NotYet extends Error {}

/**
 * Answers from a worker of this page that holds the rows: no network once they are here. Until all of them are, the api
 * counts, so that the first figures are those of the whole; what else is asked waits for the first rows.
 */
export class WorkerEngine extends Answering {
  private worker: Worker | null = null;
  private desk: Remote<IncidentWorker> | null = null;
  private works = 0;
  /** What people say, for a worker that is started again. */
  private said: ReportLists | null = null;
  /** and how many live where */
  private population: Population | null = null;
  private harm: Record<string, number>;
  /** Resolves with the first rows, or when there will be none. */
  private rowsHere: Promise<void>;
  private tellRowsHere = (): void => {};
  /** No rows were kept: they are on their way from the server. */
  private underWay = false;
  /** Ends what the api was asked when the rows are quicker. */
  private overtaken = new AbortController();

  constructor(municipality: Municipality, places: Places) {
    super(municipality, places, LOOK_AGAIN_MS);
    this.rowsHere = new Promise((resolve) => {
      this.tellRowsHere = resolve;
    });
    this.state = { ...this.state, phase: 'loading', total: municipality.data.incidents };
    this.harm = harmOf(municipality.categories);
    this.start();
  }

  private start(): void {
    try {
      this.worker = new Worker(new URL('./incident-worker.ts', import.meta.url), { type: 'module', name: 'incidents' });
    } catch {
      this.crashed();
      return;
    }
    this.worker.addEventListener('error', this.crashed);
    this.desk = wrap<IncidentWorker>(this.worker);
    const setup = {
      municipality: this.municipality.slug,
      language: document.documentElement.lang || 'sv',
      places: this.places,
      outline: this.municipality.outline as PolygonGeometry,
      time_zone: this.municipality.time_zone,
      harm: this.harm,
    };
    if (this.said !== null) void this.desk.hear(this.said);
    void this.desk.inhabit(this.population);
    this.desk.open(setup, proxy(this.heard)).catch(this.crashed);
  }

  private readonly crashed = (): void => {
    if (this.disposed) return;
    this.stop();
    this.change({ phase: this.tally === null ? 'failed' : 'ready', problem: 'crashed', refreshing: false });
  };

  private readonly heard = (report: Report): void => {
    if (this.disposed) return;
    const first = this.state.dataVersion === null || this.state.phase === 'loading';
    switch (report.kind) {
      case 'progress':
        // Behind rows that answer already, progress isn't news worth showing.
        if (first) this.change({ loaded: report.loaded, total: report.total });
        else this.change({ refreshing: report.loaded < report.total });
        return;
      case 'bytes':
        if (!first) return;
        this.change({ received: report.received, bytes: report.total });
        if (this.underWay) return;
        this.underWay = true;
        this.ask();
        return;
      case 'rows':
        this.change({
          phase: report.partial ? 'loading' : 'ready',
          loaded: report.count,
          total: report.total,
          dataVersion: report.dataVersion,
          origin: report.origin,
          refreshing: false,
          problem: null,
          detail: null,
        });
        if (!report.partial) this.overtaken.abort();
        this.tellRowsHere();
        this.ask();
        return;
      case 'current':
        if (this.state.problem !== null && this.state.problem !== 'unknown')
          this.change({ problem: null, detail: null });
        return;
      case 'problem':
        if (report.problem === 'signed_out') loseSession();
        this.change({
          phase: this.state.phase === 'ready' ? 'ready' : 'failed',
          problem: report.problem,
          detail: report.detail,
          refreshing: false,
        });
        this.overtaken.abort();
        this.tellRowsHere();
    }
  };

  protected get answerable(): boolean {
    return this.desk !== null && (this.state.dataVersion !== null || this.underWay);
  }

  protected async question(filter: Filter): Promise<Answer> {
    const answer = await this.desk!.ask(filter);
    if (answer === 'unknown') throw new UnknownValue();
    if (this.state.problem === 'unknown') this.change({ problem: null });
    const whole = this.state.phase === 'loading' ? await this.wholeTally(filter) : null;
    if (whole !== null) return { tally: whole, worker_ms: answer === 'empty' ? 0 : answer.worker_ms };
    if (answer === 'empty') throw new NotYet();
    return answer;
  }

  /** The api's counts while rows are on their way; null where it can't be asked, or the rows are here first. */
  private async wholeTally(filter: Filter): Promise<Tally | null> {
    const { signal } = this.overtaken;
    if (signal.aborted) return null;
    const path = `/api/${this.municipality.slug}/incidents/tally?${formatFilter(filter)}`;
    return api.get(path, Tally, { signal }).catch(() => null);
  }

  protected questionFailed(error: unknown): void {
    if (error instanceof NotYet) return;
    if (error instanceof UnknownValue) this.change({ problem: 'unknown', detail: null });
    else this.crashed();
  }

  override async tallyOf(filter: Filter): Promise<Tally | null> {
    await this.rowsHere;
    return (await this.desk?.tallyOf(filter)) ?? null;
  }

  async tile(z: number, x: number, y: number): Promise<Uint8Array> {
    const started = performance.now();
    const bytes = (await this.desk?.tile(z, x, y)) ?? new Uint8Array(0);
    this.timings.add('tile', performance.now() - started);
    return bytes;
  }

  async density(request: DensityRequest): Promise<DensityGrid | null> {
    await this.rowsHere;
    const started = performance.now();
    const grid = (await this.desk?.density(request)) ?? null;
    this.timings.add('density', performance.now() - started);
    return grid;
  }

  async analyse<M extends Method>(
    method: M,
    filter: Filter,
    parameters: Methods[M]['parameters'],
    { signal, onStep }: AnalyseOptions = {},
  ): Promise<Methods[M]['answer'] | null> {
    await this.rowsHere;
    const { desk } = this;
    if (desk === null || signal?.aborted) return null;
    const id = ++this.works;
    const giveUp = (): void => void desk.giveUp(id);
    signal?.addEventListener('abort', giveUp);
    let over = false;
    try {
      // Steps come by a way of their own: the last of them may arrive when the answer is already here.
      const told = proxy((step: Step) => over || onStep?.(step));
      return (await desk.analyse(id, method, filter, parameters as never, told)) as Methods[M]['answer'] | null;
    } finally {
      over = true;
      signal?.removeEventListener('abort', giveUp);
    }
  }

  protected async measure(zones: readonly OutlinedZone[], filter: Filter): Promise<ZoneFigures | null> {
    await this.rowsHere;
    return (await this.desk?.measure(zones, filter)) ?? null;
  }

  hear(reports: ReportLists): void {
    this.said = reports;
    void this.desk?.hear(reports);
  }

  inhabit(population: Population | null): void {
    this.population = population;
    void this.desk?.inhabit(population);
  }

  weigh(categories: readonly Category[]): void {
    this.harm = harmOf(categories);
    void this.desk?.weigh(this.harm);
  }

  async incidentsIn(bounds: Bounds, limit: number): Promise<IncidentsThere | null> {
    await this.rowsHere;
    return (await this.desk?.incidentsIn(bounds, limit)) ?? null;
  }

  async newest(limit: number): Promise<IncidentSummary[]> {
    await this.rowsHere;
    return (await this.desk?.newest(limit)) ?? [];
  }

  async rows(filter: Filter | null): Promise<IncidentRow[]> {
    await this.rowsHere;
    return (await this.desk?.rows(filter)) ?? [];
  }

  /** A worker that stopped is started again: this is what "try again" does. */
  async refresh(): Promise<void> {
    if (this.disposed) return;
    if (this.desk !== null) {
      if (this.state.phase === 'failed') this.change({ phase: 'loading', problem: null, detail: null });
      await this.desk.refresh();
      return;
    }
    this.change({ phase: this.tally === null ? 'loading' : 'ready', problem: null, detail: null });
    this.start();
  }

  private stop(): void {
    this.desk?.[releaseProxy]();
    this.worker?.terminate();
    this.desk = null;
    this.worker = null;
    this.overtaken.abort();
    this.tellRowsHere();
  }

  override dispose(): void {
    super.dispose();
    this.stop();
  }
}
