import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { ZONE_FILES, type ZoneFile } from './file-of.ts';
import { inArea } from './in-area.ts';
import { findEntry, findPlan } from './plan.ts';
import { OnePlan, objectOf, VersionNumber } from './plan-address.ts';
import type { PatrolRoomOptions } from './routes.ts';

const tags = ['zones'];
const Which = z.strictObject({
  version: VersionNumber.optional().describe(
    'number of the version; missing: the published one, or the newest of a draft',
  ),
  zone_id: z
    .uuid()
    .optional()
    .meta({ description: 'this zone only', examples: ['7a1d1fd0-9c3e-4c8e-8a40-0d0a4f0c2b51'] }),
});

/** A version of a plan taken out, for other programs. */
export function fileRoutes(app: RoomApp, { database }: PatrolRoomOptions): void {
  const giveOut = async (
    request: FastifyRequest<{ Params: { municipality: string; plan_id: string } }>,
    reply: FastifyReply,
    { version, zone_id }: z.infer<typeof Which>,
    format: ZoneFile,
  ) => {
    const { type, write } = ZONE_FILES[format];
    const { municipality, plan_id } = request.params;
    const text = await inArea(database, request, async ({ trx, area, tell }) => {
      const { published_version } = await findEntry(trx, area.municipality_id, plan_id);
      const plan = await findPlan(trx, area.municipality_id, plan_id, version ?? published_version);
      const details = { format, version: plan.shown.version };
      await tell({ act: 'zones_taken_out', ...objectOf(plan), details });
      const zones = plan.zones.filter((zone) => zone_id === undefined || zone.zone_id === zone_id);
      if (zone_id !== undefined && zones.length === 0) throw new ProblemError('zone_unknown', { id: zone_id });
      return write({ ...plan, zones });
    });
    reply.header('cache-control', 'no-store');
    reply.header('content-disposition', `attachment; filename="narvaroomraden-${municipality}.${format}"`);
    return reply.type(`${type}; charset=utf-8`).send(text as never);
  };
  const fileSchema = (format: ZoneFile, summary: string, description: string) => ({
    ...{ tags, summary, description, params: OnePlan, querystring: Which },
    response: { 200: { content: { [ZONE_FILES[format].type]: { schema: z.unknown() } } } },
  });

  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.geojson',
    { schema: fileSchema('geojson', 'A plan’s zones as GeoJSON', 'Polygons with their names and reasons, WGS 84.') },
    async (request, reply) => giveOut(request, reply, request.query, 'geojson'),
  );
  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.gpx',
    { schema: fileSchema('gpx', 'A plan’s zones as GPX', 'Each ring is a closed track: GPX knows no polygons.') },
    async (request, reply) => giveOut(request, reply, request.query, 'gpx'),
  );
  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.kml',
    { schema: fileSchema('kml', 'A plan’s zones as KML', 'Polygons with holes, their names and reasons.') },
    async (request, reply) => giveOut(request, reply, request.query, 'kml'),
  );
}
