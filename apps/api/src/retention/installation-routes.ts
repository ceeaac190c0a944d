import { InstallationRetention, InstallationSubject, NewRetentionRule } from '@lagesbild/contract';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { RoomApp } from '../room.ts';
import { liftOwnRule, readOwnRetention, setOwnRule } from './installation-rule.ts';

const tags = ['retention'];
const One = z.object({ subject: InstallationSubject.describe('what the rule is about') });

/** How long what belongs to no area is kept, by whose decision. */
export function installationRetentionRoutes(app: RoomApp, database: Database): void {
  app.get(
    '/api/installation/retention',
    {
      schema: {
        tags,
        summary: 'The rules of retention for what belongs to no area',
        description: 'Closed accounts, and the installation’s own chain of the log. Rules are carried out once a day.',
        response: { 200: InstallationRetention },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return readOwnRetention(database.knex);
    },
  );

  app.put(
    '/api/installation/retention/:subject',
    {
      schema: {
        tags,
        summary: 'Say how long something that belongs to no area is kept',
        description: 'With the number of the disposal decision. Nothing goes before the next run.',
        params: One,
        body: NewRetentionRule,
        response: { 200: InstallationRetention },
      },
    },
    async (request) => {
      await setOwnRule(database, request.params.subject, request.body, request.who);
      return readOwnRetention(database.knex);
    },
  );

  app.delete(
    '/api/installation/retention/:subject',
    {
      schema: {
        tags,
        summary: 'Take a rule away of what belongs to no area',
        description: 'What it was about is kept until somebody decides otherwise.',
        params: One,
        response: { 200: InstallationRetention },
      },
    },
    async (request) => {
      await liftOwnRule(database, request.params.subject, request.who);
      return readOwnRetention(database.knex);
    },
  );
}
