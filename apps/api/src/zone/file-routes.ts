import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
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
});

/** A version of a plan taken out, for other programs. */
export function fileRoutes(app: RoomApp, { database }: PatrolRoomOptions): void {
  const giveOut = async (
    request: FastifyRequest<{ Params: { municipality: string; plan_id: string } }>,
    reply: FastifyReply,
    version: number | undefined,
    format: ZoneFile,
  ) => {
    const { type, write } = ZONE_FILES[format];
    const { municipality, plan_id } = request.params;
    const text = await inArea(database, request, async ({ trx, area, tell }) => {
      const { published_version } = await findEntry(trx, area.municipality_id, plan_id);
      const plan = await findPlan(trx, area.municipality_id, plan_id, version ?? published_version);
      const details = { format, version: plan.shown.version };
      await tell({ act: 'zones_taken_out', ...objectOf(plan), details });
      return write(plan);
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
    async (request, reply) => giveOut(request, reply, request.query.version, 'geojson'),
  );
  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.gpx',
    { schema: fileSchema('gpx', 'A plan’s zones as GPX', 'Each ring is a closed track: GPX knows no polygons.') },
    async (request, reply) => giveOut(request, reply, request.query.version, 'gpx'),
  );
  app.get(
    '/api/:municipality/zone-plans/:plan_id/zones.kml',
    { schema: fileSchema('kml', 'A plan’s zones as KML', 'Polygons with holes, their names and reasons.') },
    async (request, reply) => giveOut(request, reply, request.query.version, 'kml'),
  );
}
