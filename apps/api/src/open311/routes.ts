import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { type PublicDatabase, publicly } from '../db/public-side.ts';
import { ProblemError } from '../errors.ts';
import { type FlagArea, findFlagArea } from '../flag/area.ts';
import { readChoices } from '../flag/choice.ts';
import type { FlagDesk } from '../flag/desk.ts';
import { readTold } from '../flag/told.ts';
import { preferredLanguage } from '../language.ts';
import { once, PUBLIC_SIDE } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { sentence } from '../sentence.ts';
import { answerSchema, FORMATS, send, sendList } from './answer.ts';
import { Discovery, discoveryOf } from './discovery.ts';
import { sendFault } from './fault.ts';
import { readForm, SentRequest } from './form-body.ts';
import { readPublished } from './published.ts';
import { cellOf, flagOf, ServiceRequest, toldAsRequest, unknownService } from './request.ts';
import { definitionInXml, definitionOf, readServices, Service, ServiceDefinition } from './service.ts';
import './sentences.ts';

const tags = ['open311'];
const InFormat = z.object({ format: z.enum(FORMATS).describe('xml or json') });
const In = z.object({
  jurisdiction_id: z.string().max(64).optional().describe('short name of the area; may be missing where there is one'),
});
/** A form with what other systems also write in it, which is thrown away unread. */
const FORM_MAX_BYTES = 65_536;
const FORM = 'application/x-www-form-urlencoded';

const Made = z.object({ token: z.string(), service_notice: z.string(), account_id: z.null() });
const Token = z.object({ service_request_id: z.string(), token: z.string() });

/**
 * Open311 GeoReport v2, for other municipal systems and apps: a service is a reason of the flag's form, a request is a flag, and its
 * token the flag's receipt. https://wiki.open311.org/GeoReport_v2
 */
export async function open311Room(
  app: RoomApp,
  options: { config: Config; database: PublicDatabase; desk: FlagDesk },
): Promise<void> {
  await app.register(async (inside) => geoReport(inside as RoomApp, options));
}

