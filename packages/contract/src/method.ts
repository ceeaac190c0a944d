/** A number that a method takes. */
export interface Parameter {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
  /** only whole numbers */
  readonly whole?: boolean;
  readonly says: string;
}

const CELL: Parameter = { unit: 'm', min: 25, max: 5000, usual: 100, says: 'side of a square cell' };
const REACH: Parameter = {
  unit: 'm',
  min: 0,
  max: 10_000,
  usual: 200,
  says: 'cells whose middles are at most this far apart are neighbours',
};
const FDR: Parameter = {
  unit: 'share',
  min: 0.0001,
  max: 0.5,
  usual: 0.05,
  says: 'share of false alarms put up with among what stands out',
};
const COUNT = (min: number, max: number, usual: number, says: string): Parameter => ({
  ...{ unit: '', min, max, usual, whole: true, says },
});
const DAYS = (min: number, max: number, usual: number, says: string): Parameter => ({
  ...{ unit: 'd', min, max, usual, whole: true, says },
});
const SEED = COUNT(0, 2 ** 31, 1, 'of whatever is drawn at random');

/**
 * Every method that answers for a filter: what it takes, with unit, range and what is usual. The api's checks and
 * description and the page's controls are made from this.
 */
export const METHODS = {
  gistar: {
    says: 'Cells where incidents gather more than chance lets them (Getis-Ord Gi*, false discovery rate)',
    parameters: {
      ...{ cell_m: CELL, reach_m: REACH, fdr: FDR },
      own: COUNT(0, 1, 1, '1: a cell is among its own neighbours (Gi*); 0: it is left out (Gi)'),
    },
  },
  emerging: {
    says: 'Which hot and cold spots are new, growing, fading or gone (space–time Gi*, Mann–Kendall)',
    parameters: {
      cell_m: { ...CELL, usual: 200 },
      reach_m: { ...REACH, usual: 400 },
      step_days: DAYS(1, 366, 28, 'length of a step'),
      step_months: COUNT(0, 12, 0, 'above 0: calendar months in a step, for what is known only to the month'),
      steps: COUNT(2, 120, 24, 'steps up to the end of the period, or as many as there are data for'),
      fdr: FDR,
    },
  },
  moran: {
    says: 'Cells among their like, and cells unlike their neighbours (local Moran’s I, false discovery rate)',
    parameters: {
      cell_m: { ...CELL, usual: 200 },
      reach_m: { ...REACH, usual: 400 },
      permutations: COUNT(99, 99_999, 9999, 'drawings p is of'),
      fdr: FDR,
      seed: SEED,
    },
  },
  clusters: {
    says: 'Incidents that crowd together, and where exactly (DBSCAN)',
    parameters: {
      eps_m: {
        unit: 'm',
        min: 10,
        max: 2000,
        usual: 100,
        says: 'incidents at most this far apart are near each other',
      },
      min_points: COUNT(2, 10_000, 20, 'incidents near one, itself among them, that make it the core of a cluster'),
    },
  },
  'near-repeat': {
    says: 'Pairs of incidents near each other in place and time, against what chance gives (Knox)',
    parameters: {
      band_m: { unit: 'm', min: 10, max: 5000, usual: 100, says: 'width of a distance band' },
      bands: COUNT(1, 10, 4, 'distance bands'),
      band_days: DAYS(1, 180, 7, 'length of a time band'),
      time_bands: COUNT(1, 12, 4, 'time bands'),
      permutations: COUNT(19, 9999, 199, 'permutations p is of'),
      seed: SEED,
    },
  },
  hours: {
    says: 'In which hours incidents were, when only an interval is known (aoristic weights)',
    parameters: {},
  },
  compare: {
    says: 'This period against the same weeks of earlier years, at equal registration age (exact rate ratio)',
    parameters: {
      years: COUNT(1, 10, 1, 'years to look back'),
      level: { unit: 'share', min: 0.5, max: 0.999, usual: 0.95, says: 'share of intervals that hold the true ratio' },
    },
  },
  trend: {
    says: 'Whether counts per month rise or fall, with the season taken out (Mann–Kendall, Sen, STL)',
    parameters: {
      months: COUNT(1, 12, 1, 'calendar months in a step'),
      level: { unit: 'share', min: 0.5, max: 0.999, usual: 0.95, says: 'of the interval of the slope' },
    },
  },
  harm: {
    says: 'Counts weighted by harm, and what has no weight (harm index)',
    parameters: { cell_m: { ...CELL, usual: 200 } },
  },
  accuracy: {
    says: 'Whether a density of past incidents foretells better than the count of the last 365 days (PAI, PEI*, RRI, rolling backtest)',
    parameters: {
      cell_m: { ...CELL, usual: 200 },
      bandwidth_m: { unit: 'm', min: 25, max: 5000, usual: 200, says: 'standard deviation of the density' },
      memory_days: DAYS(7, 3660, 365, 'days that the density looks back'),
      horizon_days: DAYS(1, 366, 28, 'days that are foretold at a time'),
      windows: COUNT(1, 120, 13, 'times it is tried, the last one ending with the period'),
      share: { unit: 'share', min: 0.001, max: 0.5, usual: 0.05, says: 'of the area that may be chosen' },
      seed: SEED,
    },
  },
  hexagons: {
    says: 'Counts in hexagons, and the share of each inside the study area',
    parameters: { side_m: { unit: 'm', min: 25, max: 5000, usual: 150, says: 'side of a hexagon' } },
  },
  bandwidth: {
    says: 'How far to spread an incident by four rules, and whether another bandwidth would tell another story',
    parameters: {
      cell_m: { ...CELL, says: 'side of a cell of the surfaces that are compared' },
      bandwidth_m: { unit: 'm', min: 10, max: 20_000, usual: 200, says: 'the one all others are compared with' },
    },
  },
  'gap-map': {
    says: 'Where more is felt than recorded, and where more is recorded than felt (Fisher’s exact test, false discovery rate)',
    parameters: {
      ...{ cell_m: { ...CELL, usual: 200 }, fdr: FDR },
      channel: COUNT(0, 4, 0, '0: every channel; 1 resident flags, 2 citizen dialogues, 3 employee dialogues, 4 walks'),
    },
  },
  silence: {
    says: 'Of those to whom something happened, how many didn’t report it, and why (shrunk shares, small ones suppressed)',
    parameters: {
      k: COUNT(2, 100, 5, 'places with fewer statements are suppressed'),
      level: { unit: 'share', min: 0.5, max: 0.999, usual: 0.95, says: 'share of intervals that hold the true share' },
    },
  },
} as const satisfies Record<string, { says: string; parameters: Readonly<Record<string, Parameter>> }>;

