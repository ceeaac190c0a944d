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
const SEED: Parameter = { unit: '', min: 0, max: 2 ** 31, usual: 1, whole: true, says: 'of the permutations' };

/**
 * Every method that answers for a filter: what it takes, with unit, range and what is usual. The api's checks and
 * description and the page's controls are made from this.
 */
export const METHODS = {
  gistar: {
    says: 'Cells where incidents gather more than chance lets them (Getis-Ord Gi*, false discovery rate)',
    parameters: { cell_m: CELL, reach_m: REACH, fdr: FDR },
  },
  'near-repeat': {
    says: 'Pairs of incidents near each other in place and time, against what chance gives (Knox)',
    parameters: {
      band_m: { unit: 'm', min: 10, max: 5000, usual: 100, says: 'width of a distance band' },
      bands: { unit: '', min: 1, max: 10, usual: 4, whole: true, says: 'distance bands' },
      band_days: { unit: 'd', min: 1, max: 180, usual: 7, whole: true, says: 'length of a time band' },
      time_bands: { unit: '', min: 1, max: 12, usual: 4, whole: true, says: 'time bands' },
      permutations: { unit: '', min: 19, max: 9999, usual: 199, whole: true, says: 'permutations p is of' },
      seed: SEED,
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
  for (const [name, range] of Object.entries<Parameter>(METHODS[method].parameters)) {
    const all = query.getAll(name);
    const text = all.join('&');
    const value = text === '' ? range.usual : /^\d{1,10}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= range.min && value <= range.max) || (range.whole && !Number.isInteger(value)))
      throw new ParameterError(name, text.slice(0, 64), range);
    found[name] = value;
  }
  return found as MethodParameters<M>;
}

/** Parameters as an address has them, in one order; what is usual is left out. */
export function formatParameters<M extends MethodName>(method: M, parameters: MethodParameters<M>): URLSearchParams {
  const query = new URLSearchParams();
  const given: Readonly<Record<string, number>> = parameters;
  for (const [name, { usual }] of Object.entries<Parameter>(METHODS[method].parameters))
    if (given[name] !== usual) query.set(name, String(given[name]));
  return query;
}
