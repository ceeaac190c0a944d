import { randomUUID } from 'node:crypto';
import {
  ChangedWalkObservation,
  NewWalkObservation,
  type Walk,
  WalkObservation,
  WalkRevisit,
} from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Act } from '../audit/acts.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { givenKey, once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { todayIn } from '../today.ts';
import { checkObservation } from './check.ts';
import {
  addObservation,
  changeObservation,
  holdObservation,
  removeObservation,
  revisitObservation,
  seekObservation,
} from './observation.ts';
import { findWalk } from './walk.ts';

const tags = ['walks'];
const OfWalk = AreaAddress.extend({ walk_id: z.uuid().describe('UUID of the walk') });
const One = OfWalk.extend({ observation_id: z.uuid().describe('UUID of the observation') });

/** What is seen at a stop: recorded once, passed on, and looked at again. */
export function observationRoutes(app: RoomApp, database: Database): void {
  const at = async (request: FastifyRequest): Promise<{ area: MunicipalityRow; walk: Walk }> => {
    const { municipality, walk_id } = request.params as z.infer<typeof OfWalk>;
    const area = await findMunicipality(database.knex, municipality);
    return { area, walk: await findWalk(database.knex, area, walk_id) };
  };
  const recorded = async (
    trx: Parameters<typeof addObservation>[0],
    request: FastifyRequest,
    { area, walk }: { area: MunicipalityRow; walk: Walk },
    act: Extract<Act, `walk_${string}`>,
  ): Promise<void> => {
    const object = { kind: 'walk', id: walk.walk_id, name: walk.name };
    await database.record(trx, { act, who: request.who, area: area.municipality_id, object } as never);
  };

  app.post(
    '/api/:municipality/walks/:walk_id/observations',
    {
      schema: {
        tags,
        summary: 'Record what is seen at a stop',
        description:
          'Its Idempotency-Key becomes its number: sent again with the same key, even weeks later, it is recorded once.',
        params: OfWalk,
        body: NewWalkObservation,
        response: { 201: WalkObservation },
      },
    },
    async (request, reply) => {
      const of = await at(request);
      const { municipality_id } = of.area;
      const { walk_id } = of.walk;
      await checkObservation(database.knex, municipality_id, request.body);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        // A telephone that was put away may send it again long after the answer to it was kept.
        const observation_id = givenKey(request) ?? randomUUID();
        const which = { municipality_id, walk_id, observation_id };
        const before = await seekObservation(trx, which);
        if (before !== null) return before;
        const added = await addObservation(trx, which, request.body);
        await recorded(trx, request, of, 'walk_observed');
        return added;
      });
    },
  );

  app.patch(
    '/api/:municipality/walks/:walk_id/observations/:observation_id',
    {
      schema: {
        tags,
        summary: 'Say what becomes of an observation, or correct it',
        description:
          'Of the version that was read: another one in between is refused with 409. What isn’t named stays. The reason why it can’t be done goes with that status. An action that it was made into is made by POST …/actions, and named here.',
        params: One,
        body: ChangedWalkObservation,
        response: { 200: WalkObservation },
      },
    },
    async (request) => {
      const of = await at(request);
      const { municipality_id } = of.area;
      const { walk_id, observation_id } = request.params;
      const which = { municipality_id, walk_id, observation_id };
      return database.knex.transaction(async (trx) => {
        const { version, ...change } = request.body;
        const read = await holdObservation(trx, which, version);
        const { revisits, photos, observation_id: _, version: _read, ...before } = read;
        const because = { because: change.status === undefined ? before.because : '' };
        const now = { ...before, ...because, ...change };
        await checkObservation(trx, municipality_id, now);
        const changed = await changeObservation(trx, which, now);
        await recorded(trx, request, of, 'walk_observation_changed');
        return changed;
      });
    },
  );

  app.put(
    '/api/:municipality/walks/:walk_id/observations/:observation_id/revisit',
    {
      schema: {
        tags,
        summary: 'Say how it is now, months later',
        description:
          'Still there, better, or mended, as often as somebody comes back: each day and organisation is kept. Said again by the same organisation the same day it takes the place of what was said.',
        params: One,
        body: WalkRevisit,
        response: { 200: WalkObservation },
      },
    },
    async (request) => {
      const of = await at(request);
      const { municipality_id, time_zone } = of.area;
      const { walk_id, observation_id } = request.params;
      const { on } = request.body;
      const organisation = request.person.account?.organisation.name ?? '';
      if (on > todayIn(time_zone)) throw new ProblemError('walk_revisit_future', { day: on });
      return database.knex.transaction(async (trx) => {
        const which = { municipality_id, walk_id, observation_id };
        const now = await revisitObservation(trx, which, { ...request.body, organisation });
        await recorded(trx, request, of, 'walk_revisited');
        return now;
      });
    },
  );

  app.delete(
    '/api/:municipality/walks/:walk_id/observations/:observation_id',
    {
      schema: {
        tags,
        summary: 'Remove an observation',
        description: 'With its photos. It can’t be had back but from a backup.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const of = await at(request);
      const { municipality_id } = of.area;
      const { walk_id, observation_id } = request.params;
      await database.knex.transaction(async (trx) => {
        await removeObservation(trx, { municipality_id, walk_id, observation_id });
        await recorded(trx, request, of, 'walk_observation_removed');
      });
      return reply.code(204).send(undefined);
    },
  );
}
