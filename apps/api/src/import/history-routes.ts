import { Import } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { RoomApp } from '../room.ts';
import { type ImportAccess, languageOf } from './access.ts';
import { IMPORT_TAGS, ImportAddress, UNHURRIED_MS } from './address.ts';
import type { Desk } from './desk.ts';
import { findImport, listImports } from './history.ts';
import { rejectionCsv } from './rejection-csv.ts';

/** What came in: listed, its refused rows, and taken back. */
export function historyRoutes(
  app: RoomApp,
  {
    database,
    atDesk,
    access: { isHidden, findStored },
  }: { database: Database; atDesk: () => Promise<Desk>; access: ImportAccess },
): void {
  app.get(
    '/api/imports/:import_id/rejections.csv',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Every row that was refused, with its reason in words',
        description:
          'UTF-8 CSV. Values are cut at 200 characters, personal numbers blacked out, formulas made harmless.',
        params: ImportAddress,
      },
    },
    async (request, reply) => {
      const { import_id, file_name, municipality } = await findStored(request, request.params.import_id);
      const told = { who: request.who, area: municipality, object: { kind: 'import', id: import_id, name: file_name } };
      await database.record(database.knex, { act: 'rejections_taken_out', ...told });
      const csv = await rejectionCsv(database.knex, languageOf(request), request.params.import_id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="rejections.csv"')
        .send(csv);
    },
  );

  app.get(
    '/api/:municipality/imports',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'The area’s imports, newest first',
        description: 'Those that ran: done, failed, cancelled and undone ones too.',
        params: AreaAddress,
        response: { 200: z.array(Import) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      const all = await listImports(database.knex, languageOf(request), municipality_id);
      const hidden = await Promise.all(all.map((one) => isHidden(request, one)));
      return all.filter((_, i) => !hidden[i]);
    },
  );

  app.delete(
    '/api/:municipality/imports/:import_id',
    {
      handlerTimeout: UNHURRIED_MS,
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Undo an import as a whole',
        description: 'What it changed is as before, what it added is gone; what a later file also holds stays.',
        params: AreaAddress.extend(ImportAddress.shape),
        response: { 200: Import },
      },
    },
    async (request) => {
      const { municipality, import_id } = request.params;
      await findStored(request, import_id);
      await (await atDesk()).undo(municipality, import_id, request.who);
      return findImport(database.knex, languageOf(request), import_id);
    },
  );
}
