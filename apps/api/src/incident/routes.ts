import { Tally } from '@lagesbild/contract';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { acceptedEncoding } from '../compressed.ts';
import { etagOf, isUnchanged } from '../conditional.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { areaCountsRoute } from './area-counts.ts';
import { exportRoutes } from './export.ts';
import { incidentRoute } from './incident.ts';
import { listRoute } from './list.ts';
import { FilterQuery, VERSION_PARAMETER } from './query-schema.ts';
import type { Incidents } from './store.ts';

export interface IncidentOptions extends RoomOptions {
  incidents: Incidents;
  viewers: SourceViewers;
}

const TALLIES_BYTES = 16 * 1024 * 1024;

/** Incidents of a municipality: all of them at once for the browser, counts, one, a file of them. */
export async function incidentRoom(app: RoomApp, options: IncidentOptions): Promise<void> {
  columnsRoute(app, options);
  tallyRoute(app, options);
  areaCountsRoute(app, options);
  listRoute(app, options); // before the single incident: its number would catch list
  exportRoutes(app, options); // before the single incident: its number would catch export.csv
  incidentRoute(app, options);
}

function columnsRoute(app: RoomApp, { incidents }: IncidentOptions): void {
  app.get(
    '/api/:municipality/incidents/columns',
    {
      compress: false,
      schema: {
        tags: ['incidents'],
        summary: 'All incidents, as flat columns',
        description:
          'A binary file (format: packages/incidents, codec.ts) for the engine in a browser. Compressed once per data ' +
          'version; its ETag names that version and its content. X-Rows and X-Decoded-Length say how much will come. ' +
          'With If-None-Match the answer is at least as new as the last write before the request.',
        params: z.object({ municipality: z.string() }),
        response: { 200: binary('application/octet-stream'), 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const { municipality } = request.params;
      // Whoever has rows already asks because there may be newer ones: don't send them away with the old.
      const asksAgain = request.headers['if-none-match'] !== undefined;
      const held = await (asksAgain
        ? incidents.freshOf(municipality, request.person)
        : incidents.of(municipality, request.person));
      if (isUnchanged(request, reply, etagOf('columns', held.key))) return reply.code(304).send();
      const encoding = acceptedEncoding(request.headers['accept-encoding']);
      const file = held.file(encoding);
      reply.headers({
        vary: 'accept-encoding',
        'x-rows': held.count,
        'x-decoded-length': held.bytes,
        'x-data-version': held.area.version,
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
        ...(file.length === null ? {} : { 'content-length': file.length }),
      });
      return reply.type('application/octet-stream').send(file.stream() as never);
    },
  );
}

function tallyRoute(app: RoomApp, { incidents }: IncidentOptions): void {
  const kept = new LRUCache<string, string>({ maxSize: TALLIES_BYTES, sizeCalculation: (text) => text.length + 1 });
  app.get(
    '/api/:municipality/incidents/tally',
    {
      schema: {
        tags: ['incidents'],
        summary: 'Counts under a filter',
        description: 'The same figures as the browser’s own engine gives for the same rows.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend(VERSION_PARAMETER),
        response: { 200: Tally, 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const filter = readFilter(queryOf(request), ['v']);
      const held = await incidents.of(request.params.municipality, request.person);
      const { text } = held.check(filter);
      if (isUnchanged(request, reply, etagOf('tally', held.key, text))) return reply.code(304).send();
      const name = `${held.key}?${text}`;
      let answer = kept.get(name);
      if (answer === undefined) {
        answer = await incidents.ask<string>(held, { kind: 'tally', filter: text });
        kept.set(name, answer);
      }
      return reply.type('application/json; charset=utf-8').send(answer as never);
    },
  );
}

/** A response of bytes, for the description of the api. */
function binary(type: string) {
  return { content: { [type]: { schema: z.string().meta({ format: 'binary' }) } } };
}
