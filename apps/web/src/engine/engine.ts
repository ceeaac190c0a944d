import type { Bounds, Category, Filter, Municipality, Population, Tally, Zone } from '@lagesbild/contract';
import type { IncidentSummary, Method, Methods, ReportLists, Step, ZoneFigures } from '@lagesbild/incidents';
import type { Places } from '../api.ts';
import { ServerEngine } from './server-engine.ts';
import type { EngineState, Timings } from './state.ts';
import { WorkerEngine } from './worker-engine.ts';

export type { IncidentSummary } from '@lagesbild/incidents';
export type { EnginePhase, EngineProblem, EngineState, Timings } from './state.ts';

/** [x0, y0, x1, y1] in metres of the municipality's CRS. */
export type BoxM = readonly [x0: number, y0: number, x1: number, y1: number];

export interface DensityRequest {
  box: BoxM;
  bandwidth_m: number;
  /** Side of a cell; the engine may choose a coarser one and says so. */
  cell_m: number;
  /** Of these incidents; without it of those that the page asks for. */
  filter?: Filter | undefined;
}

/** A kernel density of the selected incidents with an exact place: incidents per km², row by row from the south-west. */
export interface DensityGrid {
  values: Float32Array;
  columns: number;
  rows: number;
  box: BoxM;
  cell_m: number;
  bandwidth_m: number;
  /** The largest value, per km². */
  peak: number;
}

/** One incident as a file of them has it. Coordinates in degrees, null where no exact place is known. */
export interface IncidentRow extends IncidentSummary {
  lon: number | null;
  lat: number | null;
}

export interface IncidentsThere {
  /** Latest first, `limit` at most. */
  incidents: IncidentSummary[];
  total: number;
}

export interface AnalyseOptions {
  /** Gives the work up; the answer is null then. */
  signal?: AbortSignal;
  onStep?: (step: Step) => void;
}

/** A zone as it is drawn now, in degrees. */
export type OutlinedZone = Pick<Zone, 'zone_id' | 'outline'>;

/** Answers every question about the incidents of one municipality. Nothing in it knows about React or the map. */
export interface Engine {
  readonly municipality: Municipality;
  readonly places: Places;
  readonly state: EngineState;
  /** The newest answer; while loading it covers the rows that are here. null before the first. */
  readonly tally: Tally | null;
  /** The filter `tally` answers. */
  readonly filter: Filter;
  /** Rises with every new answer, so that tiles and surfaces know they are old. */
  readonly generation: number;
  readonly timings: Timings;
  /** Called on every change of state, tally or generation. Bound: may be handed on. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ask. The newest question wins; those it overtook are never answered. */
  setFilter(filter: Filter): void;
  /** The counts under another filter, beside the page's own question; null while there is nothing to count. */
  tallyOf(filter: Filter): Promise<Tally | null>;
  /** Vector tile of the current answer. */
  tile(z: number, x: number, y: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** null while there are no rows. */
  density(request: DensityRequest): Promise<DensityGrid | null>;
  /** What a method says of the incidents a filter selects; null while there are no rows, or when it was given up. */
  analyse<M extends Method>(
    method: M,
    filter: Filter,
    parameters: Methods[M]['parameters'],
    options?: AnalyseOptions,
  ): Promise<Methods[M]['answer'] | null>;
  /**
   * What zones cover of what a filter selects. The newest drawing wins: null for one that was overtaken, and while there are no rows.
   */
  zoneFigures(zones: readonly OutlinedZone[], filter: Filter): Promise<ZoneFigures | null>;
  /** What people say of the area's places, for the methods that set it beside incidents: what is told last holds. */
  hear(reports: ReportLists): void;
  /** How many live where, for the figures of zones: what is told last holds. */
  inhabit(population: Population | null): void;
  /** What the area's categories weigh now, for what is counted by harm: what is told last holds. */
  weigh(categories: readonly Category[]): void;
  /** Selected incidents drawn in [west, south, east, north], degrees; null where that can't be told now. */
  incidentsIn(bounds: Bounds, limit: number): Promise<IncidentsThere | null>;
  /** The latest selected incidents, newest first. Rejects where that can't be told now; `state` says why. */
  newest(limit: number): Promise<IncidentSummary[]>;
  /** Every incident a filter selects (null: every incident there is), in the order of the columns. */
  rows(filter: Filter | null): Promise<IncidentRow[]>;
  /** Look for a newer data version now. */
  refresh(): Promise<void>;
  dispose(): void;
}

/** Rows above this stay on the server and the api answers instead: 30 bytes each is more than a tab should hold. */
export const ROWS_IN_BROWSER = 3_000_000;

/** The engine for this municipality: a worker of this page, or the server when the rows are too many. Starts at once. */
export function createEngine(municipality: Municipality, places: Places): Engine {
  const here = municipality.data.incidents <= ROWS_IN_BROWSER && typeof Worker !== 'undefined';
  return here ? new WorkerEngine(municipality, places) : new ServerEngine(municipality, places);
}
