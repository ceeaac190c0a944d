import { PerceptionReports } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { etagOf, isUnchanged } from '../conditional.ts';
import { findMunicipality } from '../db/municipality.ts';
import { readReports } from '../db/perception-reports.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { dialogueRoutes } from './dialogue-routes.ts';
import { surveyRoutes } from './survey-routes.ts';
import './sentences.ts';

/** What people say of places: every report that staff may read, and the meetings and surveys that staff record. */
export async function perceptionRoom(app: RoomApp, options: RoomOptions): Promise<void> {
  app.get(
    '/api/:municipality/perception',
    {
      schema: {
        tags: ['perception'],
        summary: 'All perception reports, of every channel',
        description:
          'Flags of residents (but for those that moderators have put aside) and marks of dialogues, a list per field. Their time is a ' +
          'month and parts of the day, their place at finest a cell of 100 m or as it was drawn. They are never added to incidents.',
        params: AreaAddress,
        response: { 200: PerceptionReports, 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const { knex } = options.database;
      const area = await findMunicipality(knex, request.params.municipality);
      const { lists, fingerprint } = await readReports(knex, area);
      if (isUnchanged(request, reply, etagOf('perception', fingerprint))) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(lists) as never);
    },
  );
  dialogueRoutes(app, options);
  surveyRoutes(app, options);
}
