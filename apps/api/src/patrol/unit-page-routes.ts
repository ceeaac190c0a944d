import { randomUUID } from 'node:crypto';
import { NewVisit, UnitPage, Visit } from '@lagesbild/contract';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { givenKey, once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { todayIn } from '../today.ts';
import { unitPage } from './unit-page.ts';
import { logVisit } from './visit.ts';

const tags = ['visits'];

/** Visits as they are made, from a unit's phone. Who holds it is asked nowhere. */
export function unitPageRoutes(app: RoomApp, { database }: RoomOptions): void {
  app.get(
    '/api/:municipality/unit',
    {
      schema: {
        tags,
        summary: 'What a unit’s phone shows',
        description: 'The unit, the zones of published plans, and its own planned visits round today.',
        params: AreaAddress,
        response: { 200: UnitPage },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return onPatrols(database, (trx) => unitPage(trx, area, request.person.unit!));
    },
  );

  app.post(
    '/api/:municipality/unit/visits',
    {
      bodyLimit: 4 * 1024,
      schema: {
        tags,
        summary: 'Log a visit',
        description:
          'By the unit’s phone. The Idempotency-Key becomes the visit’s number: sent again, whenever that is, it is the same visit. There is no ' +
          'field for who was there, for a track or a device, and nothing finer than five minutes.',
        params: AreaAddress,
        body: NewVisit,
        response: { 201: Visit },
      },
    },
    async (request, reply) => {
      const { municipality_id, time_zone } = await findMunicipality(database.knex, request.params.municipality);
      const { unit_id } = request.person.unit!;
      const visit_id = givenKey(request) ?? randomUUID();
      reply.code(201);
      return once(
        database,
        request,
        reply,
        async (trx) => {
          const today = todayIn(time_zone);
          const logged = await logVisit(trx, { municipality_id, visit_id, unit_id, visit: request.body, today });
          const object = { kind: 'visit', id: visit_id, name: logged.visit.zone_name };
          if (logged.isNew)
            await database.record(trx, { act: 'visit_logged', who: request.who, area: municipality_id, object });
          return logged.visit;
        },
        PATROL_SIDE,
      );
    },
  );
}
