import {
  DEFAULT_DISCOVERIES,
  DISCOVERIES,
  type Filter,
  type Parameter,
  PROPOSAL_WEIGHTS,
  PROPOSALS,
  type ProposalKind,
  ZoneProposal,
} from '@lagesbild/contract';
import { cellsIn, type ProposalGround } from '@lagesbild/incidents';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { workEvents } from '../analysis/events.ts';
import { watched } from '../analysis/work.ts';
import { ProblemError, problemOf, toProblem } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import { FilterQuery, numberParameter } from '../incident/query-schema.ts';
import type { Incidents } from '../incident/store.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { askedZones } from './asked.ts';
import { CELLS_MAX, countCells, radiusMax } from './cells.ts';
import { ProposalThread } from './threads.ts';
import './sentences.ts';

export interface ZoneProposalOptions extends RoomOptions {
  incidents: Incidents;
}

/** Cells of the raster round a study area, those outside among them. */
const RASTER_MAX = 1_000_000;
/** Then a search ends with what it has: a minute is what somebody waits. */
const DEADLINE_MS = 45_000;

/** Zones that are proposed: where they hold most, or how an area is shared out, each with how far from the best possible it is. */
export async function zoneProposalRoom(app: RoomApp, { incidents }: ZoneProposalOptions): Promise<void> {
  const thread = new ProposalThread();
  app.addHook('onClose', () => thread.close());
  for (const kind of Object.keys(PROPOSALS) as ProposalKind[]) proposalRoute(app, kind, incidents, thread);
}

function proposalRoute(app: RoomApp, kind: ProposalKind, incidents: Incidents, thread: ProposalThread): void {
  const { says, parameters } = PROPOSALS[kind];
  const ranges = Object.entries<Parameter>(parameters);
  app.get(
    `/api/:municipality/zone-proposals/${kind}`,
    {
      schema: {
        tags: ['zones'],
        summary: says,
        description:
          'Of incidents known to a point or segment, in the places or areas the filter names, else in the built-up areas that are on by ' +
          'default. What police found themselves counts only when `discovery` asks for it, and the answer says so. Nothing is stored. With ' +
          '`Accept: text/event-stream` it tells how far it is (events `step`, then `answer`); closing the request gives the work up. After ' +
          `${DEADLINE_MS / 1000} seconds it ends with what it has, and says so.`,
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend({
          weight_by: z
            .string()
            .max(20)
            .optional()
            .describe(`what zones are chosen by: ${PROPOSAL_WEIGHTS.join(' or ')}; missing: incidents`),
          ...Object.fromEntries(ranges.map(([name, range]) => [name, numberParameter(range)])),
        }),
        response: { 200: { content: { 'application/json': { schema: ZoneProposal } } } },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const filter = readFilter(query, ['weight_by', ...Object.keys(parameters)]);
      const held = await incidents.of(request.params.municipality, request.person);
      const { text, criteria } = held.check(filter);
      const asked = askedZones(kind, query, criteria);
      const { region, harm } = held.ground(filter);
      const cell_m = asked.parameters.cell_m!;
      const raster = cellsIn(region, cell_m);
      if (raster > RASTER_MAX) throw new ProblemError('raster_too_fine', { cell_m, cells: raster, limit: RASTER_MAX });
      const { weight_by } = asked;
      const question = { kind: 'proposal-ground', region, cell_m, harm: weight_by === 'harm' ? harm : null } as const;
      const ground = await incidents.ask<ProposalGround>(held, { filter: text, ...question });
      const cells = countCells(ground);
      if (cells > CELLS_MAX[kind])
        throw new ProblemError('proposal_too_fine', { cell_m, cells, limit: CELLS_MAX[kind] });
      const { radius_m = 0 } = asked.parameters;
      if (radius_m > radiusMax(cells, cell_m))
        throw new ProblemError('proposal_too_wide', { radius_m, cell_m, cells, limit: radiusMax(cells, cell_m) });
      if (asked.zones > cells) throw new ProblemError('proposal_zones_many', { zones: asked.zones, cells });

      const notWith = async (): Promise<ZoneProposal['not_with']> => {
        const others = foundOtherwise(filter);
        if (others === null) return { n: 0, categories: [] };
        const left = await incidents.ask<ProposalGround>(held, { filter: held.check(others).text, ...question });
        return { n: left.cellOf.length, categories: [...left.categories] };
      };
      const head = {
        ...{ kind, parameters: asked.parameters, filter: text, data_version: held.area.version },
        n: ground.cellOf.length,
        weight_by,
        weight: ground.weights.reduce((sum, own) => sum + own, 0),
        unweighted: ground.unweighted,
        not_with: await notWith(),
        refused: { coarse: ground.refused.coarse, outside: ground.refused.outside },
        police_discovered: ((criteria.discoveries >> DISCOVERIES.indexOf('police_discovered')) & 1) === 1,
        ...{ zones_asked: asked.zones, presence: asked.presence },
      };
      const work = watched(async (watch) => {
        const found = await thread.run({ ground, asked, crs: held.area.proj4, deadline_ms: DEADLINE_MS, watch });
        return found === null
          ? null
          : { json: JSON.stringify({ ...head, ...found } satisfies ZoneProposal), shaped: null };
      });
      return give(request, reply, work);
    },
  );
}

/** What a filter leaves out because of how it was found; null where it leaves out nothing so. */
function foundOtherwise(filter: Filter): Filter | null {
  const counted = filter.discovery ?? DEFAULT_DISCOVERIES;
  const discovery = DISCOVERIES.filter((how) => !counted.includes(how));
  return discovery.length === 0 ? null : { ...filter, discovery };
}

async function give(request: FastifyRequest, reply: FastifyReply, work: ReturnType<typeof watched>): Promise<never> {
  const text = work.answer.then((answer) => (answer === null ? null : answer.json));
  reply.header('cache-control', 'no-store');
  if (String(request.headers.accept).includes('text/event-stream')) {
    reply.header('x-accel-buffering', 'no');
    const problem = (error: unknown) => problemOf(toProblem(error, request), request);
    return reply.type('text/event-stream; charset=utf-8').send(workEvents(work, text, problem) as never) as never;
  }
  reply.raw.once('close', () => !reply.raw.writableFinished && work.giveUp());
  const answer = await text;
  if (answer !== null) return reply.type('application/json; charset=utf-8').send(answer as never) as never;
  reply.hijack(); // nobody is there to hear it
  return reply as never;
}
