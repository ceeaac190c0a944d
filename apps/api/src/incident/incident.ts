import { Incident } from '@lagesbild/contract';
import { z } from 'zod';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import type { IncidentOptions } from './routes.ts';

/** Columns of an incident as they are handed out: local time with its offset, degrees with a centimetre's digits. */
export const INCIDENT_COLUMNS = `
  i.incident_id, i.category, i.source_category, i.source_id,
  to_char(i.occurred_from, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') as occurred_from,
  to_char(i.occurred_to, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') as occurred_to,
  i.time_precision,
  to_char(i.reported_at, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') as reported_at,
  to_char(i.registered, 'YYYY-MM-DD') as registered,
  i.precision, i.discovery, i.counting_unit,
  round(cast(st_x(i.geometry) as numeric), 7)::double precision as lon,
  round(cast(st_y(i.geometry) as numeric), 7)::double precision as lat,
  i.stray`;

/** Makes to_char write times as the municipality's clocks show them. For the rest of the transaction. */
export const LOCAL_TIME = "select set_config('TimeZone', :time_zone, true)";

// in: municipality_id, incident_id, hidden (source_ids); out: one row, or none
const ONE = `
  select ${INCIDENT_COLUMNS} from staff.visible_incident i
  where i.municipality_id = :municipality_id and i.incident_id = :incident_id
    and i.source_id <> all (cast(:hidden as integer[]))`;

const ID_MAX = 2 ** 31 - 1;

/** One incident in full. */
export function incidentRoute(app: import('../room.ts').RoomApp, { database, viewers }: IncidentOptions): void {
  app.get(
    '/api/:municipality/incidents/:incident_id',
    {
      schema: {
        tags: ['incidents'],
        summary: 'One incident in full',
        description:
          'Times as the area’s clocks show them, with their offset. What an import replaced is gone from here.',
        params: z.object({ municipality: z.string(), incident_id: z.string().describe('number of the incident') }),
        response: { 200: Incident },
      },
    },
    async (request, reply) => {
      const { incident_id } = request.params;
      const { municipality_id, time_zone } = await findMunicipality(database.knex, request.params.municipality);
      const id = /^\d{1,10}$/.test(incident_id) ? Number(incident_id) : Number.POSITIVE_INFINITY;
      if (id > ID_MAX) throw new ProblemError('incident_unknown', { incident_id });
      const hidden = await viewers.hiddenFrom(request.params.municipality, request.person);
      const incident = await database.knex.transaction(async (trx) => {
        await trx.raw(LOCAL_TIME, { time_zone });
        const { rows } = await trx.raw<{ rows: Incident[] }>(ONE, { municipality_id, incident_id: id, hidden });
        return rows[0];
      });
      if (incident === undefined) throw new ProblemError('incident_unknown', { incident_id });
      reply.header('cache-control', 'private, no-cache');
      return incident;
    },
  );
}
