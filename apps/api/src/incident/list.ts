import { IncidentList } from '@lagesbild/contract';
import { z } from 'zod';
import { etagOf, isUnchanged } from '../conditional.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { RoomApp } from '../room.ts';
import { readBox } from './box.ts';
import { boxParameter, FilterQuery, numberParameter, VERSION_PARAMETER } from './query-schema.ts';
import type { IncidentOptions } from './routes.ts';

const LIMIT = { says: 'incidents at most', unit: '', min: 1, max: 1000, usual: 100, whole: true };

/** What lies under a click, and the latest: for clients that don't hold the rows themselves. */
export function listRoute(app: RoomApp, { incidents }: IncidentOptions): void {
  app.get(
    '/api/:municipality/incidents/list',
    {
      schema: {
        tags: ['incidents'],
        summary: 'The latest incidents under a filter, in a box or anywhere',
        description:
          'In a box only those known to a point or segment, as they are drawn. The rows that the tally counts.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend({
          ...VERSION_PARAMETER,
          bbox: boxParameter('everywhere'),
          limit: numberParameter(LIMIT),
        }),
        response: { 200: IncidentList, 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const filter = readFilter(query, ['bbox', 'limit', 'v']);
      const bounds = readBox(query.get('bbox'));
      const limit = limitOf(query.get('limit'));
      const held = await incidents.of(request.params.municipality, request.person);
      const { text } = held.check(filter);
      const etag = etagOf('list', held.key, text, bounds?.join() ?? '', limit);
      if (isUnchanged(request, reply, etag)) return reply.code(304).send();
      const answer = await incidents.ask<string>(held, { kind: 'list', filter: text, bounds, limit });
      return reply.type('application/json; charset=utf-8').send(answer as never);
    },
  );
}

function limitOf(text: string | null): number {
  if (text === null || text === '') return LIMIT.usual;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(limit >= 1 && limit <= LIMIT.max)) throw new ProblemError('limit_unusable', { value: text, max: LIMIT.max });
  return limit;
}
