import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Why a file is no base map for us: the end of a sentence that begins with its name. */
export class ArchiveError extends Error {}

export interface Archive {
  /** who is to be named for the map, as plain text */
  attribution: string | null;
}

const HEADER_BYTES = 127;
const METADATA_MAX_BYTES = 16 * 1024 * 1024;
const TILE_TYPES = [
  'something unknown',
  'vector tiles',
  'PNG pictures',
  'JPEG pictures',
  'WebP pictures',
  'AVIF pictures',
];
const VECTOR = 1;
/** What a browser unpacks by itself: nothing, and gzip. */
const READABLE = [1, 2];
/** Without these the layers we draw have nothing to draw. */
const LAYERS = ['earth', 'water', 'roads'];
const SCHEMA_VERSION = 4;

/**
 * Looks into a PMTiles archive: is it whole, and a map in the schema that the page draws?
 * @throws {ArchiveError} saying what is wrong
 * @see https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
export async function readArchive(file: string): Promise<Archive> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new ArchiveError(error.code === 'ENOENT' ? 'there is no such file' : `it can't be read (${error.code})`);
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new ArchiveError('it is no file');
    return checked(await metadataOf(handle, found.size));
  } finally {
    await handle.close();
  }
}

async function metadataOf(handle: FileHandle, size: number): Promise<unknown> {
  const { buffer: header, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  if (bytesRead < HEADER_BYTES || header.toString('latin1', 0, 7) !== 'PMTiles' || header[7] !== 3)
    throw new ArchiveError("it isn't a PMTiles archive of version 3: make one with pmtiles convert");
  const [, metadata, , tiles] = [8, 24, 40, 56].map((at) => ({
    offset: Number(header.readBigUInt64LE(at)),
    length: Number(header.readBigUInt64LE(at + 8)),
  })) as [Section, Section, Section, Section];
  const whole = Math.max(metadata.offset + metadata.length, tiles.offset + tiles.length);
  if (whole > size) throw new ArchiveError(`it is cut short: ${size} bytes of ${whole}. Copy it again`);
  const tileType = header[99]!;
  if (tileType !== VECTOR)
    throw new ArchiveError(`it holds ${TILE_TYPES[tileType] ?? TILE_TYPES[0]}, and only vector tiles are drawn here`);
  const [internal, ofTiles] = [header[97]!, header[98]!];
  if (!READABLE.includes(internal) || !READABLE.includes(ofTiles) || metadata.length > METADATA_MAX_BYTES)
    throw new ArchiveError('it is packed in a way that browsers can’t unpack: make it with gzip');
  const { buffer } = await handle.read(Buffer.alloc(metadata.length), 0, metadata.length, metadata.offset);
  try {
    return JSON.parse((internal === 1 ? buffer : await promisify(gunzip)(buffer)).toString('utf8'));
  } catch {
    throw new ArchiveError('its metadata can’t be read: the file is damaged. Copy it again');
  }
}

interface Section {
  offset: number;
  length: number;
}

function checked(metadata: unknown): Archive {
  const { attribution, vector_layers, version } = Object(metadata) as Record<string, unknown>;
  const layers = Array.isArray(vector_layers) ? vector_layers.map((layer) => String(Object(layer).id)) : [];
  if (!LAYERS.every((layer) => layers.includes(layer)))
    throw new ArchiveError(
      `it isn't in the Protomaps schema (its layers are ${layers.slice(0, 8).join(', ') || 'not named'}): take an extract of a Protomaps build`,
    );
  const major = Number.parseInt(String(version ?? ''), 10);
  if (major < SCHEMA_VERSION)
    throw new ArchiveError(
      `it is in version ${major} of the Protomaps schema: take an extract of a build of version 4`,
    );
  return { attribution: typeof attribution === 'string' ? plainText(attribution) : null };
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', copy: '©', nbsp: ' ' };

/** Attributions come as HTML; the page and its pictures show text. */
function plainText(html: string): string | null {
  const text = html.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (given, name: string) => ENTITIES[name] ?? given);
  return text.replace(/\s+/g, ' ').trim().slice(0, 200) || null;
}
