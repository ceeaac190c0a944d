import { ReadZones } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols, type PatrolDatabase } from '../db/patrol-side.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { printable } from '../sentence.ts';
import { readZoneFile, ZONE_FILE_MAX_MB } from './reading/file.ts';

/** Only for the description of the api: the file is read as it comes, past any schema. */
const FileBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});

/** A file of polygons, looked through; nothing of it is stored. */
export function readRoutes(app: RoomApp, { database }: { database: PatrolDatabase }): void {
  app.post(
    '/api/:municipality/zones/read',
    {
      schema: {
        tags: ['zones'],
        summary: 'Read zones from a file',
        description:
          'multipart/form-data with one field `file`: GeoJSON, GPX (closed tracks), KML, a zipped shapefile or a GeoPackage, told by what is in it. ' +
          'Its polygons come back in WGS 84 for somebody to look at; nothing is stored.',
        consumes: ['multipart/form-data'],
        params: AreaAddress,
        body: FileBody,
        response: { 200: ReadZones },
      },
    },
    async (request) => {
      if (!request.isMultipart()) throw new ProblemError('upload_missing');
      const limits = { fileSize: ZONE_FILE_MAX_MB * 1024 ** 2 };
      const part = await request.file({ limits }).catch(() => undefined);
      if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
      const name = printable(part.filename.replace(/^.*[\\/]/, '') || 'fil');
      const bytes = await part.toBuffer();
      if (part.file.truncated) throw new ProblemError('zone_file_big', { file: name, limit: ZONE_FILE_MAX_MB });
      return onPatrols(database, async (trx) =>
        readZoneFile(trx, await findMunicipality(trx, request.params.municipality), { name, bytes }),
      );
    },
  );
}
