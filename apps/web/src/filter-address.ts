import {
  CHANNELS,
  type Channel,
  FEELINGS,
  type Feeling,
  FILTER_PARAMETERS,
  type Filter,
  FilterError,
  formatFilter,
  parseFilter,
} from '@lagesbild/contract';

/** Layers a person can switch on; a legend row each. */
export const LAYERS = ['points', 'cells', 'density', 'spots', 'emerging', 'perception', 'gaps', 'places'] as const;
export type Layer = (typeof LAYERS)[number];
/** These layers and one more, in their order. */
export const withLayer = (on: readonly Layer[], layer: Layer): Layer[] =>
  LAYERS.filter((other) => other === layer || on.includes(other));
export const DEFAULT_LAYERS: readonly Layer[] = ['points', 'density', 'places'];

/** Bandwidths that a map's scale may ask for, metres: each twice the one before. */
export const BANDWIDTHS_M = [100, 200, 400, 800, 1600, 3200, 6400] as const;
const [LEAST_M, MOST_M] = [BANDWIDTHS_M[0], BANDWIDTHS_M[BANDWIDTHS_M.length - 1]!];
/** The stops of a slider: three between each two of those, in equal proportions, to two figures. */
export const BANDWIDTH_STOPS_M: readonly number[] = BANDWIDTHS_M.flatMap((metres) =>
  metres === MOST_M ? [metres] : [0, 1, 2, 3].map((part) => Number((metres * 2 ** (part / 4)).toPrecision(2))),
);

/** Sides of the cells that are tested for standing out and for change, metres. */
export const CELLS_M = [50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 600, 800, 1000] as const;
const DEFAULT_CELL_M = 100;

export interface Camera {
  z: number;
  lat: number;
  lon: number;
}

/** How widely incidents are smoothed, and in what cells they are tested. */
export interface Lens {
  /** null: as wide as the map's scale asks for. */
  bandwidth_m: number | null;
  cell_m: number;
}

/** How the answer is looked at. It never changes a count; the filter does that. */
export interface View extends Lens {
  layers: Layer[];
  camera?: Camera;
  /** Which of what people say is shown; what is missing doesn't limit. */
  channels?: Channel[];
  feeling?: Feeling;
  reasons?: string[];
  /** What the inspector holds: the slug of a place, an incident as `i:<incident_id>`, a hot spot or a gap as `s:<x>.<y>`, `g:<x>.<y>` in metres. */
  at?: string;
}

export const INITIAL_VIEW: View = {
  layers: [...DEFAULT_LAYERS],
  bandwidth_m: null,
  cell_m: DEFAULT_CELL_M,
};

/** What an address says, and which of its parameters could not be read. */
export interface Address {
  filter: Filter;
  view: View;
  unread: { parameter: string; value: string }[];
}

const CAMERA = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/;
const AT = /^(i:\d{1,10}|[sg]:-?\d{1,8}\.-?\d{1,8}|[a-z0-9][a-z0-9-]{0,62})$/;

const REASONS = /^[a-z][a-z0-9_]{1,39}(,[a-z][a-z0-9_]{1,39}){0,19}$/;

type Unread = Address['unread'];

function parseView(query: URLSearchParams, unread: Unread): View {
  const view: View = { ...INITIAL_VIEW, layers: [...DEFAULT_LAYERS] };
  const read = (parameter: string, take: (value: string) => boolean): void => {
    const value = query.get(parameter);
    if (value !== null && !take(value)) unread.push({ parameter, value });
  };
  const layers = query.get('layer');
  if (layers !== null) {
    const asked = layers.split(',').filter((name) => name !== '' && name !== 'none');
    const strange = asked.filter((name) => !(LAYERS as readonly string[]).includes(name));
    if (strange.length > 0) unread.push({ parameter: 'layer', value: strange.join(',') });
    if (strange.length === 0 || strange.length < asked.length)
      view.layers = LAYERS.filter((layer) => asked.includes(layer));
  }
  read('map', (value) => {
    const camera = CAMERA.exec(value);
    const [z, lat, lon] = [Number(camera?.[1]), Number(camera?.[2]), Number(camera?.[3])];
    if (camera === null || z > 24 || Math.abs(lat) > 90 || Math.abs(lon) > 180) return false;
    view.camera = { z, lat, lon };
    return true;
  });
  const oneOf = (all: readonly number[], value: string): number | undefined => all.find((n) => String(n) === value);
  read('bw', (value) => {
    const metres = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    if (!(metres >= LEAST_M && metres <= MOST_M)) return false;
    view.bandwidth_m = metres;
    return true;
  });
  read('cell', (value) => {
    const metres = oneOf(CELLS_M, value);
    view.cell_m = metres ?? DEFAULT_CELL_M;
    return metres !== undefined;
  });
  read('channel', (value) => {
    const asked = value.split(',');
    if (!asked.every((name) => (CHANNELS as readonly string[]).includes(name))) return false;
    view.channels = CHANNELS.filter((channel) => asked.includes(channel));
    return true;
  });
  read('feeling', (value) => {
    const found = FEELINGS.find((feeling) => feeling === value);
    if (found !== undefined) view.feeling = found;
    return found !== undefined;
  });
  read('reason', (value) => {
    if (!REASONS.test(value)) return false;
    view.reasons = value.split(',');
    return true;
  });
  read('at', (value) => {
    if (!AT.test(value)) return false;
    view.at = value;
    return true;
  });
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
  const unread: Unread = [];
  const view = parseView(query, unread);
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

const own = new Set<string>([...FILTER_PARAMETERS, 'layer', 'map', 'bw', 'cell', 'at', 'channel', 'feeling', 'reason']);
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
  if (view.bandwidth_m !== null) query.set('bw', String(view.bandwidth_m));
  if (view.cell_m !== DEFAULT_CELL_M) query.set('cell', String(view.cell_m));
  if (view.channels !== undefined) query.set('channel', view.channels.join(','));
  if (view.feeling !== undefined) query.set('feeling', view.feeling);
  if (view.reasons !== undefined) query.set('reason', view.reasons.join(','));
  if (view.at !== undefined) query.set('at', view.at);
  if (view.camera !== undefined)
    query.set('map', `${round(view.camera.z, 2)}/${round(view.camera.lat, 5)}/${round(view.camera.lon, 5)}`);
  for (const [name, value] of new URLSearchParams(before)) if (!own.has(name)) query.append(name, value);
  const text = readableQuery(query);
  return text === '' ? '' : `?${text}`;
}
