import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import { Problem } from '@lagesbild/contract';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HARMLESS } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { VERSION } from '../version.ts';
import { type ApiDescription, apiPage, type Operation } from './api-page.ts';

const STYLE = readFileSync(new URL('./api-page.css', import.meta.url), 'utf8');
const METHODS = readFileSync(new URL('../../../../docs/methods.md', import.meta.url), 'utf8');

/** What the rooms are for, in the order a newcomer meets them. */
const TAGS: Record<string, string> = {
  installation: 'What runs here.',
  account: 'Coming in and going out, and one’s own account.',
  accounts: 'Other people’s accounts, for those who manage them.',
  municipality: 'The area: where it is, its places, its words.',
  import: 'Files on their way in, and taken back.',
  'area-counts': 'Counts that came as counts, by area and period.',
  incidents: 'What happened: all of it, counted, one by one, as a file.',
  moderation: 'What residents sent, on its way through the moderators’ hands.',
  actions: 'What is done about places, and what of it is public.',
  disclosure: 'Incidents and perception reports given out to whoever asks for them, masked and recorded.',
  zones: 'Where presence is planned: plans with their versions, and the areas of permits.',
  perception: 'What people say of places: all of it, meetings that staff record, survey results.',
  walks: 'Safety walks: where one goes, what is seen there, who is asked to see to it.',
  analysis: 'Statistics computed here, for clients that don’t hold the rows themselves.',
  tiles: 'The same incidents as vector tiles.',
  basemap: 'The operator’s own map.',
};

/** Parameters that mean the same wherever they stand in an address. */
const IN_PATH: Record<string, string> = {
  municipality: 'slug of the area, such as sigtuna',
  import_id: 'UUID of the import',
  source_id: 'number of the source within the area',
  account_id: 'UUID of the account',
  flag_id: 'UUID of the flag',
  action_id: 'UUID of the action',
  disclosure_id: 'UUID of the disclosure',
  dialogue_id: 'UUID of the dialogue',
  survey_id: 'UUID of the survey',
  walk_id: 'UUID of the walk',
  observation_id: 'UUID of the observation',
  photo_id: 'UUID of the photo',
  plan_id: 'UUID of the plan',
  permit_id: 'UUID of the permit',
  version: 'number of the version',
  organisation_id: 'UUID of the organisation',
  session_id: 'UUID of the session',
  z: 'zoom level',
  x: 'column of the tile, from the west',
  y: 'row of the tile, from the north',
};

/** Refusals that any route may give, whatever it is about: status → when. */
const REFUSALS: Record<string, { when: string; holds: (operation: Operation, method: string) => boolean }> = {
  400: { when: 'A value can’t be used.', holds: (operation) => hasInput(operation) },
  401: { when: 'Nobody is signed in, or the session has ended.', holds: (operation) => needsAccount(operation) },
  403: {
    when: 'The roles of whoever asks aren’t enough here, or a page of another site tries to write.',
    holds: (operation, method) => needsAccount(operation) || method !== 'get',
  },
  404: { when: 'What the address names isn’t here.', holds: ({ parameters }) => parameters?.some(isInPath) ?? false },
  409: {
    when: 'It conflicts with what is here, or the same request (by its Idempotency-Key) is being dealt with already.',
    holds: (_, method) => method === 'post',
  },
  413: { when: 'The body is too large.', holds: ({ requestBody }) => requestBody !== undefined },
  415: { when: 'The body is of a kind that isn’t read here.', holds: ({ requestBody }) => requestBody !== undefined },
  421: { when: 'The request was meant for another host.', holds: () => true },
  422: {
    when: 'The Idempotency-Key was used for another content.',
    holds: ({ parameters }) => parameters?.some(({ name }) => name === RESEND.name) ?? false,
  },
  429: { when: 'Too many requests from here. Retry-After says how many seconds to wait.', holds: () => true },
  500: { when: 'Something nobody foresaw; its `instance` stands in the log.', holds: () => true },
  503: { when: 'Not now: starting, too busy, or the database is away. Retry-After says when.', holds: () => true },
};
const isInPath = (parameter: { in: string }): boolean => parameter.in === 'path';
const needsAccount = ({ security }: Operation): boolean => (security?.length ?? 0) > 0;
const hasInput = ({ parameters, requestBody }: Operation): boolean =>
  requestBody !== undefined || (parameters?.length ?? 0) > 0;

/** The description of the api, gathered from every route registered after it: /api/openapi.json, readable at /api/docs, and the methods it answers by. */
export async function describeApi(app: RoomApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lägesbild',
        version: VERSION,
        description:
          'The safety map that a municipality and its police share. Every refusal is a problem (RFC 9457) whose ' +
          '`detail` is one sentence in the language of Accept-Language: sv, en or ar. Days and times are local to the ' +
          'area unless they carry an offset; degrees are WGS 84; a unit that the name doesn’t give stands beside it.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-lagesbild',
            description:
              'Given by POST /api/session. A route’s list names the roles that are enough; none: any account.',
          },
          unit: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-lagesbild-unit',
            description: 'Given by POST /api/{municipality}/unit/session, to a unit’s phone.',
          },
        },
      },
    },
    // Without the second one, references to named schemas dangle.
    transform: jsonSchemaTransform,
    transformObject: (document) => completed(jsonSchemaTransformObject(document) as unknown as ApiDescription) as never,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/api/docs', { schema: { hide: true } }, (_, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(app.swagger() as unknown as ApiDescription)),
  );
  app.get('/api/docs/methods.md', { schema: { hide: true } }, (_, reply) =>
    reply.type('text/markdown; charset=utf-8').send(METHODS),
  );
  app.get('/api/docs/page.css', { schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').send(STYLE),
  );
}

/** Says that a request is one sent before, whose answer was lost. */
const RESEND = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', format: 'uuid' },
  description:
    'A new UUID for each request, and the same when it is sent again because no answer came: it is done once, and the first answer comes again.',
} as const;

/** What stands there when a route's answer has no description of its own. */
const UNSAID = 'Default Response';

/** What holds for every route is said here once: its name for client generators, its refusals, what its address holds. */
function completed(document: ApiDescription): ApiDescription {
  const { $schema, ...problem } = z.toJSONSchema(Problem) as Record<string, unknown>;
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problem },
    responses: Object.fromEntries(
      Object.entries(REFUSALS).map(([status, { when }]) => [`Refusal${status}`, refusal(when)]),
    ),
  };
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      operation.operationId = nameOf(method, path);
      if (method === 'post' && HARMLESS[`POST ${path}`] === undefined)
        operation.parameters = [...(operation.parameters ?? []), RESEND];
      for (const parameter of operation.parameters ?? []) parameter.description ??= IN_PATH[parameter.name];
      for (const given of Object.values(operation.responses))
        if (given.description === UNSAID) given.description = 'The answer.';
      for (const [status, { holds }] of Object.entries(REFUSALS))
        if (holds(operation, method))
          operation.responses[status] ??= { $ref: `#/components/responses/Refusal${status}` };
    }
  return document;
}

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** `get /api/{municipality}/incidents/export.csv` → `get_municipality_incidents_export_csv` */
const nameOf = (method: string, path: string): string =>
  `${method}${path.replace(/^\/api/, '').replace(/\W+/g, '_')}`.replace(/_+$/, '');
