import { randomUUID } from 'node:crypto';
import { ChangedWalk, NewWalk, Walk, WalkEntry } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { givenKey, once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { checkWalk } from './check.ts';
import { addWalk, changeWalk, findWalk, listWalks, removeWalk, seekWalk } from './walk.ts';

const tags = ['walks'];
const One = AreaAddress.extend({ walk_id: z.uuid().describe('UUID of the walk') });

/** Walks: planned, changed of the version that was read, removed. */
export function walkRoutes(app: RoomApp, database: Database): void {
  const objectOf = (walk_id: string, name: string) => ({ kind: 'walk', id: walk_id, name });

  app.get(
    '/api/:municipality/walks',
    {
      schema: {
        tags,
        summary: 'The safety walks of an area',
        description: 'The latest 500, with their days and how much was seen at each.',
        params: AreaAddress,
        response: { 200: z.array(WalkEntry) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return listWalks(database.knex, municipality_id);
    },
  );

  app.get(
    '/api/:municipality/walks/:walk_id',
    {
      schema: {
        tags,
        summary: 'One safety walk, with all that was seen at it',
        description: 'Its photos are fetched one by one.',
        params: One,
        response: { 200: Walk },
      },
    },
    async (request, reply) => {
      const { municipality, walk_id } = request.params;
      const area = await findMunicipality(database.knex, municipality);
      reply.header('cache-control', 'no-store');
      return findWalk(database.knex, area, walk_id);
    },
  );

  app.post(
    '/api/:municipality/walks',
    {
      schema: {
        tags,
        summary: 'Plan a safety walk',
        description: 'Its Idempotency-Key becomes its number: sent again with the same key, it is there once.',
        params: AreaAddress,
        body: NewWalk,
        response: { 201: Walk },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      await checkWalk(database.knex, area, request.body);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        const walk_id = givenKey(request) ?? randomUUID();
        const before = await seekWalk(trx, area, walk_id);
        if (before !== null) return before;
        await addWalk(trx, area, walk_id, request.body);
        const { name, stops } = request.body;
        const object = objectOf(walk_id, name);
        const details = { n: stops.length };
        await database.record(trx, {
          ...{ act: 'walk_planned', who: request.who, area: area.municipality_id, object, details },
        });
        return findWalk(trx, area, walk_id);
      });
    },
  );

  app.put(
    '/api/:municipality/walks/:walk_id',
    {
      schema: {
        tags,
        summary: 'Change a safety walk',
        description:
          'What is sent takes the place of what was there, stops included; what was seen stays. Of the version that was read: another one in between is refused with 409. ' +
          'Once the walk is said to be held, what was seen at it are perception reports of the channel walk.',
        params: One,
        body: ChangedWalk,
        response: { 200: Walk },
      },
    },
    async (request) => {
      const { municipality, walk_id } = request.params;
      const area = await findMunicipality(database.knex, municipality);
      const { version, ...walk } = request.body;
      await checkWalk(database.knex, area, walk);
      return database.knex.transaction(async (trx) => {
        await changeWalk(trx, area, { walk_id, version, walk });
        const object = objectOf(walk_id, walk.name);
        const details = { n: walk.stops.length };
        await database.record(trx, {
          ...{ act: 'walk_changed', who: request.who, area: area.municipality_id, object, details },
        });
        return findWalk(trx, area, walk_id);
      });
    },
  );

  app.delete(
    '/api/:municipality/walks/:walk_id',
    {
      schema: {
        tags,
        summary: 'Remove a safety walk',
        description: 'With all that was seen at it, photos included. It can’t be had back but from a backup.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { municipality, walk_id } = request.params;
      const { municipality_id } = await findMunicipality(database.knex, municipality);
      await database.knex.transaction(async (trx) => {
        const object = objectOf(walk_id, await removeWalk(trx, municipality_id, walk_id));
        await database.record(trx, { act: 'walk_removed', who: request.who, area: municipality_id, object });
      });
      return reply.code(204).send(undefined);
    },
  );
}
