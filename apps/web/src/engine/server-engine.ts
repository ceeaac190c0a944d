import {
  ANSWERS,
  type Bounds,
  DISCOVERIES,
  type Filter,
  formatFilter,
  IncidentList,
  type Municipality,
  Municipality as MunicipalitySchema,
  PRECISIONS,
  Tally,
  TIME_PRECISIONS,
} from '@lagesbild/contract';
import type { Method, Methods } from '@lagesbild/incidents';
import proj4, { type Converter } from 'proj4';
import { z } from 'zod';
import { BY_ITSELF } from '../account/lost.ts';
import { ApiProblem, api, type Places, request } from '../api.ts';
import { type Answer, Answering } from './answering.ts';
import { withArrays } from './arrays.ts';
import type {
  AnalyseOptions,
  BoxM,
  DensityGrid,
  DensityRequest,
  IncidentRow,
  IncidentSummary,
  IncidentsThere,
} from './engine.ts';

const LOOK_AGAIN_MS = 60_000;
/** Cells in a surface: every one of them travels. */
const CELLS_MAX = 200_000;

const DensityHead = z.object({
  west_m: z.number(),
  south_m: z.number(),
  cell_m: z.number(),
  columns: z.number(),
  rows: z.number(),
  peak: z.number(),
});

function boundsInDegrees(converter: Converter, [x0, y0, x1, y1]: BoxM): [number, number, number, number] {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ].map((corner) => converter.inverse(corner) as [number, number]);
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Answers by asking the api, for data too big to hold in a browser. The same questions, the same answers, slower. */
export class ServerEngine extends Answering {
  private version: number;
  private readonly converter: Converter;

  constructor(municipality: Municipality, places: Places) {
    super(municipality, places, LOOK_AGAIN_MS);
    this.version = municipality.data.version;
    this.converter = proj4('EPSG:4326', municipality.proj4);
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

  /** The api takes its box in degrees, and may answer with a slightly larger one: the corners lean in its CRS. */
  async density({ box, bandwidth_m, cell_m, filter }: DensityRequest): Promise<DensityGrid> {
    const started = performance.now();
    const [west, south, east, north] = boundsInDegrees(this.converter, box);
    const affordable = Math.sqrt(((box[2] - box[0]) * (box[3] - box[1])) / CELLS_MAX);
    const query = formatFilter(filter ?? this.filter);
    query.set('bbox', [west, south, east, north].map((degrees) => degrees.toFixed(7)).join(','));
    query.set('bandwidth_m', String(bandwidth_m));
    query.set('cell_m', Math.max(cell_m, affordable, bandwidth_m / 10).toFixed(3));
    query.set('format', 'float32');
    query.set('v', String(this.version));
    const response = await request('GET', `/api/${this.municipality.slug}/analysis/density?${query}`, null);
    const head = DensityHead.parse(JSON.parse(response.headers.get('X-Density') ?? 'null'));
    const values = new Float32Array(await response.arrayBuffer());
    if (values.length !== head.columns * head.rows)
      throw new Error(`${values.length} densities, ${head.columns * head.rows} expected`);
    this.timings.add('density', performance.now() - started);
    const { west_m, south_m, columns, rows, peak } = head;
    return {
      values,
      columns,
      rows,
      box: [west_m, south_m, west_m + columns * head.cell_m, south_m + rows * head.cell_m],
      cell_m: head.cell_m,
      bandwidth_m,
      peak,
    };
  }

  async analyse<M extends Method>(
    method: M,
    filter: Filter,
    parameters: Methods[M]['parameters'],
    { signal, onStep }: AnalyseOptions = {},
  ): Promise<Methods[M]['answer'] | null> {
    const query = formatFilter(filter);
    for (const [name, value] of Object.entries<number>({ ...parameters })) query.set(name, String(value));
    const path = `/api/${this.municipality.slug}/analysis/${method}?${query}`;
    try {
      const options = { onStep, ...(signal === undefined ? {} : { signal }) };
      const answer = await api.follow(path, ANSWERS[method] as z.ZodType, options);
      return withArrays(method, answer);
    } catch (error) {
      if (signal?.aborted) return null;
      throw error;
    }
  }

  /** A drawing isn't sent about: above so many rows there are no live figures. */
  protected async measure(): Promise<null> {
    return null;
  }

  /** The api hears them itself. */
  hear(): void {}

  /** Without live figures nobody asks who lives where. */
  inhabit(): void {}

  /** The api knows them itself. */
  weigh(): void {}

  async incidentsIn(bounds: Bounds, limit: number): Promise<IncidentsThere | null> {
    // A click is wider than what seven decimals can't say.
    const bbox = bounds.map((degrees) => degrees.toFixed(7)).join();
    return this.list({ bbox, limit: String(limit) }).then(
      ({ incidents, n }) => ({ incidents, total: n }),
      () => null,
    );
  }

  async newest(limit: number): Promise<IncidentSummary[]> {
    return (await this.list({ limit: String(limit) })).incidents;
  }

  private async list(of: Record<string, string>): Promise<{ incidents: IncidentSummary[]; n: number }> {
    const query = formatFilter(this.filter);
    for (const [name, value] of Object.entries(of)) query.set(name, value);
    query.set('v', String(this.version));
    const path = `/api/${this.municipality.slug}/incidents/list?${query}`;
    const { incidents, n } = await api.get(path, IncidentList).catch((error) => {
      this.questionFailed(error);
      throw error;
    });
    return {
      n,
      incidents: incidents.map(({ occurred, time_precision, precision, discovery, ...incident }) => ({
        ...incident,
        minute: Date.parse(`${occurred}Z`) / 60_000,
        time_precision: TIME_PRECISIONS.indexOf(time_precision),
        precision: PRECISIONS.indexOf(precision),
        discovery: DISCOVERIES.indexOf(discovery),
      })),
    };
  }

  async rows(): Promise<IncidentRow[]> {
    throw new Error('more rows than a browser should hold');
  }

  async refresh(): Promise<void> {
    try {
      const { data } = await api.get(`/api/${this.municipality.slug}`, MunicipalitySchema, { headers: BY_ITSELF });
      if (data.version !== this.version || this.state.problem !== null) this.ask();
    } catch (error) {
      this.questionFailed(error);
    }
  }
}
