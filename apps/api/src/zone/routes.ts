import { NewZonePlan, RenamedZonePlan, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { PatrolDatabase } from '../db/patrol-side.ts';
import { once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { beginningRoutes } from './beginning-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { inArea, inside } from './in-area.ts';
import { permitRoutes } from './permit-routes.ts';
import { findEntry, findPlan, listPlans } from './plan.ts';
import { OnePlan, objectOf } from './plan-address.ts';
import { addPlan, removePlan, renamePlan } from './save.ts';
import { saverOf } from './saver.ts';
import { sendPlan } from './send-plan.ts';
import './sentences.ts';
import { versionRoutes } from './version-routes.ts';

/** What a room about zones and visits is given: staff's way to the database isn't among it. */
export interface PatrolRoomOptions {
  database: PatrolDatabase;
  data_dir: string;
}

/** Zones where presence is planned: plans with their versions, files of them, and the areas of permits. */
export async function zoneRoom(app: RoomApp, options: PatrolRoomOptions): Promise<void> {
  planRoutes(app, options); // which plans there are
  versionRoutes(app, options); // what was saved of one, and when
  fileRoutes(app, options); // one taken out
  beginningRoutes(app, options); // outlines to begin with: from a file, or round a place
  permitRoutes(app, options); // where ordningsvakter may serve
}

const tags = ['zones'];

/** Plans as a whole: begun, read, renamed, removed. */
function planRoutes(app: RoomApp, { database }: PatrolRoomOptions): void {
  app.get(
    '/api/:municipality/zone-plans',
    {
      schema: {
        tags,
        summary: 'Plans of zones',
        description: 'With their newest versions, but without the zones. That they were read stands in the log.',
        params: AreaAddress,
        response: { 200: z.array(ZonePlanEntry) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return inArea(database, request, async ({ trx, area, tell }) => {
        const plans = await listPlans(trx, area.municipality_id);
        await tell({ act: 'zone_plans_seen' });
        return plans;
      });
    },
  );

  app.post(
    '/api/:municipality/zone-plans',
    {
      schema: {
        tags,
        summary: 'Begin a plan of zones',
        description:
          'Its first version. Whoever draws a zone gives it its UUID. Sent again with the same Idempotency-Key it is begun once.',
        params: AreaAddress,
        body: NewZonePlan,
        response: { 201: ZonePlan },
      },
    },
    async (request, reply) => {
      reply.code(201);
      return once(
        database,
        request,
        reply,
        inside(database, request, async ({ trx, area, tell }) => {
          const plan_id = await addPlan(trx, area, request.body, saverOf(request, area.slug));
          const plan = await findPlan(trx, area.municipality_id, plan_id, null);
          const details = { n: plan.zones.length };
          await tell({ act: 'zone_plan_made', ...objectOf(plan), details });
          return plan;
        }),
        PATROL_SIDE,
      );
    },
  );

  app.get(
    '/api/:municipality/zone-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'A plan with the zones of its newest version',
        description: 'WGS 84; edges are straight in the area’s own CRS. That they were read stands in the log.',
        params: OnePlan,
        response: { 200: ZonePlan },
      },
    },
    async (request, reply) => sendPlan(database, request, reply, null),
  );

  app.patch(
    '/api/:municipality/zone-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'Rename a plan',
        description: 'Its versions and zones stay as they are.',
        params: OnePlan,
        body: RenamedZonePlan,
        response: { 200: ZonePlanEntry },
      },
    },
    async (request) =>
      inArea(database, request, async ({ trx, area, tell }) => {
        const { plan_id } = request.params;
        const before = await renamePlan(trx, area.municipality_id, plan_id, request.body.name);
        const plan = await findEntry(trx, area.municipality_id, plan_id);
        await tell({ act: 'zone_plan_renamed', ...objectOf(plan), details: { before } });
        return plan;
      }),
  );

  app.delete(
    '/api/:municipality/zone-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'Remove a plan',
        description:
          'With all its versions and the visits planned for them; visits that were made stay in the ledger. It can’t be had back but from a backup.',
        params: OnePlan,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { plan_id } = request.params;
      await inArea(database, request, async ({ trx, area, tell }) => {
        const name = await removePlan(trx, area.municipality_id, plan_id);
        await tell({ act: 'zone_plan_removed', ...objectOf({ plan_id, name }) });
      });
      return reply.code(204).send(undefined);
    },
  );
}
