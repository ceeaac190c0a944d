import { randomUUID } from 'node:crypto';
import { NewSurvey, Survey } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { once } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { checkSurvey } from './check.ts';
import { readSurveys, SURVEY_COLUMNS } from './file.ts';
import { type FileKind, fileSchema, receiveFile, storeFile } from './file-route.ts';
import { addSurvey, findSurvey, listSurveys, removeSurvey } from './survey.ts';

const tags = ['perception'];
const One = AreaAddress.extend({ survey_id: z.uuid().describe('UUID of the survey') });
const KIND: FileKind<NewSurvey> = {
  ...{ object: 'survey', act: 'surveys_imported' },
  needed: SURVEY_COLUMNS,
  read: readSurveys,
  sizeOf: ({ results }: NewSurvey): number => results.length,
  put: (trx, { municipality_id }, survey) => addSurvey(trx, municipality_id, randomUUID(), survey),
};

/** What surveys found, by area: shares with what they rest on, never points. */
export function surveyRoutes(app: RoomApp, options: RoomOptions): void {
  const { database } = options;
  app.get(
    '/api/:municipality/surveys',
    {
      schema: {
        tags,
        summary: 'What surveys found',
        description: 'The latest 200, each with its question, its year and its results by area.',
        params: AreaAddress,
        response: { 200: z.array(Survey) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return listSurveys(database.knex, municipality_id);
    },
  );

  app.post(
    '/api/:municipality/surveys',
    {
      schema: {
        tags,
        summary: 'Record what a survey found',
        description:
          'One question of one year, with the share of each area. Sent again with the same Idempotency-Key it is recorded once.',
        params: AreaAddress,
        body: NewSurvey,
        response: { 201: Survey },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      await checkSurvey(database.knex, area, request.body);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        const survey_id = randomUUID();
        await addSurvey(trx, municipality_id, survey_id, request.body);
        const found = await findSurvey(trx, municipality_id, survey_id);
        const object = { kind: 'survey', id: survey_id, name: request.body.question };
        const details = { n: request.body.results.length };
        await database.record(trx, {
          act: 'survey_recorded',
          who: request.who,
          area: municipality_id,
          object,
          details,
        });
        return found;
      });
    },
  );

  app.delete(
    '/api/:municipality/surveys/:survey_id',
    {
      schema: {
        tags,
        summary: 'Remove a survey',
        description: 'With all its results.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { municipality, survey_id } = request.params;
      const { municipality_id } = await findMunicipality(database.knex, municipality);
      await database.knex.transaction(async (trx) => {
        const question = await removeSurvey(trx, municipality_id, survey_id);
        const object = { kind: 'survey', id: survey_id, name: question };
        await database.record(trx, { act: 'survey_removed', who: request.who, area: municipality_id, object });
      });
      return reply.code(204).send(undefined);
    },
  );

  app.post(
    '/api/:municipality/surveys/import',
    {
      schema: fileSchema(
        'Read survey results from a file',
        'A row is an area; rows of one question, year and source are of one survey.',
      ),
    },
    async (request, reply) => {
      const { municipality } = request.params;
      const check = request.query.check === 'true';
      const received = await receiveFile(options, request, { municipality, kind: KIND, check });
      if (check) return received.answer;
      return once(database, request, reply, (trx) => storeFile(trx, database, request.who, received, KIND));
    },
  );
}
