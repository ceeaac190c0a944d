import { FlagSetting } from '@lagesbild/contract';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { RoomApp } from '../room.ts';
import { readSetting, setUpFlags } from './setting.ts';

const tags = ['flag'];

/** What an administrator decides about the resident page: the room's only routes that aren't the public's. */
export function flagSettingRoutes(app: RoomApp, database: Pick<Database, 'knex' | 'record'>): void {
  app.get(
    '/api/:municipality/flags/setting',
    {
      schema: {
        tags,
        summary: 'What the resident page says and takes',
        description: 'The fault line it shows, whether it takes free text, within how many days a flag is read.',
        params: AreaAddress,
        response: { 200: FlagSetting },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return readSetting(database.knex, municipality_id);
    },
  );

  app.put(
    '/api/:municipality/flags/setting',
    {
      schema: {
        tags,
        summary: 'Decide what the resident page says and takes',
        description:
          'Free text is off until somebody turns it on; it waits behind moderation, with what points at people hidden.',
        params: AreaAddress,
        body: FlagSetting,
        response: { 200: FlagSetting },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      await setUpFlags(database, municipality_id, request.body, request.who);
      return readSetting(database.knex, municipality_id);
    },
  );
}
