import {
  formatParameters,
  METHODS,
  type MethodName,
  type MethodParameters,
  type Parameter,
  ParameterError,
  readParameters,
} from '@lagesbild/contract';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { etagOf, isUnchanged } from '../conditional.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import { FilterQuery } from '../incident/query-schema.ts';
import { type MethodQuestion, UNWANTED } from '../incident/question-worker.ts';
import type { HeldIncidents, Incidents } from '../incident/store.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { ANSWERS } from './answer.ts';
import './sentences.ts';

export interface AnalysisOptions extends RoomOptions {
  incidents: Incidents;
}

const KEPT_BYTES = 32 * 1024 * 1024;
/** Cells of a raster over a study area: a county in cells of 100 m. */
const CELLS_MAX = 1_000_000;

/** The methods, each under its own address: the same figures as the browser's own engine gives for the same rows. */
export async function analysisRoom(app: RoomApp, { incidents }: AnalysisOptions): Promise<void> {
  const kept = new LRUCache<string, string>({ maxSize: KEPT_BYTES, sizeCalculation: (text) => text.length + 1 });
  for (const method of Object.keys(METHODS) as MethodName[]) methodRoute(app, method, incidents, kept);
}

function methodRoute(app: RoomApp, method: MethodName, incidents: Incidents, kept: LRUCache<string, string>): void {
  const { says, parameters: ranges } = METHODS[method];
  const names = Object.keys(ranges);
  app.get(
    `/api/:municipality/analysis/${method}`,
    {
      schema: {
        tags: ['analysis'],
        summary: says,
        description:
          'Of incidents known to a point or segment, in the places or areas the filter names, else in the built-up areas ' +
          'that are on by default. What was left out for want of precision is told. Lengths are metres of the area’s CRS.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend(
          Object.fromEntries(Object.entries<Parameter>(ranges).map(([name, range]) => [name, described(range)])),
        ),
        response: { 200: ANSWERS[method], 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const filter = readFilter(query, [...names, 'v']);
      const parameters = read(method, query);
      const held = await incidents.of(request.params.municipality, request.person);
      const { text } = held.check(filter);
      const region = held.region(filter);
      refuseTooFine(parameters, region);
      const asked = `${method}?${formatParameters(method, parameters)}`;
      if (isUnchanged(request, reply, etagOf('analysis', held.key, text, asked))) return reply.code(304).send();
      const name = `${held.key} ${asked} ${text}`;
      let answer = kept.get(name);
      if (answer === undefined) {
        const watch = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
        reply.raw.once('close', () => {
          if (!reply.raw.writableFinished) Atomics.store(watch, UNWANTED, 1);
        });
        const question = { kind: 'method', method, parameters, region, watch } as unknown as MethodQuestion;
        const found = await incidents.ask<string | null>(held, { filter: text, ...question });
        if (found === null) {
          reply.hijack(); // nobody is there to hear it
          return reply as never;
        }
        answer = envelope(method, parameters, held, found);
        kept.set(name, answer);
      }
      return reply.type('application/json; charset=utf-8').send(answer as never);
    },
  );
}

/** What was asked, before what was found. */
function envelope(method: MethodName, parameters: object, { area }: HeldIncidents, found: string): string {
  const head = JSON.stringify({ method, parameters, data_version: area.version, srid: area.srid });
  return `${head.slice(0, -1)},${found.slice(1)}`;
}

function read(method: MethodName, query: URLSearchParams): MethodParameters<MethodName> {
  try {
    return readParameters(method, query);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const { parameter, value, range } = error;
    const unit = range.unit === '' || range.unit === 'share' ? '' : ` ${range.unit}`;
    const { min, max } = range;
    const code = range.whole ? 'parameter_unusable_whole' : 'parameter_unusable';
    throw new ProblemError(code, { parameter, value, min, max, unit });
  }
}

/** Counted before anything is made: a county in cells of 25 m is no question for a thread. */
function refuseTooFine(parameters: object, { parts }: ReturnType<HeldIncidents['region']>): void {
  const { cell_m } = parameters as { cell_m?: number };
  if (cell_m === undefined) return;
  const span = (axis: 0 | 1): number => {
    let [low, high] = [Infinity, -Infinity];
    for (const ring of parts.flat())
      for (let i = axis; i < ring.length; i += 2) {
        low = Math.min(low, ring[i]!);
        high = Math.max(high, ring[i]!);
      }
    return Math.max(0, Math.floor(high / cell_m) - Math.floor(low / cell_m) + 1);
  };
  const cells = span(0) * span(1);
  if (cells > CELLS_MAX) throw new ProblemError('raster_too_fine', { cell_m, cells, limit: CELLS_MAX });
}

const described = ({ says, unit, min, max, usual, whole }: Parameter) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe(
      `${says}: ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}${unit && ` ${unit}`}, ${usual} by default`,
    );
