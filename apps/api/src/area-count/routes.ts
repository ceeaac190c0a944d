import { AreaCells, AreaTable, Slug } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress, SourceAddress } from '../address.ts';
import { countsCsv } from '../counts-file.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { ProblemError, registerProblems } from '../errors.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { listTables, readAllCells, readCells } from './tables.ts';

registerProblems(
  {
    sv: { table_unknown: 'Källan {id} har inga tal per område i {slug}.' },
    en: { table_unknown: 'The source {id} has no counts by area in {slug}.' },
    ar: { table_unknown: 'ليس للمصدر {id} أعداد حسب المنطقة في {slug}.' },
  },
  { table_unknown: 404 },
);

const tags = ['area-counts'];

/** Counts that came as area × period × category: shown as tables, never as points, and taken out as they came. */
export async function areaCountRoom(
  app: RoomApp,
  { database, viewers }: RoomOptions & { viewers: SourceViewers },
): Promise<void> {
  app.get(
    '/api/:municipality/area-counts',
    {
      schema: {
        tags,
        summary: 'The tables of counts that sources gave',
        description: 'Of sources that are shown: what areas, periods and categories each counts, before its figures.',
        params: AreaAddress,
        response: { 200: z.array(AreaTable) },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      reply.header('cache-control', 'private, no-cache');
      return database.readAt(area, (trx) => listTables(trx, area.municipality_id, hidden));
    },
  );

  app.get(
    '/api/:municipality/area-counts/:source_id',
    {
      schema: {
        tags,
        summary: 'The figures of one category',
        description:
          'All areas and periods. A cell that is missing isn’t in the source; one that is null is withheld by it. Neither is zero.',
        params: SourceAddress,
        querystring: z.object({
          category: z.string().max(64).describe('code'),
          source_category: z.string().max(200).default('').describe('as the source wrote it'),
        }),
        response: { 200: AreaCells },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      reply.header('cache-control', 'private, no-cache');
      const { source_id } = request.params;
      return database.readAt(area, (trx) => readCells(trx, { ...area, source_id, hidden }, request.query));
    },
  );

  app.get(
    '/api/:municipality/area-counts/:source_id/export.csv',
    {
      schema: {
        tags,
        summary: 'A table of counts as CSV',
        description: 'Every cell, `..` where the source withholds the figure. Another installation reads it as it is.',
        params: SourceAddress,
        response: { 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      const { source_id } = request.params;
      const cells = await database.readAt(area, (trx) => readAllCells(trx, { ...area, source_id, hidden }));
      if (cells.length === 0) throw new ProblemError('table_unknown', { id: String(source_id), slug: area.slug });
      const object = { kind: 'source', id: String(source_id), name: String(source_id) };
      const told = { who: request.who, area: area.municipality_id, object, details: { filter: '' } };
      await database.record(database.knex, { act: 'area_counts_taken_out', ...told });
      const name = `${Slug.parse(area.slug)}-counts-${source_id}-v${area.version}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
        .send(countsCsv(cells.map((cell) => ({ ...cell, category: cell.source_category || cell.category }))) as never);
    },
  );
}
