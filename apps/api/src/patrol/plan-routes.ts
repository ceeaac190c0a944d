import { ChangedWeek, WeekPlan } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { calendarOf } from './calendar.ts';
import { OfWeek, ofOne } from './query.ts';
import { listUnits } from './unit.ts';
import { planName, readWeek, saveWeek } from './week-plan.ts';
import { publishedZones } from './zone.ts';

const tags = ['visits'];
const Plan = AreaAddress.extend({ plan_id: z.uuid().describe('UUID of a plan of zones') });

/** Visits as they are planned, a week of a plan at a time. */
export function planRoutes(app: RoomApp, { database }: RoomOptions): void {
  app.get(
    '/api/:municipality/visit-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'A week of visits',
        description:
          'As planned, with what of it can’t be done (a unit in two zones at once, more minutes than there are, ordningsvakter whom no permit ' +
          'lets, as the permits are now), and what was done. The log ' +
          'tells that it was read.',
        params: Plan,
        querystring: OfWeek,
        response: { 200: WeekPlan },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { plan_id } = request.params;
      const { week } = request.query;
      reply.header('cache-control', 'no-store');
      return onPatrols(database, async (trx) => {
        const plan = await readWeek(trx, area, plan_id, week);
        const object = { kind: 'zone_plan', id: plan_id, name: await planName(trx, { ...area, plan_id }) };
        const told = { who: request.who, area: area.municipality_id, object };
        await database.record(trx, { ...told, act: 'visits_read', details: { week } });
        return plan;
      });
    },
  );

  app.put(
    '/api/:municipality/visit-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'Plan a week of visits',
        description:
          'All lines of the week, in the place of those before; of the version that was read, or it is refused with 409. Conflicts and ' +
          'over-commitment are said and saved. Ordningsvakter outside a permit’s area, days or hours are refused.',
        params: Plan,
        querystring: OfWeek,
        body: ChangedWeek,
        response: { 200: WeekPlan },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      const { plan_id } = request.params;
      const { week } = request.query;
      return onPatrols(database, async (trx) => {
        const name = await saveWeek(trx, { municipality_id, plan_id, week }, request.body);
        const plan = await readWeek(trx, area, plan_id, week);
        const told = { who: request.who, area: municipality_id, object: { kind: 'zone_plan', id: plan_id, name } };
        await database.record(trx, { ...told, act: 'visits_planned', details: { week, n: plan.lines.length } });
        return plan;
      });
    },
  );

  app.get(
    '/api/:municipality/visit-plans/:plan_id/visits.ics',
    {
      schema: {
        tags,
        summary: 'A week of visits for a calendar',
        description: 'iCalendar (RFC 5545), an event for each line: the hours in which the visits are to be made.',
        params: Plan,
        querystring: OfWeek.extend({ unit_id: ofOne('of this unit only'), zone_id: ofOne('to this zone only') }),
        response: { 200: { content: { 'text/calendar': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      const { plan_id } = request.params;
      const { week, unit_id, zone_id } = request.query;
      const text = await onPatrols(database, async (trx) => {
        const { lines } = await readWeek(trx, area, plan_id, week);
        const zones = await publishedZones(trx, municipality_id);
        const units = await listUnits(trx, municipality_id);
        const name = await planName(trx, { municipality_id, plan_id });
        const told = { who: request.who, area: municipality_id, object: { kind: 'zone_plan', id: plan_id, name } };
        await database.record(trx, { ...told, act: 'visits_taken_out', details: { week } });
        return calendarOf({
          ...{ plan_id, week, name, time_zone: area.time_zone, host: request.hostname },
          lines: lines
            .filter((line) => unit_id === undefined || line.unit_id === unit_id)
            .filter((line) => zone_id === undefined || line.zone_id === zone_id),
          zoneName: (id) => zones.find(({ zone_id }) => zone_id === id)?.name ?? id,
          unitName: (id) => units.find((unit) => unit.unit_id === id)?.name ?? id,
        });
      });
      return reply
        .type('text/calendar; charset=utf-8')
        .headers({
          'content-disposition': `attachment; filename="${area.slug}-${week}.ics"`,
          'cache-control': 'no-store',
        })
        .send(text as never);
    },
  );
}
