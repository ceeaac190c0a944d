import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type XmlValue, xmlOf } from './xml.ts';

/** Both notations of GeoReport v2, chosen by the address's ending. */
export const FORMATS = ['xml', 'json'] as const;
export type Format = (typeof FORMATS)[number];

const TYPE: Record<Format, string> = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' };

/** What GeoReport v2 writes as a list in JSON and as an element that holds elements in XML. */
export interface Listed {
  root: string;
  each: string;
  rows: readonly { [name: string]: XmlValue }[];
}

/** A list, in the notation that was asked for. */
export function sendList(reply: FastifyReply, format: Format, { root, each, rows }: Listed): FastifyReply {
  return send(reply, format, rows, { root, content: { [each]: [...rows] } });
}

/** One thing whose two notations differ by more than the brackets. */
export function send(
  reply: FastifyReply,
  format: Format,
  json: unknown,
  { root, content }: { root: string; content: XmlValue },
): FastifyReply {
  return reply.type(TYPE[format]).send(format === 'xml' ? xmlOf(root, content) : JSON.stringify(json));
}

/** As the description of the api tells it. */
export const answerSchema = (status: number, json: z.ZodType) => ({
  [status]: {
    description: 'as GeoReport v2 has it',
    content: { 'text/xml': { schema: z.string() }, 'application/json': { schema: json } },
  },
});
