import { Import } from '@lagesbild/contract';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onceHere } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { languageOf } from './access.ts';
import { IMPORT_TAGS } from './address.ts';
import { today } from './demonstration.ts';
import type { Desk } from './desk.ts';
import { importInWords } from './in-words.ts';

/** The synthetic data, by the same road as a file. */
export function demonstrationRoutes(
  app: RoomApp,
  { database, atDesk }: { database: Database; atDesk: () => Promise<Desk> },
): void {
  app.post(
    '/api/demonstration',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Load the synthetic data of the demonstration',
        description:
          'Five made-up years, the same each time, marked as synthetic wherever they show. Undone like any import.',
        body: AreaAddress,
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const { municipality } = request.body;
      const { time_zone } = await findMunicipality(database.knex, municipality);
      const at = await atDesk();
      reply.code(202);
      return onceHere(request, reply, async () =>
        importInWords(languageOf(request), await at.demonstrate(municipality, today(time_zone), request.who)),
      );
    },
  );
}
