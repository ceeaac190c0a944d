import { FILTER_PARAMETERS, type Filter, FilterError, formatFilter, parseFilter } from '@lagesbild/contract';

/** Layers a person can switch on; a legend row each. */
export const LAYERS = ['points', 'cells', 'density', 'spots', 'places'] as const;
export type Layer = (typeof LAYERS)[number];
/** These layers and one more, in their order. */
export const withLayer = (on: readonly Layer[], layer: Layer): Layer[] =>
  LAYERS.filter((other) => other === layer || on.includes(other));
export const DEFAULT_LAYERS: readonly Layer[] = ['points', 'density', 'places'];

/** Kernel radii offered for the density surface, metres. */
export const BANDWIDTHS_M = [100, 200, 400, 800] as const;
export const DEFAULT_BANDWIDTH_M = 200;

/** Sides of the cells that are tested for standing out, metres. */
export const CELLS_M = [50, 100, 200, 400] as const;
export const DEFAULT_CELL_M = 100;

export interface Camera {
  z: number;
  lat: number;
  lon: number;
}

/** How the answer is looked at. It never changes a count; the filter does that. */
export interface View {
  layers: Layer[];
  camera?: Camera;
  bandwidth_m: number;
  cell_m: number;
  /** What the inspector holds: the slug of a place, an incident as `i:<incident_id>`, a hot spot as `s:<column>.<row>`. */
  at?: string;
}

export const INITIAL_VIEW: View = {
  layers: [...DEFAULT_LAYERS],
  bandwidth_m: DEFAULT_BANDWIDTH_M,
  cell_m: DEFAULT_CELL_M,
};

/** What an address says, and which of its parameters could not be read. */
export interface Address {
  filter: Filter;
  view: View;
  unread: { parameter: string; value: string }[];
}

const CAMERA = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/;
const AT = /^(i:\d{1,10}|s:-?\d{1,8}\.-?\d{1,8}|[a-z0-9][a-z0-9-]{0,62})$/;

function parseView(query: URLSearchParams): View {
  const view: View = { layers: [...DEFAULT_LAYERS], bandwidth_m: DEFAULT_BANDWIDTH_M, cell_m: DEFAULT_CELL_M };
  const layers = query.get('layer');
  if (layers !== null) {
    const asked = layers.split(',');
    view.layers = LAYERS.filter((layer) => asked.includes(layer));
  }
  const camera = CAMERA.exec(query.get('map') ?? '');
  if (camera !== null) {
    const [z, lat, lon] = [Number(camera[1]), Number(camera[2]), Number(camera[3])];
    if (z <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180) view.camera = { z, lat, lon };
  }
  const bandwidth = Number(query.get('bw'));
  if ((BANDWIDTHS_M as readonly number[]).includes(bandwidth)) view.bandwidth_m = bandwidth;
  const cell = Number(query.get('cell'));
  if ((CELLS_M as readonly number[]).includes(cell)) view.cell_m = cell;
  const at = query.get('at');
  if (at !== null && AT.test(at)) view.at = at;
  return view;
}

/**
 * What does this address ask for? A parameter that can't be read is set aside and named, the rest is kept: a broken
 * link shows what it can and says what it could not. Days the wrong way round are set aside together, as `period`.
 *
 * @param search  the query part of an address, with or without `?`
 */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const view = parseView(query);
  const unread: Address['unread'] = [];
  for (;;) {
    try {
      return { filter: parseFilter(query), view, unread };
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      unread.push({ parameter: error.parameter, value: error.value });
      for (const name of error.parameters) query.delete(name);
    }
  }
}

const own = new Set<string>([...FILTER_PARAMETERS, 'layer', 'map', 'bw', 'cell', 'at']);
const round = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

/** Query text with the commas and slashes of lists and cameras left readable. */
export const readableQuery = (query: URLSearchParams): string =>
  query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');

/**
 * The query that opens to this filter and view again; parameters of others in `before` stay.
 * @returns '' or a text that starts with `?`
 */
export function writeAddress(filter: Filter, view: View, before = ''): string {
  const query = formatFilter(filter);
  if (view.layers.join() !== DEFAULT_LAYERS.join()) query.set('layer', view.layers.join(',') || 'none');
  if (view.bandwidth_m !== DEFAULT_BANDWIDTH_M) query.set('bw', String(view.bandwidth_m));
  if (view.cell_m !== DEFAULT_CELL_M) query.set('cell', String(view.cell_m));
  if (view.at !== undefined) query.set('at', view.at);
  if (view.camera !== undefined)
    query.set('map', `${round(view.camera.z, 2)}/${round(view.camera.lat, 5)}/${round(view.camera.lon, 5)}`);
  for (const [name, value] of new URLSearchParams(before)) if (!own.has(name)) query.append(name, value);
  const text = readableQuery(query);
  return text === '' ? '' : `?${text}`;
}
