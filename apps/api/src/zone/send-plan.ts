import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PatrolDatabase } from '../db/patrol-side.ts';
import { inArea } from './in-area.ts';
import { findPlan } from './plan.ts';
import { objectOf } from './plan-address.ts';

/** A plan with the zones of a version, the newest if none is named: as text from here to the wire, outlines through a schema cost more than it tells. */
export async function sendPlan(
  database: PatrolDatabase,
  request: FastifyRequest<{ Params: { municipality: string; plan_id: string } }>,
  reply: FastifyReply,
  version: number | null,
) {
  reply.header('cache-control', 'no-store');
  const text = await inArea(database, request, async ({ trx, area, tell }) => {
    const plan = await findPlan(trx, area.municipality_id, request.params.plan_id, version);
    await tell({ act: 'zones_seen', ...objectOf(plan), details: { version: plan.shown.version } });
    return JSON.stringify(plan);
  });
  return reply.type('application/json; charset=utf-8').send(text as never);
}