async function geoReport(
  app: RoomApp,
  { config, database, desk }: { config: Config; database: PublicDatabase; desk: FlagDesk },
): Promise<void> {
  app.setErrorHandler((error, request, reply) => sendFault(error, request, reply));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_MAX_BYTES }, async (_: unknown, body: string) =>
    readForm(body),
  );
  const ask = <T>(question: (trx: Knex.Transaction) => Promise<T>): Promise<T> => publicly(database, question);
  const languageOf = (request: FastifyRequest) => preferredLanguage(request.headers['accept-language']);

  app.get(
    '/open311/v2/discovery.:format',
    {
      schema: {
        tags,
        summary: 'Where Open311 is, and in which notations',
        description: 'The discovery document of GeoReport v2.',
        params: InFormat,
        response: answerSchema(200, Discovery),
      },
    },
    async (request, reply) => {
      const { json, content } = discoveryOf(config, request, languageOf(request));
      return send(reply, request.params.format, json, { root: 'discovery', content });
    },
  );

  app.get(
    '/open311/v2/services.:format',
    {
      schema: {
        tags,
        summary: 'What can be told about a place',
        description: 'Each reason of the area’s form is a service.',
        params: InFormat,
        querystring: In,
        response: answerSchema(200, z.array(Service)),
      },
    },
    async (request, reply) => {
      const list = await ask(async (trx) => {
        const { municipality_id } = await jurisdiction(trx, request.query.jurisdiction_id);
        return readServices(trx, municipality_id, languageOf(request));
      });
      return sendList(reply, request.params.format, list);
    },
  );

  app.get(
    '/open311/v2/services/:service_code.:format',
    {
      schema: {
        tags,
        summary: 'What a service asks beside the place',
        description: 'None of its attributes has to be sent.',
        params: InFormat.extend({ service_code: z.string().max(40).describe('of the list of services') }),
        querystring: In,
        response: answerSchema(200, ServiceDefinition),
      },
    },
    async (request, reply) => {
      const { service_code, format } = request.params;
      const area = await ask((trx) => jurisdiction(trx, request.query.jurisdiction_id));
      const choices = await ask((trx) => readChoices(trx, area.municipality_id));
      if (!choices.reasons.some(({ code }) => code === service_code)) throw unknownService(service_code, choices);
      const definition = definitionOf(service_code, choices, languageOf(request));
      return send(reply, format, definition, { root: 'service_definition', content: definitionInXml(definition) });
    },
  );

  app.get(
    '/open311/v2/requests.:format',
    {
      schema: {
        tags,
        summary: 'Requests that are public',
        description:
          'What the municipality has answered in public, each by an id of its own. What somebody told is never among them: it is published in ' +
          'releases, where no single one can be told apart.',
        params: InFormat,
        querystring: In,
        response: answerSchema(200, z.array(ServiceRequest)),
      },
    },
    async (request, reply) => {
      const rows = await ask(async (trx) => {
        const area = await jurisdiction(trx, request.query.jurisdiction_id);
        return readPublished(trx, area, languageOf(request));
      });
      return sendList(reply, request.params.format, { root: 'service_requests', each: 'request', rows });
    },
  );

  app.post(
    '/open311/v2/requests.:format',
    {
      bodyLimit: FORM_MAX_BYTES,
      schema: {
        tags,
        summary: 'Tell about a place',
        description:
          'Stored is the cell of 100 m, the month, and what was chosen. Name, e-mail, telephone, account, device, description, address and ' +
          'picture are thrown away unread. The token is shown once, and is the only way to the request.',
        consumes: [FORM],
        params: InFormat,
        body: SentRequest,
        response: answerSchema(201, z.array(Made)),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const area = await ask((trx) => jurisdiction(trx, body.jurisdiction_id));
      const cell = cellOf(body, area);
      if (cell === null) throw outside(body, area);
      const flag = flagOf(body, cell, await ask((trx) => readChoices(trx, area.municipality_id)));
      reply.code(201).header('cache-control', 'no-store');
      const made = await desk.makeReceipt();
      const { receipt, answer_days } = await once(
        database,
        request,
        reply,
        (trx) => desk.take(trx, request, area.slug, flag, made),
        PUBLIC_SIDE,
      ).catch((error: unknown) => {
        throw inOwnWords(error, body, area);
      });
      const service_notice = sentence(languageOf(request), 'open311_notice', { days: answer_days });
      const rows = [{ token: receipt, service_notice, account_id: null }];
      return sendList(reply, request.params.format, { root: 'service_requests', each: 'request', rows });
    },
  );

  app.get(
    '/open311/v2/requests/:service_request_id.:format',
    {
      schema: {
        tags,
        summary: 'What became of a request',
        description:
          'By its token, or by the id of what is answered in public. Status and area: no coordinates, and nothing of when it was sent.',
        params: InFormat.extend({
          service_request_id: z.string().max(200).describe('the request’s token, or an id of the list'),
        }),
        querystring: In,
        response: answerSchema(200, z.array(ServiceRequest)),
      },
    },
    async (request, reply) => {
      const { service_request_id, format } = request.params;
      if (z.uuid().safeParse(service_request_id).success) {
        const found = await ask(async (trx) => {
          const area = await jurisdiction(trx, request.query.jurisdiction_id);
          return readPublished(trx, area, languageOf(request), service_request_id);
        });
        if (found.length === 0) throw new ProblemError('receipt_unknown');
        return sendList(reply, format, { root: 'service_requests', each: 'request', rows: found });
      }
      const { area, flag_id } = await opened(request, service_request_id, request.query.jurisdiction_id);
      const told = await ask((trx) => readTold(trx, area, flag_id));
      reply.header('cache-control', 'no-store');
      const rows = [toldAsRequest(service_request_id, told, area, languageOf(request))];
      return sendList(reply, format, { root: 'service_requests', each: 'request', rows });
    },
  );

  app.get(
    '/open311/v2/tokens/:token.:format',
    {
      schema: {
        tags,
        summary: 'The id of a request, by its token',
        description: 'They are the same: who knows the one may know the other.',
        params: InFormat.extend({ token: z.string().max(200).describe('of the request, as it was given once') }),
        querystring: In,
        response: answerSchema(200, z.array(Token)),
      },
    },
    async (request, reply) => {
      const { token, format } = request.params;
      await opened(request, token, request.query.jurisdiction_id);
      reply.header('cache-control', 'no-store');
      const rows = [{ service_request_id: token, token }];
      return sendList(reply, format, { root: 'service_requests', each: 'request', rows });
    },
  );

  async function opened(request: FastifyRequest, token: string, jurisdiction_id: string | undefined) {
    const { slug } = await ask((trx) => jurisdiction(trx, jurisdiction_id));
    return desk.open(request, slug, token);
  }
}

const AREAS = 'select slug from flag.area order by slug limit 9';

/** @throws {ProblemError} open311_jurisdiction, municipality_unknown */
async function jurisdiction(trx: Knex, asked: string | undefined): Promise<FlagArea> {
  if (asked !== undefined) return findFlagArea(trx, asked);
  const { rows } = await trx.raw<{ rows: { slug: string }[] }>(AREAS);
  if (rows.length !== 1)
    throw new ProblemError('open311_jurisdiction', { known: rows.map(({ slug }) => slug).join(', ') || '–' });
  return findFlagArea(trx, rows[0]!.slug);
}

const outside = ({ lat, long }: SentRequest, { names }: FlagArea): ProblemError =>
  new ProblemError('open311_outside', { lat, long, area: names.sv });

/** What the form's page would say of cells and work to be done, as a client of Open311 can understand it. */
function inOwnWords(error: unknown, body: SentRequest, area: FlagArea): unknown {
  const { code } = Object(error) as { code?: string };
  if (code === 'flag_outside') return outside(body, area);
  return code === 'work_needed' ? new ProblemError('open311_busy', {}, { 'retry-after': '600' }) : error;
}
