import {
  type Filter,
  formatFilter,
  type Municipality,
  Municipality as MunicipalitySchema,
  Tally,
} from '@lagesbild/contract';
import { ApiProblem, api, type Places, request } from '../api.ts';
import { type Answer, Answering } from './answering.ts';
import type { IncidentRow, IncidentSummary } from './engine.ts';

const LOOK_AGAIN_MS = 60_000;

/** Answers by asking the api, for data too big to hold in a browser. The same questions, the same answers, slower. */
export class ServerEngine extends Answering {
  private version: number;

  constructor(municipality: Municipality, places: Places) {
    super(municipality, places, LOOK_AGAIN_MS);
    this.version = municipality.data.version;
    const rows = municipality.data.incidents;
    this.state = { ...this.state, phase: 'loading', total: rows, loaded: 0, origin: 'server' };
    queueMicrotask(() => this.ask());
  }

  protected get answerable(): boolean {
    return true;
  }

  protected async question(filter: Filter): Promise<Answer> {
    const started = performance.now();
    const tally = await api.get(`/api/${this.municipality.slug}/incidents/tally?${formatFilter(filter)}`, Tally);
    this.version = tally.data_version;
    this.change({
      phase: 'ready',
      loaded: this.state.total ?? 0,
      dataVersion: tally.data_version,
      problem: null,
      detail: null,
    });
    return { tally, worker_ms: performance.now() - started };
  }

  protected questionFailed(error: unknown): void {
    const problem = error instanceof ApiProblem && error.status > 0 ? 'refused' : 'unreachable';
    const detail = problem === 'refused' && error instanceof Error ? error.message : null;
    this.change({ phase: this.tally === null ? 'failed' : 'ready', problem, detail });
  }

  override tallyOf(filter: Filter): Promise<Tally> {
    return api.get(`/api/${this.municipality.slug}/incidents/tally?${formatFilter(filter)}`, Tally);
  }

  async tile(z: number, x: number, y: number, signal?: AbortSignal): Promise<Uint8Array> {
    const started = performance.now();
    const query = formatFilter(this.filter);
    query.set('v', String(this.version));
    const path = `/tiles/${this.municipality.slug}/incidents/${z}/${x}/${y}.mvt?${query}`;
    const response = await request('GET', path, null, signal === undefined ? {} : { signal });
    const bytes = new Uint8Array(await response.arrayBuffer());
    this.timings.add('tile', performance.now() - started);
    return bytes;
  }

  async density(): Promise<null> {
    return null;
  }

  async incidentsIn(): Promise<null> {
    return null;
  }

  async newest(): Promise<IncidentSummary[]> {
    return [];
  }

  async rows(): Promise<IncidentRow[]> {
    throw new Error('more rows than a browser should hold');
  }

  async refresh(): Promise<void> {
    try {
      const { data } = await api.get(`/api/${this.municipality.slug}`, MunicipalitySchema);
      if (data.version !== this.version || this.state.problem !== null) this.ask();
    } catch (error) {
      this.questionFailed(error);
    }
  }
}
