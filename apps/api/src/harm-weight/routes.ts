import { rm } from 'node:fs/promises';
import { HarmWeightFile, HarmWeights, NewHarmWeights } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { harmWeightsOf, readHarmWeights } from '../db/harm-weights.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { receiveUpload } from '../import/upload.ts';
import { preferredLanguage } from '../language.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { changeHarmWeights } from './change.ts';
import { harmWeightCsv, readHarmFile } from './file.ts';
import './sentences.ts';

const tags = ['harm weight'];

/** Only for the description of the api: the file is read as it comes, past any schema. */
const FileBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});

export interface HarmWeightOptions extends RoomOptions {
  /** Waits until nobody is answered by rows of the area that are older than the database is now. */
  renewed(area: string): Promise<void>;
}

/** How much each category weighs when harm is counted: seen, read from a file, set. */
export async function harmWeightRoom(app: RoomApp, { config, database, renewed }: HarmWeightOptions): Promise<void> {
  app.get(
    '/api/:municipality/harm-weights',
    {
      schema: {
        tags,
        summary: 'The harm weight of each category, and its source',
        description: 'In the order of the area’s categories. `version` goes back with what changes them.',
        params: AreaAddress,
        response: { 200: HarmWeights },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return harmWeightsOf(await readHarmWeights(database.knex, municipality_id));
    },
  );

  app.get(
    '/api/:municipality/harm-weights.csv',
    {
      schema: {
        tags,
        summary: 'The same as a file that can be read again',
        description: 'UTF-8 with a byte order mark: code, name in the language of the request, weight, source.',
        params: AreaAddress,
        response: { 200: { content: { 'text/csv': { schema: z.unknown() } } } },
      },
    },
    async (request, reply) => {
      const { municipality_id, slug } = await findMunicipality(database.knex, request.params.municipality);
      const language = preferredLanguage(request.headers['accept-language']);
      const categories = await readHarmWeights(database.knex, municipality_id);
      const csv = harmWeightCsv(categories, ({ names }) => names[language] ?? names.sv);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="harm-weights-${slug}.csv"`)
        .header('cache-control', 'no-store')
        .send(`\ufeff${csv}` as never);
    },
  );

  app.post(
    '/api/:municipality/harm-weights/read',
    {
      schema: {
        tags,
        summary: 'Read a file of weights, and set nothing',
        description:
          'multipart/form-data with one field `file`: CSV or XLSX with a row a category. The answer is what it says, or the first row ' +
          'that can’t be used, and why. A weight without a source has null there, and needs one before it is set.',
        consumes: ['multipart/form-data'],
        params: AreaAddress,
        body: FileBody,
        response: { 200: HarmWeightFile },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      if (!request.isMultipart()) throw new ProblemError('upload_missing');
      const part = await request.file().catch(() => undefined);
      if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
      const file = await receiveUpload(part, config.data_dir);
      try {
        const categories = await readHarmWeights(database.knex, municipality_id);
        return { weights: await readHarmFile(file, categories, null) };
      } finally {
        await rm(file.path, { force: true });
      }
    },
  );

  app.put(
    '/api/:municipality/harm-weights',
    {
      schema: {
        tags,
        summary: 'Set and empty harm weights',
        description:
          'All of what is sent, or nothing; other categories keep theirs. Refused when somebody else has changed any meanwhile. A new ' +
          'data version, as after an import; the answer comes when it holds.',
        params: AreaAddress,
        body: NewHarmWeights,
        response: { 200: HarmWeights },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { changes, weights } = await changeHarmWeights(database, area, request.body, request.who);
      if (changes.length > 0) await renewed(area.slug);
      return harmWeightsOf(weights);
    },
  );
}
