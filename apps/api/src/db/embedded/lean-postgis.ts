import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { SHELF } from './prepared.ts';

/**
 * What the extension `postgis` itself needs of its package's archive. The rest (PostGIS's raster, topology and geocoder,
 * two thirds of 95 MB) would be compiled at every start and kept in memory, and nothing here uses it.
 */
const NEEDED =
  /^(lib\/postgresql\/postgis-3\.so|share\/proj\/.*|share\/postgresql\/extension\/postgis(--[\d.]+)?\.(control|sql))$/;

/** PostGIS for the engine, from an archive of what is needed; from the whole one where that can't be made. */
export const leanPostgis: Extension = {
  ...postgis,
  setup: async (engine, options) => {
    const made = await postgis.setup(engine, options);
    const whole = made.bundlePath as URL;
    try {
      return { ...made, bundlePath: pathToFileURL(leanArchive(whole)) };
    } catch {
      return made; // an installation that may not be written to starts as well, only slower
    }
  },
};

/** Made once beside the prepared folder: whole on the disk before it has its name, so that no kill leaves half of one. */
function leanArchive(whole: URL): string {
  const packed = readFileSync(whole);
  const key = createHash('sha256').update(NEEDED.source).update(packed).digest('hex').slice(0, 16);
  const archive = join(SHELF, `postgis-${key}.tar.gz`);
  if (existsSync(archive)) return archive;
  mkdirSync(SHELF, { recursive: true });
  const fresh = `${archive}.new-${randomUUID()}`;
  try {
    const descriptor = openSync(fresh, 'wx');
    try {
      writeSync(descriptor, gzipSync(kept(gunzipSync(packed)), { level: 1 }));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, archive);
  } finally {
    rmSync(fresh, { force: true });
  }
  for (const other of readdirSync(SHELF))
    if (/^postgis-\w+\.tar\.gz$/.test(other) && join(SHELF, other) !== archive)
      rmSync(join(SHELF, other), { force: true });
  return archive;
}

const BLOCK = 512;

/** The files of a tar archive that are needed, as one. */
function kept(tar: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; tar[at] !== 0; ) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    const end = at + BLOCK * (1 + Math.ceil(size / BLOCK));
    if (!(end > at && end <= tar.length)) throw new RangeError(`${name}: ${size} bytes of ${tar.length - at}`);
    if (NEEDED.test(name)) parts.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}
