import { NewWalkManager, WalkManager } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { addManager, listManagers, removeManager } from './manager.ts';

const tags = ['walks'];
const One = AreaAddress.extend({ code: z.string().max(64).describe('code of the manager, as the list has it') });

/** Who can be responsible for what is seen: a list of organisations and roles that an area adds to. */
export function managerRoutes(app: RoomApp, database: Database): void {
  app.get(
    '/api/:municipality/walk-managers',
    {
      schema: {
        tags,
        summary: 'Who can be responsible for what is seen at a walk',
        description: 'As shipped, or as the area has changed them; with how many observations name each.',
        params: AreaAddress,
        response: { 200: z.array(WalkManager) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return listManagers(database.knex, municipality_id);
    },
  );

  app.post(
    '/api/:municipality/walk-managers',
    {
      schema: {
        tags,
        summary: 'Add somebody who can be responsible',
        description: 'An organisation or a role, never a person.',
        params: AreaAddress,
        body: NewWalkManager,
        response: { 201: WalkManager },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        const { name } = request.body;
        const added = await addManager(trx, municipality_id, name);
        const object = { kind: 'walk_manager', id: added.code, name };
        await database.record(trx, { act: 'walk_manager_added', who: request.who, area: municipality_id, object });
        return added;
      });
    },
  );

  app.delete(
    '/api/:municipality/walk-managers/:code',
    {
      schema: {
        tags,
        summary: 'Remove somebody who can be responsible',
        description: 'Refused while an observation names them.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { municipality, code } = request.params;
      const { municipality_id } = await findMunicipality(database.knex, municipality);
      await database.knex.transaction(async (trx) => {
        const name = await removeManager(trx, municipality_id, code);
        const object = { kind: 'walk_manager', id: code, name };
        await database.record(trx, { act: 'walk_manager_removed', who: request.who, area: municipality_id, object });
      });
      return reply.code(204).send(undefined);
    },
  );
}
