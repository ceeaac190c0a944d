import { addDays, DELIVERY_WEEKS_MAX, WeekDelivery } from '@lagesbild/contract';
import { stringify } from 'csv-stringify/sync';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { SPREADSHEET } from '../spreadsheet.ts';
import { deliveryOf } from './delivery.ts';
import { Weeks } from './query.ts';
import { planName } from './week-plan.ts';

const tags = ['visits'];
const Plan = AreaAddress.extend({ plan_id: z.uuid().describe('UUID of a plan of zones') });
const HEADERS = ['plan', 'zone', 'week', 'planned_visits', 'planned_min', 'visits', 'minutes'];

/** Planned against delivered, by zone and week: to look at, and as evidence to take along. */
export function deliveryRoutes(app: RoomApp, { database }: RoomOptions): void {
  const read = async (
    {
      who,
      params,
      query,
    }: Pick<FastifyRequest, 'who'> & { params: z.infer<typeof Plan>; query: z.infer<typeof Weeks> },
    act: 'delivery_read' | 'delivery_taken_out',
  ) => {
    const { municipality_id, slug } = await findMunicipality(database.knex, params.municipality);
    const { plan_id } = params;
    const { from, to } = query;
    if (from > to) throw new ProblemError('visit_days_reversed', { from, to });
    if (to > addDays(from, 7 * (DELIVERY_WEEKS_MAX - 1)))
      throw new ProblemError('visit_weeks_many', { from, to, n: DELIVERY_WEEKS_MAX });
    return onPatrols(database, async (trx) => {
      const name = await planName(trx, { municipality_id, plan_id });
      const rows = await deliveryOf(trx, { municipality_id, plan_id, from_week: from, to_week: to });
      const object = { kind: 'zone_plan', id: plan_id, name };
      await database.record(trx, { act, who, area: municipality_id, object, details: { from, to } });
      return { slug, name, rows };
    });
  };

  app.get(
    '/api/:municipality/visit-plans/:plan_id/delivery',
    {
      schema: {
        tags,
        summary: 'Planned against delivered',
        description:
          'Visits and minutes of each zone and week that has either. Order: zone, week. The log tells that it was read.',
        params: Plan,
        querystring: Weeks,
        response: { 200: z.array(WeekDelivery) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return (await read(request, 'delivery_read')).rows;
    },
  );

  app.get(
    '/api/:municipality/visit-plans/:plan_id/delivery.csv',
    {
      schema: {
        tags,
        summary: 'Planned against delivered, as a file',
        description: 'The same as CSV, a row for each zone and week. Counts of visits and minutes, never whose.',
        params: Plan,
        querystring: Weeks,
        response: { 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const { slug, name, rows } = await read(request, 'delivery_taken_out');
      const { from, to } = request.query;
      const lines = rows.map(({ zone_name, week, planned_visits, planned_min, visits, minutes }) => [
        ...[name, zone_name, week, planned_visits, planned_min, visits, minutes],
      ]);
      return reply
        .type('text/csv; charset=utf-8')
        .headers({
          'content-disposition': `attachment; filename="besok-${slug}-${from}-${to}.csv"`,
          'cache-control': 'no-store',
        })
        .send(stringify([HEADERS, ...lines], { bom: true, ...SPREADSHEET }) as never);
    },
  );
}
