import { Action, ActionVersion, ChangedAction, NewAction } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { Incidents } from '../incident/store.ts';
import { once } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { listActions, mustBeSound } from './action.ts';
import { addHistory } from './history-entry.ts';
import { pledgeRoutes } from './pledge-routes.ts';
import { OneAction as One, objectOf, readerOf } from './reader.ts';
import { addAction, approveAction, changeAction, withdrawAction } from './register.ts';
import { roleOf } from './who.ts';
import { workRoutes } from './work-routes.ts';
import './sentences.ts';

const tags = ['actions'];

export interface ActionOptions extends RoomOptions {
  incidents: Incidents;
}

/** Counts of incidents are for those who may see them; where a patrol zone lies, and what is compared with it, for those who see zones. */
function shown(request: FastifyRequest, area: string, action: Action): Action {
  const may = (permission: Parameters<FastifyRequest['admittedAreas']>[0]): boolean => {
    const areas = request.admittedAreas(permission);
    return areas === null || areas.includes(area);
  };
  const { work } = action;
  return {
    ...action,
    work: {
      ...work,
      ...(!may('see_action_files') && { foreseen: null }),
      ...(work.area?.origin === 'zone' && !may('see_zones') && { area: null, control: null }),
    },
  };
}

/** What is done about places: written and changed by staff, public when enough of them have approved it. */
export async function actionRoom(app: RoomApp, { database, incidents }: ActionOptions): Promise<void> {
  workRoutes(app, { database, incidents });
  pledgeRoutes(app, database);
  /** What was done stands in the action's own history, too. */
  const told = async (trx: Knex, request: FastifyRequest, { action_id }: Action, what: string): Promise<void> => {
    const { municipality } = request.params as { municipality: string };
    const { municipality_id } = await findMunicipality(trx, municipality);
    await addHistory(trx, { municipality_id, action_id, who: roleOf(request), what });
  };

  app.get(
    '/api/:municipality/actions',
    {
      schema: {
        tags,
        summary: 'What is done about places, and what of it is public',
        description: 'What is worked on comes first. How many flags an action rests on is for staff only.',
        params: AreaAddress,
        response: { 200: z.array(Action) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      const { municipality } = request.params;
      const actions = await listActions(database.knex, readerOf(request, municipality_id));
      return actions.map((action) => shown(request, municipality, action));
    },
  );

  app.post(
    '/api/:municipality/actions',
    {
      schema: {
        tags,
        summary: 'Write down an action',
        description: 'Nothing of it is public before it is approved.',
        params: AreaAddress,
        body: NewAction,
        response: { 201: Action },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      await mustBeSound(database.knex, area, request.body);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        const action = await addAction(trx, readerOf(request, municipality_id), request.body);
        const object = objectOf(action);
        await told(trx, request, action, 'made');
        await database.record(trx, { act: 'action_made', who: request.who, area: municipality_id, object });
        return shown(request, request.params.municipality, action);
      });
    },
  );

  app.patch(
    '/api/:municipality/actions/:action_id',
    {
      schema: {
        tags,
        summary: 'Change an action',
        description:
          'Of the version that was read: another one in between is refused with 409. What was approved before isn’t of this version; ' +
          'what is public stays as it was until this version is approved.',
        params: One,
        body: ChangedAction,
        response: { 200: Action },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      await mustBeSound(database.knex, area, request.body);
      return database.knex.transaction(async (trx) => {
        const reader = readerOf(request, municipality_id);
        const action = await changeAction(trx, reader, request.params.action_id, request.body);
        const object = objectOf(action);
        await told(trx, request, action, 'changed');
        await database.record(trx, { act: 'action_changed', who: request.who, area: municipality_id, object });
        return shown(request, request.params.municipality, action);
      });
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/approve',
    {
      schema: {
        tags,
        summary: 'Approve that an action’s text is made public',
        description:
          'Public when two different accounts have approved the same version; where only one person may, one is enough. It has to rest ' +
          'on at least ten published flags or on another channel.',
        params: One,
        body: ActionVersion,
        response: { 200: Action },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return once(database, request, reply, async (trx) => {
        const reader = readerOf(request, municipality_id);
        const action = await approveAction(trx, reader, request.params.action_id, request.body.version);
        const entry = { who: request.who, area: municipality_id, object: objectOf(action) };
        const n = action.approvals.length;
        const isPublic = action.published?.version === action.version;
        await told(trx, request, action, isPublic ? 'published' : 'approved');
        if (isPublic)
          await database.record(
            trx,
            { ...entry, act: 'action_approved' },
            { ...entry, act: 'action_published', details: { n } },
          );
        else await database.record(trx, { ...entry, act: 'action_approved' });
        return shown(request, request.params.municipality, action);
      });
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/withdraw',
    {
      schema: {
        tags,
        summary: 'Withdraw what is public of an action',
        description: 'It has to be approved anew to be public again.',
        params: One,
        body: ActionVersion,
        response: { 200: Action },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return once(database, request, reply, async (trx) => {
        const reader = readerOf(request, municipality_id);
        const action = await withdrawAction(trx, reader, request.params.action_id, request.body.version);
        const object = objectOf(action);
        await told(trx, request, action, 'withdrawn');
        await database.record(trx, { act: 'action_withdrawn', who: request.who, area: municipality_id, object });
        return shown(request, request.params.municipality, action);
      });
    },
  );
}
