import { GovernedSource, LawfulBasis, SourceViewers as Viewers } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress, SourceAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { limitViewers, listGoverned, recordBasis, switchSource } from './governed.ts';
import './sentences.ts';

const tags = ['source'];

export interface SourceOptions extends RoomOptions {
  viewers: SourceViewers;
  /** Waits until nobody is answered by rows of the area that are older than the database is now. */
  renewed(area: string): Promise<void>;
}

/** What an administrator decides about a source: on what ground it is kept, whether it is shown, and to whom. */
export async function sourceRoom(app: RoomApp, { database, viewers, renewed }: SourceOptions): Promise<void> {
  app.get(
    '/api/:municipality/sources',
    {
      schema: {
        tags,
        summary: 'Every source, with its lawful basis and who may see it',
        description: 'Also those whose rows the person who asks may not see: so it tells no counts.',
        params: AreaAddress,
        response: { 200: z.array(GovernedSource) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return listGoverned(database.knex, municipality_id);
    },
  );

  app.patch(
    '/api/:municipality/sources/:source_id',
    {
      schema: {
        tags,
        summary: 'Show or hide everything from a source',
        description:
          'Nothing is deleted. A new data version, as after an import; the answer comes when it holds. A source of the police ' +
          'is refused until its lawful basis is recorded: the refusal names what is missing.',
        params: SourceAddress,
        body: z.object({ enabled: z.boolean() }),
        response: { 200: GovernedSource },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const switched = await switchSource(database, area, request.params.source_id, request.body.enabled, request.who);
      await renewed(area.slug); // whoever has hidden a source may tell others that it is
      return switched;
    },
  );

  app.put(
    '/api/:municipality/sources/:source_id/basis',
    {
      schema: {
        tags,
        summary: 'Record on what ground a source is kept',
        description:
          'Texts may stay empty until they are known; a source of the police is shown only with the first three.',
        params: SourceAddress,
        body: LawfulBasis,
        response: { 200: GovernedSource },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      return recordBasis(database, area, request.params.source_id, request.body, request.who);
    },
  );

  app.put(
    '/api/:municipality/sources/:source_id/viewers',
    {
      schema: {
        tags,
        summary: 'Say who may see what came from a source',
        description:
          'Holds at once, for rows, counts, tiles, surfaces and files alike; nobody is exempt. A new data version, so that ' +
          'open pages ask again.',
        params: SourceAddress,
        body: Viewers,
        response: { 200: GovernedSource },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const limited = await limitViewers(database, area, request.params.source_id, request.body, request.who);
      viewers.forget();
      return limited;
    },
  );
}
