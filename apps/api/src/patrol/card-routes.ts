import { PatrolCard } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { todayIn } from '../today.ts';
import { evidenceCsv } from './evidence.ts';
import { countInside, zoneIncidents } from './incidents.ts';
import { Days, OfWeek } from './query.ts';
import type { PatrolOptions } from './routes.ts';
import { listUnits } from './unit.ts';
import { linesOf } from './week-plan.ts';
import { findZone } from './zone.ts';

const tags = ['visits'];
const One = AreaAddress.extend({ zone_id: z.uuid().describe('UUID of a zone of a published plan') });

/** What is taken along to a zone, and what an application for ordningsvakter there rests on. */
export function cardRoutes(app: RoomApp, { database, viewers }: PatrolOptions): void {
  app.get(
    '/api/:municipality/zones/:zone_id/card',
    {
      schema: {
        tags,
        summary: 'The card of a zone',
        description:
          'Its outline, the visits of a week, and what was recorded there in the last four weeks by hour and category: of sources that whoever asks ' +
          'may see, and without what police or partners found. The log tells that it was read.',
        params: One,
        querystring: OfWeek,
        response: { 200: PatrolCard },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      const { week } = request.query;
      const { zone, plan, outline, lines } = await onPatrols(database, async (trx) => {
        const found = await findZone(trx, municipality_id, request.params.zone_id);
        const units = await listUnits(trx, municipality_id);
        const all = await linesOf(trx, { municipality_id, plan_id: found.plan.plan_id, week });
        const object = { kind: 'zone', id: found.zone.zone_id, name: found.zone.name };
        const told = { who: request.who, area: municipality_id, object };
        await database.record(trx, { ...told, act: 'card_read' });
        const lines = all.flatMap(({ zone_id, ...line }) => {
          const unit = units.find(({ unit_id }) => unit_id === line.unit_id);
          return zone_id === found.zone.zone_id && unit !== undefined
            ? [{ ...line, unit_name: unit.name, unit_kind: unit.kind }]
            : [];
        });
        return { ...found, lines };
      });
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      const incidents = await zoneIncidents(database.knex, { area, hidden, outline, to: todayIn(area.time_zone) });
      reply.header('cache-control', 'no-store');
      return { zone, plan, week, lines, incidents };
    },
  );

  app.get(
    '/api/:municipality/zones/:zone_id/evidence.csv',
    {
      schema: {
        tags,
        summary: 'What an application for ordningsvakter rests on',
        description:
          'Recorded incidents in the zone by category, weekday and hour, for the days asked for, of sources that whoever asks may see. ' +
          'Resident reported or unknown only; each line says so.',
        params: One,
        querystring: Days,
        response: { 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { from, to } = request.query;
      if (from > to) throw new ProblemError('visit_days_reversed', { from, to });
      const { zone, outline } = await onPatrols(database, (trx) =>
        findZone(trx, area.municipality_id, request.params.zone_id),
      );
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      const text = evidenceCsv(
        { zone: zone.name, from, to },
        await countInside(database.knex, { area, hidden, outline, from, to }),
      );
      const object = { kind: 'zone', id: zone.zone_id, name: zone.name };
      const told = { who: request.who, area: area.municipality_id, object };
      await database.record(database.knex, { ...told, act: 'evidence_taken_out', details: { from, to } });
      return reply
        .type('text/csv; charset=utf-8')
        .headers({
          'content-disposition': `attachment; filename="${area.slug}-${from}-${to}.csv"`,
          'cache-control': 'no-store',
        })
        .send(text as never);
    },
  );
}
