import { METHODS, type MethodName, type Parameter } from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { etagOf, isUnchanged } from '../conditional.ts';
import { problemOf, toProblem } from '../errors.ts';
import { queryOf } from '../filter-query.ts';
import { FilterQuery, numberParameter, parameter, VERSION_PARAMETER } from '../incident/query-schema.ts';
import type { HeldIncidents, Incidents } from '../incident/store.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { answerOf, envelope } from './answer.ts';
import { densityRoute } from './density.ts';
import { workEvents } from './events.ts';
import { Exhibits, exhibitRoute } from './exhibit.ts';
import { FORMATS, MEDIA_TYPE } from './format.ts';
import { type Asked, readQuestion } from './question.ts';
import { DONE_BEFORE, type MethodWork, startWork } from './work.ts';
import './sentences.ts';

export interface AnalysisOptions extends RoomOptions {
  incidents: Incidents;
}

const KEPT_BYTES = 32 * 1024 * 1024;

/** An answer ready to be sent. */
interface Sent {
  readonly body: string | Buffer;
  /** of bytes: what they are of */
  readonly head: string | null;
}

interface Desk {
  readonly incidents: Incidents;
  readonly exhibits: Exhibits;
  readonly kept: LRUCache<string, Sent>;
}

/** The methods, each under its own address: the same figures as the browser's own engine gives for the same rows. */
export async function analysisRoom(app: RoomApp, options: AnalysisOptions): Promise<void> {
  const kept = new LRUCache<string, Sent>({ maxSize: KEPT_BYTES, sizeCalculation: ({ body }) => body.length + 1 });
  const exhibits = new Exhibits(options.database, app.log);
  const desk = { incidents: options.incidents, exhibits, kept };
  densityRoute(app, options);
  for (const method of Object.keys(METHODS) as MethodName[]) methodRoute(app, method, desk);
  exhibitRoute(app, options.incidents, exhibits);
}

function methodRoute(app: RoomApp, method: MethodName, desk: Desk): void {
  const { says, parameters } = METHODS[method];
  const formats = FORMATS[method];
  app.get(
    `/api/:municipality/analysis/${method}`,
    {
      schema: {
        tags: ['analysis'],
        summary: says,
        description: describe(method),
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend({
          ...VERSION_PARAMETER,
          ...Object.fromEntries(
            Object.entries<Parameter>(parameters).map(([name, range]) => [name, numberParameter(range)]),
          ),
          ...(formats.length > 1 && {
            format: parameter({ description: 'of the answer', type: 'string', enum: formats, default: formats[0] }),
          }),
        }),
        response: { 200: answersIn(method), 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const held = await desk.incidents.of(request.params.municipality, request.person);
      const asked = readQuestion(method, query, held);
      const etag = etagOf('analysis', held.key, asked.text, asked.format);
      if (isUnchanged(request, reply, etag)) return reply.code(304).send();
      const events = asked.format === 'json' && String(request.headers.accept).includes('text/event-stream');
      const name = `${held.key} ${asked.format} ${asked.text}`;
      const ready = desk.kept.get(name);
      if (ready !== undefined && events) return sendEvents(request, reply, DONE_BEFORE, Promise.resolve(ready));
      if (ready !== undefined) return send(reply, asked, ready);

      const work = startWork(desk.incidents, held, asked);
      const sent = work.answer.then((found) => found && sentOf(desk, held, asked, found, name));
      if (events) return sendEvents(request, reply, work, sent);
      reply.raw.once('close', () => !reply.raw.writableFinished && work.giveUp());
      const answer = await sent;
      if (answer !== null) return send(reply, asked, answer);
      reply.hijack(); // nobody is there to hear it
      return reply as never;
    },
  );
}

const describe = (method: MethodName): string =>
  `${WHERE[method] ?? WHERE_STUDIED} What was left out for want of precision is told. Lengths are metres of the area’s CRS. ` +
  'With `Accept: text/event-stream` it tells how far it is (events `step`, then `answer`); closing the request gives the work up.';

const WHERE_STUDIED =
  'Of incidents known to a point or segment, in the places or areas the filter names, else in the built-up areas that are on by default.';
const WHERE_SELECTED = 'Of all incidents under the filter, wherever they are.';
const WHERE: Partial<Record<MethodName, string>> = {
  ...{ hours: WHERE_SELECTED, compare: WHERE_SELECTED, trend: WHERE_SELECTED },
  'near-repeat': 'Of incidents known to a point or segment and to a day.',
  emerging: `${WHERE_STUDIED} The filter’s first day doesn’t limit it: steps reach back from its last.`,
  accuracy: `${WHERE_STUDIED} The filter’s first day doesn’t limit it: windows reach back from its last.`,
};

function answersIn(method: MethodName) {
  const json = { 'application/json': { schema: answerOf(method) } };
  const bytes = z
    .string()
    .meta({ format: 'binary' })
    .describe('float32, little-endian: the layers that the header X-Grid names, one after the other');
  return {
    content: {
      ...json,
      ...(FORMATS[method].includes('geojson')
        ? { 'application/geo+json': { schema: z.looseObject({ type: z.literal('FeatureCollection') }) } }
        : {}),
      ...(FORMATS[method].includes('grid') ? { 'application/octet-stream': { schema: bytes } } : {}),
    },
  };
}

/** Keeps what was found, as an exhibit and in memory, in the form that was asked for. */
async function sentOf(
  { exhibits, kept }: Desk,
  held: HeldIncidents,
  { method, parameters, filter, text }: Asked,
  { json, shaped }: NonNullable<Awaited<MethodWork['answer']>>,
  name: string,
): Promise<Sent> {
  const { version, srid } = held.area;
  const id = exhibits.idOf(held.key, text);
  const head = { method, parameters, filter, data_version: version, srid, exhibit: id };
  const exhibit = await exhibits.keep(held, id, envelope(head, json));
  const told = { ...head, exhibit };
  const whole = envelope(told, json);
  let sent: Sent = { body: whole, head: null };
  if (shaped !== null && 'features' in shaped) {
    const { n, refused, features } = shaped;
    sent = {
      body: envelope({ type: 'FeatureCollection', ...told, n, refused }, `{"features":${features}}`),
      head: null,
    };
  } else if (shaped !== null) {
    const { n, refused, raster, layers, values } = shaped;
    sent = {
      body: Buffer.from(values.buffer, values.byteOffset, values.byteLength),
      head: JSON.stringify({ ...told, filter: undefined, n, refused, raster, layers }),
    };
  }
  kept.set(name, sent);
  return sent;
}

function send(reply: FastifyReply, { format }: Asked, { body, head }: Sent): never {
  if (head !== null) reply.header('x-grid', head);
  return reply.type(MEDIA_TYPE[format]).send(body) as never;
}

function sendEvents(request: FastifyRequest, reply: FastifyReply, work: MethodWork, sent: Promise<Sent | null>): never {
  const text = sent.then((answer) => answer && String(answer.body));
  reply.removeHeader('etag').headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  const problem = (error: unknown) => problemOf(toProblem(error, request), request);
  return reply.type('text/event-stream; charset=utf-8').send(workEvents(work, text, problem) as never) as never;
}
