import { rm } from 'node:fs/promises';
import { Day, FoundPopulation, KnownPopulation, PopulationSource } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { findPopulation } from '../db/population.ts';
import { ProblemError } from '../errors.ts';
import { receiveUpload } from '../import/upload.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { printable } from '../sentence.ts';
import { foundIn } from './found.ts';
import { POPULATION_FILE_MAX_MB } from './reading/file.ts';
import { storePopulation } from './store.ts';
import './sentences.ts';

const tags = ['area'];

/** Only for the description of the api: the file is read as it comes, past any schema. */
const FileBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});
const FileQuery = z.object({
  check: z.enum(['true', 'false']).default('false').describe('true: only say what is in it, and store nothing'),
  source: PopulationSource.optional().meta({
    description: 'who counted; missing: as the file tells',
    examples: ['SCB'],
  }),
  counted_on: Day.optional().meta({
    description: 'the day it holds for; missing: as the file tells',
    examples: ['2025-12-31'],
  }),
});

/** How many live where: public statistics by squares. */
export async function populationRoom(app: RoomApp, { config, database }: RoomOptions): Promise<void> {
  app.get(
    '/api/:municipality/population',
    {
      schema: {
        tags,
        summary: 'How many live in the squares of an area',
        description: 'Public statistics as the operator loaded them, or null. They change nothing of what is released.',
        params: AreaAddress,
        response: { 200: KnownPopulation },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-cache');
      return { population: await findPopulation(database.knex, municipality_id) };
    },
  );

  app.put(
    '/api/:municipality/population',
    {
      schema: {
        tags,
        summary: 'Load how many live in the squares of an area',
        description:
          'multipart/form-data with one field `file`: GeoPackage (in a zip too), zipped shapefile, GeoJSON, CSV or XLSX, with a square a row. ' +
          'It takes the place of what was known, whole or not at all; with a row that can’t be used the answer names it.',
        consumes: ['multipart/form-data'],
        params: AreaAddress,
        querystring: FileQuery,
        body: FileBody,
        response: { 200: FoundPopulation },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      if (!request.isMultipart()) throw new ProblemError('upload_missing');
      const limits = { fileSize: POPULATION_FILE_MAX_MB * 1024 ** 2 };
      const part = await request.file({ limits }).catch(() => undefined);
      if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
      const name = printable(part.filename);
      const file = await receiveUpload(part, config.data_dir).catch((error: unknown) => {
        const big = error instanceof ProblemError && error.code === 'upload_too_big';
        throw big ? new ProblemError('population_file_big', { file: name, limit: POPULATION_FILE_MAX_MB }) : error;
      });
      try {
        const { check, ...said } = request.query;
        const { population, told } = await foundIn(database.knex, area, file, said);
        if (check === 'false')
          await database.knex.transaction((trx) =>
            storePopulation(trx, database, request.who, area.municipality_id, population),
          );
        return { ...told, stored: check === 'false' };
      } finally {
        await rm(file.path, { force: true });
      }
    },
  );
}
