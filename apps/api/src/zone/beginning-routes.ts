import { BufferedZone, ReadZones, ZoneBuffer } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { printable } from '../sentence.ts';
import { bufferOf } from './buffer.ts';
import { inArea } from './in-area.ts';
import { readZoneFile, ZONE_FILE_MAX_MB } from './reading/file.ts';
import type { PatrolRoomOptions } from './routes.ts';

const tags = ['zones'];

/** Only for the description of the api: the file is read as it comes, past any schema. */
const FileBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});

/** Outlines that zones are begun with: of a file, or round a place. Nothing is stored. */
export function beginningRoutes(app: RoomApp, { database }: PatrolRoomOptions): void {
  app.post(
    '/api/:municipality/zones/read',
    {
      schema: {
        tags,
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
      const bytes = await part.toBuffer().catch((error: Error & { code?: string }) => {
        // Sent halfway: the parser has no code for it.
        throw error.code === undefined ? new ProblemError('zone_file_unreadable', { file: name }) : error;
      });
      if (part.file.truncated) throw new ProblemError('zone_file_big', { file: name, limit: ZONE_FILE_MAX_MB });
      return inArea(database, request, ({ trx, area }) => readZoneFile(trx, area, { name, bytes }));
    },
  );

  app.post(
    '/api/:municipality/zones/buffer',
    {
      schema: {
        tags,
        summary: 'What lies within so many metres of a place or a point',
        description: 'An outline to begin a zone with, in metres of the area’s own CRS. Nothing is stored.',
        params: AreaAddress,
        body: ZoneBuffer,
        response: { 200: BufferedZone },
      },
    },
    async (request) => inArea(database, request, ({ trx, area }) => bufferOf(trx, area, request.body)),
  );
}
