import {
  BufferedZone,
  NewZonePlan,
  PublishedZones,
  RenamedZonePlan,
  SavedZones,
  ZoneBuffer,
  ZoneChanges,
  ZonePlan,
  ZonePlanEntry,
  ZonePlanVersion,
} from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { NewEntry } from '../audit/entry.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { onPatrols, type PatrolDatabase } from '../db/patrol-side.ts';
import { once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { bufferOf } from './buffer.ts';
import { differenceOf } from './difference.ts';
import { ZONE_FILES, type ZoneFile } from './file-of.ts';
import { permitRoutes } from './permit-routes.ts';
import { findEntry, findPlan, listPlans, listVersions } from './plan.ts';
import { readRoutes } from './read-routes.ts';
import { addPlan, publishZones, removePlan, renamePlan, saveZones } from './save.ts';
import { saverOf } from './saver.ts';
import './sentences.ts';

const tags = ['zones'];
const Number_ = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const One = AreaAddress.extend({ plan_id: z.uuid().describe('UUID of the plan') });
const OneVersion = One.extend({ version: Number_.describe('number of the version') });
const Between = z.strictObject({
  from: Number_.describe('number of the earlier version'),
  to: Number_.describe('number of the later version'),
});
const Which = z.strictObject({
  version: Number_.optional().describe('number of the version; missing: the published one, or the newest of a draft'),
});

/** What a room about zones and visits is given: staff's way to the database isn't among it. */
export interface PatrolRoomOptions {
  database: PatrolDatabase;
  data_dir: string;
}

const objectOf = ({ plan_id, name }: Pick<ZonePlanEntry, 'plan_id' | 'name'>) => ({
  object: { kind: 'zone_plan', id: plan_id, name },
});

/** Zones where presence is planned: plans with their versions, files of them, and the areas of permits. */
export async function zoneRoom(app: RoomApp, options: PatrolRoomOptions): Promise<void> {
  const { database } = options;
  const at = (trx: Knex, { municipality }: { municipality: string }) => findMunicipality(trx, municipality);
  /** What the log tells of it, last of all that is done. */
  const tell = (trx: Knex, { who }: FastifyRequest, area: MunicipalityRow, entry: Partial<NewEntry>) =>
    database.record(trx, { ...entry, who, area: area.municipality_id } as NewEntry);

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
      return onPatrols(database, async (trx) => {
        const area = await at(trx, request.params);
        const plans = await listPlans(trx, area.municipality_id);
        await tell(trx, request, area, { act: 'zone_plans_seen' });
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
        async (trx) => {
          const area = await at(trx, request.params);
          const plan_id = await addPlan(trx, area, request.body, saverOf(request, area.slug));
          const plan = await findPlan(trx, area.municipality_id, plan_id, null);
          const details = { n: plan.zones.length };
          await tell(trx, request, area, { act: 'zone_plan_made', ...objectOf(plan), details });
          return plan;
        },
        PATROL_SIDE,
      );
    },
  );

  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string,
    plan_id: string,
    version?: number,
  ) => {
    reply.header('cache-control', 'no-store');
    const text = await onPatrols(database, async (trx) => {
      const area = await at(trx, { municipality: slug });
      const plan = await findPlan(trx, area.municipality_id, plan_id, version ?? null);
      const details = { version: plan.shown.version };
      await tell(trx, request, area, { act: 'zones_seen', ...objectOf(plan), details });
      return JSON.stringify(plan);
    });
    // Text from here to the wire: outlines through a schema cost more than it tells.
    return reply.type('application/json; charset=utf-8').send(text as never);
  };

  app.get(
    '/api/:municipality/zone-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'A plan with the zones of its newest version',
        description: 'WGS 84; edges are straight in the area’s own CRS. That they were read stands in the log.',
        params: One,
        response: { 200: ZonePlan },
      },
    },
    async (request, reply) => send(request, reply, request.params.municipality, request.params.plan_id),
  );

  app.patch(
    '/api/:municipality/zone-plans/:plan_id',
    {
      schema: {
        tags,
        summary: 'Rename a plan',
        description: 'Its versions and zones stay as they are.',
        params: One,
        body: RenamedZonePlan,
        response: { 200: ZonePlanEntry },
      },
    },
    async (request) =>
      onPatrols(database, async (trx) => {
        const area = await at(trx, request.params);
        const { plan_id } = request.params;
        const before = await renamePlan(trx, area.municipality_id, plan_id, request.body.name);
        const plan = await findEntry(trx, area.municipality_id, plan_id);
        await tell(trx, request, area, { act: 'zone_plan_renamed', ...objectOf(plan), details: { before } });
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
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { plan_id } = request.params;
      await onPatrols(database, async (trx) => {
        const area = await at(trx, request.params);
        const name = await removePlan(trx, area.municipality_id, plan_id);
        await tell(trx, request, area, { act: 'zone_plan_removed', ...objectOf({ plan_id, name }) });
      });
      return reply.code(204).send(undefined);
    },
  );

  app.get(
    '/api/:municipality/zone-plans/:plan_id/versions',
    {
      schema: {
        tags,
        summary: 'The versions of a plan',
        description: 'The newest first: when each was saved, by which organisation and role, on which it was based.',
        params: One,
        response: { 200: z.array(ZonePlanVersion) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return onPatrols(database, async (trx) => {
        const area = await at(trx, request.params);
        const versions = await listVersions(trx, area.municipality_id, request.params.plan_id);
        await tell(trx, request, area, { act: 'zone_plans_seen' });
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
    async (request, reply) => {
      const { municipality, plan_id, version } = request.params;
      return send(request, reply, municipality, plan_id, version);
    },
  );

  app.get(
    '/api/:municipality/zone-plans/:plan_id/difference',
    {
      schema: {
        tags,
        summary: 'What became of a plan’s zones between two versions',
        description: 'Zones that were added, removed, renamed or moved, and how much ground each gained and lost.',
        params: One,
        querystring: Between,
        response: { 200: ZoneChanges },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { from, to } = request.query;
      return onPatrols(database, async (trx) => {
        const area = await at(trx, request.params);
        const plan = await findEntry(trx, area.municipality_id, request.params.plan_id);
        const difference = await differenceOf(trx, area, plan.plan_id, from, to);
        await tell(trx, request, area, { act: 'zones_seen', ...objectOf(plan), details: { version: to } });
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
        params: One,
        body: SavedZones,
        response: { 201: ZonePlan },
      },
    },
    async (request, reply) => {
      reply.code(201);
      const { plan_id } = request.params;
      return once(
        database,
        request,
        reply,
        async (trx) => {
          const area = await at(trx, request.params);
          const version = await saveZones(trx, area, plan_id, request.body, saverOf(request, area.slug));
          const plan = await findPlan(trx, area.municipality_id, plan_id, version);
          const details = { version, n: plan.zones.length };
          await tell(trx, request, area, { act: 'zones_saved', ...objectOf(plan), details });
          return plan;
        },
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
        params: One,
        body: PublishedZones,
        response: { 200: ZonePlanEntry },
      },
    },
    async (request) =>
      onPatrols(database, async (trx) => {
        const area = await at(trx, request.params);
        const { plan_id } = request.params;
        const { version } = request.body;
        const changed = await publishZones(trx, area.municipality_id, plan_id, version);
        const plan = await findEntry(trx, area.municipality_id, plan_id);
        if (changed)
          await tell(trx, request, area, { act: 'zones_published', ...objectOf(plan), details: { version } });
        return plan;
      }),
  );

  const giveOut = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { municipality, plan_id, version, format }: z.infer<typeof One> & z.infer<typeof Which> & { format: ZoneFile },
  ) => {
    const { type, write } = ZONE_FILES[format];
    const text = await onPatrols(database, async (trx) => {
      const area = await at(trx, { municipality });
      const { published_version } = await findEntry(trx, area.municipality_id, plan_id);
      const plan = await findPlan(trx, area.municipality_id, plan_id, version ?? published_version);
      const details = { format, version: plan.shown.version };
      await tell(trx, request, area, { act: 'zones_taken_out', ...objectOf(plan), details });
      return write(plan);
    });
    reply.header('cache-control', 'no-store');
    reply.header('content-disposition', `attachment; filename="narvaroomraden-${municipality}.${format}"`);
    return reply.type(`${type}; charset=utf-8`).send(text as never);
  };
  const fileSchema = (format: ZoneFile, summary: string, description: string) => ({
    ...{ tags, summary, description, params: One, querystring: Which },
    response: { 200: { content: { [ZONE_FILES[format].type]: { schema: z.unknown() } } } },
  });

  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.geojson',
    { schema: fileSchema('geojson', 'A plan’s zones as GeoJSON', 'Polygons with their names and reasons, WGS 84.') },
    async (request, reply) => giveOut(request, reply, { ...request.params, ...request.query, format: 'geojson' }),
  );
  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.gpx',
    { schema: fileSchema('gpx', 'A plan’s zones as GPX', 'Each ring is a closed track: GPX knows no polygons.') },
    async (request, reply) => giveOut(request, reply, { ...request.params, ...request.query, format: 'gpx' }),
  );
  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.kml',
    { schema: fileSchema('kml', 'A plan’s zones as KML', 'Polygons with holes, their names and reasons.') },
    async (request, reply) => giveOut(request, reply, { ...request.params, ...request.query, format: 'kml' }),
  );

  app.post(
    '/api/:municipality/zones/buffer',
    {
      schema: {
        tags,
        summary: 'What lies within so many metres of a place or a point',
        description: 'An outline to begin a zone with, in metres of the area’s own CRS. Nothing is stored.',
        params: AreaAddress,
        body: ZoneBuffer,
        response: { 200: BufferedZone },
      },
    },
    async (request) => onPatrols(database, async (trx) => bufferOf(trx, await at(trx, request.params), request.body)),
  );

  readRoutes(app, options);
  permitRoutes(app, options);
}
