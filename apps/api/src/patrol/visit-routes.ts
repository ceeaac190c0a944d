import { randomUUID } from 'node:crypto';
import { NewVisitOf, Visit } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { ProblemError } from '../errors.ts';
import { givenKey, once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { todayIn } from '../today.ts';
import { Days, ofOne } from './query.ts';
import { findOpenUnit, findUnit } from './unit.ts';
import { correctVisit, listVisits, logVisit, removeVisit } from './visit.ts';

const tags = ['visits'];
const One = AreaAddress.extend({ visit_id: z.uuid().describe('UUID of the visit') });

/** Visits as they were made, seen from the office. */
export function visitRoutes(app: RoomApp, { database }: RoomOptions): void {
  app.get(
    '/api/:municipality/visits',
    {
      schema: {
        tags,
        summary: 'The ledger of visits',
        description:
          'The newest 1,000 of the days asked for. It says which unit, to five minutes. The log tells that it was read.',
        params: AreaAddress,
        querystring: Days.extend({ zone_id: ofOne('to this zone only'), unit_id: ofOne('of this unit only') }),
        response: { 200: z.array(Visit) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      const { from, to, zone_id, unit_id } = request.query;
      if (from > to) throw new ProblemError('visit_days_reversed', { from, to });
      reply.header('cache-control', 'no-store');
      return onPatrols(database, async (trx) => {
        const visits = await listVisits(trx, { municipality_id, from, to, zone_id, unit_id });
        const details = { from, to };
        await database.record(trx, { act: 'ledger_read', who: request.who, area: municipality_id, details });
        return visits;
      });
    },
  );

  app.post(
    '/api/:municipality/visits',
    {
      schema: {
        tags,
        summary: 'Log a visit for a unit',
        description: 'By somebody in the office; a unit logs its own by its phone.',
        params: AreaAddress,
        body: NewVisitOf,
        response: { 201: Visit },
      },
    },
    async (request, reply) => {
      const { municipality_id, time_zone } = await findMunicipality(database.knex, request.params.municipality);
      const { unit_id, ...visit } = request.body;
      const visit_id = givenKey(request) ?? randomUUID();
      reply.code(201);
      return once(
        database,
        request,
        reply,
        async (trx) => {
          await findOpenUnit(trx, municipality_id, unit_id);
          const today = todayIn(time_zone);
          const logged = await logVisit(trx, { municipality_id, visit_id, unit_id, visit, today });
          const object = { kind: 'visit', id: visit_id, name: logged.visit.zone_name };
          if (logged.isNew)
            await database.record(trx, { act: 'visit_logged', who: request.who, area: municipality_id, object });
          return logged.visit;
        },
        PATROL_SIDE,
      );
    },
  );

  app.put(
    '/api/:municipality/visits/:visit_id',
    {
      schema: {
        tags,
        summary: 'Correct a visit',
        description:
          'As it was, in the place of what was logged. The log keeps the day, the time and the minutes it had.',
        params: One,
        body: NewVisitOf,
        response: { 200: Visit },
      },
    },
    async (request) => {
      const { municipality_id, time_zone } = await findMunicipality(database.knex, request.params.municipality);
      const { visit_id } = request.params;
      const { unit_id, ...visit } = request.body;
      return onPatrols(database, async (trx) => {
        await findUnit(trx, municipality_id, unit_id);
        const of = { municipality_id, visit_id, unit_id, visit, today: todayIn(time_zone) };
        const { before, after } = await correctVisit(trx, of);
        const object = { kind: 'visit', id: visit_id, name: after.zone_name };
        const details = { day: before.started_on, minute: before.from_minute, minutes: before.minutes };
        await database.record(trx, {
          act: 'visit_corrected',
          who: request.who,
          area: municipality_id,
          object,
          details,
        });
        return after;
      });
    },
  );

  app.delete(
    '/api/:municipality/visits/:visit_id',
    {
      schema: {
        tags,
        summary: 'Remove a visit that was logged by mistake',
        description: 'It goes from the ledger; the log tells that it did.',
        params: One,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      await onPatrols(database, async (trx) => {
        const { visit_id: id, zone_name: name } = await removeVisit(trx, municipality_id, request.params.visit_id);
        const object = { kind: 'visit', id, name };
        await database.record(trx, { act: 'visit_removed', who: request.who, area: municipality_id, object });
      });
      return reply.code(204).send(null);
    },
  );
}
