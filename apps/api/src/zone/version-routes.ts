import { PublishedZones, SavedZones, ZoneChanges, ZonePlan, ZonePlanEntry, ZonePlanVersion } from '@lagesbild/contract';
import { z } from 'zod';
import { once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { differenceOf } from './difference.ts';
import { inArea, inside } from './in-area.ts';
import { findEntry, findPlan, listVersions } from './plan.ts';
import { OnePlan, objectOf, VersionNumber } from './plan-address.ts';
import type { PatrolRoomOptions } from './routes.ts';
import { publishZones, saveZones } from './save.ts';
import { saverOf } from './saver.ts';
import { sendPlan } from './send-plan.ts';

const tags = ['zones'];
const OneVersion = OnePlan.extend({ version: VersionNumber.describe('number of the version') });
const Between = z.strictObject({
  from: VersionNumber.describe('number of the earlier version'),
  to: VersionNumber.describe('number of the later version'),
});

/** What was saved of a plan and when, how two of it differ, and which one holds. */
export function versionRoutes(app: RoomApp, { database }: PatrolRoomOptions): void {
  app.get(
    '/api/:municipality/zone-plans/:plan_id/versions',
    {
      schema: {
        tags,
        summary: 'The versions of a plan',
        description: 'The newest first: when each was saved, by which organisation and role, on which it was based.',
        params: OnePlan,
        response: { 200: z.array(ZonePlanVersion) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return inArea(database, request, async ({ trx, area, tell }) => {
        const versions = await listVersions(trx, area.municipality_id, request.params.plan_id);
        await tell({ act: 'zone_plans_seen' });
        return versions;
      });
    },
  );

  app.get(
    '/api/:municipality/zone-plans/:plan_id/versions/:version',
    {
      schema: {
        tags,
        summary: 'A plan with the zones of one of its versions',
        description: 'As it was saved: a version is never changed. That it was read stands in the log.',
        params: OneVersion,
        response: { 200: ZonePlan },
      },
    },
    async (request, reply) => sendPlan(database, request, reply, request.params.version),
  );

  app.get(
    '/api/:municipality/zone-plans/:plan_id/difference',
    {
      schema: {
        tags,
        summary: 'What became of a plan’s zones between two versions',
        description: 'Zones that were added, removed, renamed or moved, and how much ground each gained and lost.',
        params: OnePlan,
        querystring: Between,
        response: { 200: ZoneChanges },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { from, to } = request.query;
      return inArea(database, request, async ({ trx, area, tell }) => {
        const plan = await findEntry(trx, area.municipality_id, request.params.plan_id);
        const difference = await differenceOf(trx, area, plan.plan_id, from, to);
        await tell({ act: 'zones_seen', ...objectOf(plan), details: { version: to } });
        return difference;
      });
    },
  );

  app.post(
    '/api/:municipality/zone-plans/:plan_id/versions',
    {
      schema: {
        tags,
        summary: 'Save all zones of a plan as its next version',
        description:
          'Names the newest version that was open. When somebody saved another meanwhile nothing is stored: 409 `zones_changed_meanwhile` says which. ' +
          'Sent again with the same Idempotency-Key it is saved once.',
        params: OnePlan,
        body: SavedZones,
        response: { 201: ZonePlan },
      },
    },
    async (request, reply) => {
      const { plan_id } = request.params;
      reply.code(201);
      return once(
        database,
        request,
        reply,
        inside(database, request, async ({ trx, area, tell }) => {
          const version = await saveZones(trx, area, plan_id, request.body, saverOf(request, area.slug));
          const plan = await findPlan(trx, area.municipality_id, plan_id, version);
          const details = { version, n: plan.zones.length };
          await tell({ act: 'zones_saved', ...objectOf(plan), details });
          return plan;
        }),
        PATROL_SIDE,
      );
    },
  );

  app.post(
    '/api/:municipality/zone-plans/:plan_id/publish',
    {
      schema: {
        tags,
        summary: 'Publish a version to those who plan and patrol',
        description: 'Visits are planned for it from now on. It is never public: nobody without a role sees it.',
        params: OnePlan,
        body: PublishedZones,
        response: { 200: ZonePlanEntry },
      },
    },
    async (request) =>
      inArea(database, request, async ({ trx, area, tell }) => {
        const { plan_id } = request.params;
        const { version } = request.body;
        const changed = await publishZones(trx, area.municipality_id, plan_id, version);
        const plan = await findEntry(trx, area.municipality_id, plan_id);
        if (changed) await tell({ act: 'zones_published', ...objectOf(plan), details: { version } });
        return plan;
      }),
  );
}
