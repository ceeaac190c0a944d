import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { etagOf, isUnchanged } from '../conditional.ts';
import { problemOf, toProblem } from '../errors.ts';
import type { HeldIncidents } from '../incident/held.ts';
import type { MethodAnswer } from '../incident/question-worker.ts';
import { envelope } from './answer.ts';
import { workEvents } from './events.ts';
import type { Exhibits } from './exhibit.ts';
import { type Format, MEDIA_TYPE } from './format.ts';
import { OF_PERCEPTION } from './voices.ts';
import { DONE_BEFORE, type MethodWork } from './work.ts';

const KEPT_BYTES = 32 * 1024 * 1024;

/** A question that can be answered, and what the answer says of it. */
export interface Put {
  readonly held: HeldIncidents;
  readonly method: string;
  readonly parameters: object;
  /** in the text that is equal for equal filters */
  readonly filter: string;
  readonly format: Format;
  /** equal for equal questions, whatever the format */
  readonly text: string;
}

/** An answer ready to be sent. */
interface Sent {
  readonly body: string | Buffer;
  /** of bytes: what they are of */
  readonly head: string | null;
}

/** Gives the answers of methods out: those it has, those that are worked out now, and how far these are. */
export class Desk {
  private readonly exhibits: Exhibits;
  private readonly kept = new LRUCache<string, Sent>({
    ...{ maxSize: KEPT_BYTES, sizeCalculation: ({ body }: Sent) => body.length + 1 },
  });

  constructor(exhibits: Exhibits) {
    this.exhibits = exhibits;
  }

  /** @param start  sets the work going; not called when the answer is here, or with whoever asks */
  async give(request: FastifyRequest, reply: FastifyReply, put: Put, start: () => MethodWork): Promise<never> {
    const { held, format, text } = put;
    const etag = etagOf('analysis', held.key, text, format);
    if (isUnchanged(request, reply, etag)) return reply.code(304).send() as never;
    const events = format === 'json' && String(request.headers.accept).includes('text/event-stream');
    const name = `${held.key} ${format} ${text}`;
    const ready = this.kept.get(name);
    if (ready !== undefined && events) return sendEvents(request, reply, DONE_BEFORE, Promise.resolve(ready));
    if (ready !== undefined) return send(reply, format, ready);

    const work = start();
    const sent = work.answer.then((found) => found && this.sentOf(put, found, name));
    if (events) return sendEvents(request, reply, work, sent);
    reply.raw.once('close', () => !reply.raw.writableFinished && work.giveUp());
    const answer = await sent;
    if (answer !== null) return send(reply, format, answer);
    reply.hijack(); // nobody is there to hear it
    return reply as never;
  }

  /** Keeps what was found, as an exhibit and in memory, in the form that was asked for. */
  private async sentOf(put: Put, { json, shaped }: MethodAnswer, name: string): Promise<Sent> {
    const { held, method, parameters, filter, text } = put;
    const { version, srid } = held.area;
    const id = this.exhibits.idOf(held.key, text);
    const head = { method, parameters, filter, data_version: version, srid, exhibit: id };
    // A picture is one of the many that follow a brush: what it is of is told, and kept for whoever asks for its figures.
    if (put.format === 'float32')
      return { body: bytesOf(shaped), head: envelope({ ...head, filter: undefined, exhibit: null }, json) };
    const exhibit = await this.exhibits.keep(held, id, envelope(head, json), OF_PERCEPTION.has(method));
    const told = { ...head, exhibit };
    let sent: Sent = { body: envelope(told, json), head: null };
    if (shaped !== null && 'features' in shaped) {
      const { n, refused, features } = shaped;
      sent = {
        body: envelope({ type: 'FeatureCollection', ...told, n, refused }, `{"features":${features}}`),
        head: null,
      };
    } else if (shaped !== null && 'layers' in shaped) {
      const { n, refused, raster, layers } = shaped;
      sent = {
        body: bytesOf(shaped),
        head: JSON.stringify({ ...told, filter: undefined, n, refused, raster, layers }),
      };
    }
    this.kept.set(name, sent);
    return sent;
  }
}

function bytesOf(shaped: MethodAnswer['shaped']): Buffer {
  if (shaped === null || !('values' in shaped)) throw new TypeError('bytes were asked for, and none were made');
  return Buffer.from(shaped.values.buffer, shaped.values.byteOffset, shaped.values.byteLength);
}

function send(reply: FastifyReply, format: Format, { body, head }: Sent): never {
  if (head !== null) reply.header(format === 'float32' ? 'x-density' : 'x-grid', head);
  return reply.type(MEDIA_TYPE[format]).send(body) as never;
}

function sendEvents(request: FastifyRequest, reply: FastifyReply, work: MethodWork, sent: Promise<Sent | null>): never {
  const text = sent.then((answer) => answer && String(answer.body));
  reply.removeHeader('etag').headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  const problem = (error: unknown) => problemOf(toProblem(error, request), request);
  return reply.type('text/event-stream; charset=utf-8').send(workEvents(work, text, problem) as never) as never;
}
