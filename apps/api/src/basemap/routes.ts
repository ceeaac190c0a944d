import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { ProblemError, registerProblems } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import type { Basemap } from './choice.ts';

registerProblems(
  {
    sv: {
      basemap_missing:
        'Kartunderlaget {file} finns inte längre. Lägg tillbaka filen eller ändra BASEMAP och starta om.',
      range_unusable: 'range: {value} ligger utanför filen, som har {size} byte. Fråga efter en del av den.',
    },
    en: {
      basemap_missing: 'The base map {file} is gone. Put the file back, or change BASEMAP and restart.',
      range_unusable: 'range: {value} lies outside the file, which has {size} bytes. Ask for a part of it.',
    },
    ar: {
      basemap_missing: 'لم يعد ملف الخريطة {file} موجودًا. أعد الملف إلى مكانه أو غيّر BASEMAP ثم أعد التشغيل.',
      range_unusable: 'range: يقع {value} خارج الملف الذي حجمه {size} بايت. اطلب جزءًا منه.',
    },
  },
  { basemap_missing: 503, range_unusable: 416 },
);

/** The operator's own map, when BASEMAP is a file: handed out by the piece, as PMTiles asks for it. */
export async function basemapRoom(app: RoomApp, { file }: Basemap): Promise<void> {
  if (file === null) return;
  app.get(
    '/basemap/tiles.pmtiles',
    {
      compress: false,
      schema: {
        tags: ['basemap'],
        summary: 'The operator’s base map, a PMTiles archive read by byte ranges',
        response: {
          200: { content: { 'application/vnd.pmtiles': { schema: z.string().meta({ format: 'binary' }) } } },
          304: z.undefined().describe('unchanged'),
          206: { content: { 'application/vnd.pmtiles': { schema: z.string().meta({ format: 'binary' }) } } },
        },
      },
    },
    async (request, reply) => {
      const found = await stat(file).catch(() => null);
      if (found === null) throw new ProblemError('basemap_missing', { file });
      const etag = etagOfFile(found);
      reply.headers({ etag, 'accept-ranges': 'bytes', 'cache-control': 'no-cache' }).type('application/vnd.pmtiles');
      const wanted = request.headers.range;
      const isOld = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag;
      if (wanted === undefined || isOld) {
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
        return reply.header('content-length', found.size).send(createReadStream(file) as never);
      }
      const range = rangeOf(wanted, found.size);
      if (range === null) {
        const headers = { 'content-range': `bytes */${found.size}` };
        throw new ProblemError('range_unusable', { value: wanted, size: found.size }, headers);
      }
      const [start, end] = range;
      reply.headers({ 'content-range': `bytes ${start}-${end}/${found.size}`, 'content-length': end - start + 1 });
      return reply.code(206).send(createReadStream(file, { start, end }) as never);
    },
  );
}

// A strong tag: PMTiles notices by it that the file was exchanged between two reads.
const etagOfFile = ({ mtimeMs, size }: Stats): string => `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`;

/** The first byte range of a header (RFC 9110 §14.1.2), both ends inclusive; null when it can't be met. */
export function rangeOf(header: string, size: number): [number, number] | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end ? [start, end] : null;
}