export type MethodName = keyof typeof METHODS;
export type MethodParameters<M extends MethodName> = {
  readonly [P in keyof (typeof METHODS)[M]['parameters']]: number;
};

export const isMethod = (name: string): name is MethodName => Object.hasOwn(METHODS, name);

/** Why a parameter could not be used: its value as written, and what it may be. */
export class ParameterError extends Error {
  readonly parameter: string;
  readonly value: string;
  readonly range: Parameter;
  constructor(parameter: string, value: string, range: Parameter) {
    super(`${parameter}=${value}: from ${range.min} to ${range.max}`);
    this.parameter = parameter;
    this.value = value;
    this.range = range;
  }
}

/**
 * The parameters of a method in an address, those left out as is usual. Other names there are not its.
 * @throws {ParameterError} naming the first that isn't a number in its range, or is given twice
 */
export function readParameters<M extends MethodName>(method: M, query: URLSearchParams): MethodParameters<M> {
  const found: Record<string, number> = {};
  for (const [name, range] of Object.entries<Parameter>(METHODS[method].parameters))
    found[name] = readParameter(query, name, range);
  return found as MethodParameters<M>;
}

/** One of them, the usual when it is left out. @throws {ParameterError} when it isn't a number in its range, or is given twice */
export function readParameter(query: URLSearchParams, name: string, range: Parameter): number {
  const text = query.getAll(name).join('&');
  const value = text === '' ? range.usual : /^\d{1,10}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.min && value <= range.max) || (range.whole && !Number.isInteger(value)))
    throw new ParameterError(name, text.slice(0, 64), range);
  return value;
}

/** Parameters as an address has them, in one order; what is usual is left out. */
export function formatParameters<M extends MethodName>(method: M, parameters: MethodParameters<M>): URLSearchParams {
  const query = new URLSearchParams();
  const given: Readonly<Record<string, number>> = parameters;
  for (const [name, { usual }] of Object.entries<Parameter>(METHODS[method].parameters))
    if (given[name] !== usual) query.set(name, String(given[name]));
  return query;
}
