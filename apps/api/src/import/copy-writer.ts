import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { COPY_COLUMNS, CopyBuffer } from './copy-buffer.ts';
import type { Destination, IncidentWriter } from './writer.ts';

const CHUNK = 25_000;

/** For a PostGIS server: one binary COPY a chunk. */
export function createCopyWriter(client: Client, to: Destination): IncidentWriter {
  const buffer = new CopyBuffer(to, CHUNK);
  return {
    get size() {
      return buffer.size;
    },
    chunk: CHUNK,
    add: buffer.add.bind(buffer),
    async send() {
      if (buffer.size === 0) return;
      const message = buffer.take();
      const copy = client.query(from(`copy staff.incident (${COPY_COLUMNS}) from stdin (format binary)`));
      // In one piece: the socket takes what it can each turn, and the next rows are read meanwhile.
      await pipeline([message], copy);
    },
  };
}
