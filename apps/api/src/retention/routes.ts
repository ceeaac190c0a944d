import { NewRetentionRule, Retention, RetentionSubject } from '@lagesbild/contract';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { installationRetentionRoutes } from './installation-routes.ts';
import { liftRule, readRetention, setRule } from './rule.ts';
import './sentences.ts';

const tags = ['retention'];
const One = AreaAddress.extend({ subject: RetentionSubject.describe('what the rule is about') });

/** How long an area's rows are kept, by whose decision, and what has gone. */
export async function retentionRoom(app: RoomApp, { database }: RoomOptions): Promise<void> {
  app.get(
    '/api/:municipality/retention',
    {
      schema: {
        tags,
        summary: 'The rules of retention, and what has gone by them',
        description: 'Rules are carried out once a day, and by `lagesbild retention run`.',
        params: AreaAddress,
        response: { 200: Retention },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return readRetention(database.knex, municipality_id);
    },
  );

  app.put(
    '/api/:municipality/retention/:subject',
    {
      schema: {
        tags,
        summary: 'Say how long something is kept',
        description: 'With the number of the disposal decision. Nothing goes before the next run.',
        params: One,
        body: NewRetentionRule,
        response: { 200: Retention },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      await setRule(database, municipality_id, request.params.subject, request.body, request.who);
      return readRetention(database.knex, municipality_id);
    },
  );

  app.delete(
    '/api/:municipality/retention/:subject',
    {
      schema: {
        tags,
        summary: 'Take a rule of retention away',
        description: 'What it was about is kept until somebody decides otherwise.',
        params: One,
        response: { 200: Retention },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      await liftRule(database, municipality_id, request.params.subject, request.who);
      return readRetention(database.knex, municipality_id);
    },
  );

  installationRetentionRoutes(app, database);
}
