import { addDays, groundOf, PatrolCard } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { saidInside } from '../db/perception-reports.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { todayIn } from '../today.ts';
import { deliveryOf } from './delivery.ts';
import { evidenceCsv } from './evidence.ts';
import { CARD_WEEKS, countInside, zoneIncidents } from './incidents.ts';
import { Days, OfWeek } from './query.ts';
import type { PatrolOptions } from './routes.ts';
import { listUnits } from './unit.ts';
import { groundIn, linesOf } from './week-plan.ts';
import { findZone } from './zone.ts';

const tags = ['visits'];
/** Months back that a card hears what people say: a year, so that winter evenings are in it. */
const SAID_MONTHS = 12;
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
          'Its outline, the visits of a week (and which of them no permit gives ordningsvakter now), what was planned and done in the four before, what was recorded there in the last four weeks by hour and ' +
          'category (of sources that whoever asks may see, and without what police or partners found), and what people said of it in a year. ' +
          'The log tells that it was read.',
        params: One,
        querystring: OfWeek,
        response: { 200: PatrolCard },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      const { week } = request.query;
      const { zone, plan, outline, lines, past } = await onPatrols(database, async (trx) => {
        const found = await findZone(trx, municipality_id, request.params.zone_id);
        const units = await listUnits(trx, municipality_id);
        const all = await linesOf(trx, { municipality_id, plan_id: found.plan.plan_id, week });
        const before = { from_week: addDays(week, -7 * CARD_WEEKS), to_week: addDays(week, -7) };
        const delivered = await deliveryOf(trx, { municipality_id, plan_id: found.plan.plan_id, ...before });
        const past = delivered.flatMap(({ zone_id, zone_name: _, ...of }) =>
          zone_id === found.zone.zone_id ? [of] : [],
        );
        const object = { kind: 'zone', id: found.zone.zone_id, name: found.zone.name };
        const told = { who: request.who, area: municipality_id, object };
        await database.record(trx, { ...told, act: 'card_read' });
        const { isGuarded, permits } = await groundIn(trx, { municipality_id, plan_id: found.plan.plan_id }, units);
        const lines = all.flatMap((planned) => {
          const { zone_id, ...line } = planned;
          const unit = units.find(({ unit_id }) => unit_id === line.unit_id);
          const no_ground = isGuarded(planned) ? groundOf(week, planned, permits) : null;
          return zone_id === found.zone.zone_id && unit !== undefined
            ? [{ ...line, unit_name: unit.name, unit_kind: unit.kind, no_ground }]
            : [];
        });
        return { ...found, lines, past };
      });
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      const today = todayIn(area.time_zone);
      const incidents = await zoneIncidents(database.knex, { area, hidden, outline, to: today });
      const [year, month] = today.split('-').map(Number) as [number, number];
      const since = (year - 1970) * 12 + month - 1 - SAID_MONTHS;
      const said = await saidInside(database.knex, { municipality_id, srid: area.srid, outline, since });
      reply.header('cache-control', 'no-store');
      return { zone, plan, week, lines, past, incidents, said: { months: SAID_MONTHS, ...said } };
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
