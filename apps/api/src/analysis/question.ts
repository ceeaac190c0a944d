import {
  formatParameters,
  type MethodName,
  type MethodParameters,
  type Parameter,
  ParameterError,
  readParameter,
  readParameters,
} from '@lagesbild/contract';
import { cellsIn, refusalOf } from '@lagesbild/incidents';
import { ProblemError } from '../errors.ts';
import { readFilter } from '../filter-query.ts';
import type { HeldIncidents } from '../incident/held.ts';
import { FORMATS, type MethodFormat } from './format.ts';

/** Cells of a raster that are written out as polygons. */
const POLYGONS_MAX = 100_000;

/** A question to a method that can be answered. */
export interface Asked {
  readonly method: MethodName;
  readonly parameters: MethodParameters<MethodName>;
  readonly format: MethodFormat;
  /** the filter, in the text that is equal for equal filters */
  readonly filter: string;
  readonly ground: ReturnType<HeldIncidents['ground']>;
  /** equal for equal questions, whatever the format */
  readonly text: string;
}

/**
 * The question in a request's address, refused in a sentence before anything is made when it is too much.
 * @throws {ProblemError} naming what can't be used, and the way out
 */
export function readQuestion(method: MethodName, query: URLSearchParams, held: HeldIncidents): Asked {
  const parameters = readAll(method, query);
  const filter = readFilter(query, [...Object.keys(parameters), 'format', 'v']);
  const { text, criteria } = held.check(filter);
  const ground = held.ground(filter);
  const refusal = refusalOf({ ...parameters }, { region: ground.region, criteria });
  if (refusal !== null) throw new ProblemError(refusal.code, { ...refusal });
  const format = readFormat(method, query);
  const { cell_m } = parameters as { cell_m?: number };
  const cells = cell_m === undefined ? 0 : cellsIn(ground.region, cell_m);
  if (format === 'geojson' && cells > POLYGONS_MAX)
    throw new ProblemError('raster_too_fine', { cell_m: cell_m!, cells, limit: POLYGONS_MAX });
  const asked = `${method}?${formatParameters(method, parameters)} ${text}`;
  return { method, parameters, format, filter: text, ground, text: asked };
}

const readAll = (method: MethodName, query: URLSearchParams): MethodParameters<MethodName> =>
  inWords(() => readParameters(method, query));

/** One number of a question, by its range. @throws {ProblemError} naming what can't be used, and the way out */
export const readNumber = (query: URLSearchParams, name: string, range: Parameter): number =>
  inWords(() => readParameter(query, name, range));

function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const { parameter, value, range } = error;
    const unit = range.unit === '' || range.unit === 'share' ? '' : ` ${range.unit}`;
    const { min, max } = range;
    const code = range.whole ? 'parameter_unusable_whole' : 'parameter_unusable';
    throw new ProblemError(code, { parameter, value, min, max, unit });
  }
}

function readFormat(method: MethodName, query: URLSearchParams): MethodFormat {
  const value = query.getAll('format').join('&') || 'json';
  const known = FORMATS[method];
  if (!(known as readonly string[]).includes(value))
    throw new ProblemError('format_unusable', { value: value.slice(0, 64), known: known.join(', ') });
  return value as MethodFormat;
}
