import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from '../compressed.ts';

/** A file of the web bundle, in memory, as it goes out. */
export interface Asset {
  type: string;
  etag: string;
  /** the build put a hash of the content in its name: it never changes */
  immutable: boolean;
  body(encoding: Encoding): Promise<{ bytes: Buffer; encoding: Encoding }>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const PACKED = new Set([
  '.css',
  '.geojson',
  '.html',
  '.js',
  '.json',
  '.map',
  '.mjs',
  '.svg',
  '.txt',
  '.wasm',
  '.webmanifest',
]);
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** Files of one folder, read when first asked for and again when they changed. Each is compressed once. */
export class AssetFolder {
  readonly #root: string;
  readonly #kept = new Map<string, { asset: Asset; modified: number; size: number }>();

  constructor(root: string) {
    this.#root = root;
  }

  /** @param path  below the folder, as it stands in a URL, decoded; null when there is no such file */
  async find(path: string): Promise<Asset | null> {
    const file = join(this.#root, path);
    if (path.includes('\0') || !file.startsWith(this.#root + sep) || /(^|[/\\])\./.test(path)) return null;
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return null;
    const kept = this.#kept.get(file);
    if (kept && kept.modified === found.mtimeMs && kept.size === found.size) return kept.asset;
    const asset = assetOf(path, await readFile(file));
    this.#kept.set(file, { asset, modified: found.mtimeMs, size: found.size });
    return asset;
  }
}

function assetOf(path: string, bytes: Buffer): Asset {
  const ending = extname(path).toLowerCase();
  const packed = new Map<Encoding, Promise<Buffer>>();
  return {
    type: TYPES[ending] ?? 'application/octet-stream',
    etag: `"${createHash('sha1').update(bytes).digest('base64url')}"`,
    immutable: /^\/?assets\/.*-[\w-]{8,}\.\w+$/.test(path),
    async body(encoding) {
      if (encoding === 'identity' || !PACKED.has(ending) || bytes.length < 1024) return { bytes, encoding: 'identity' };
      let made = packed.get(encoding);
      if (made === undefined) packed.set(encoding, (made = pack(bytes, encoding)));
      return { bytes: await made, encoding };
    },
  };
}

const pack = (bytes: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> =>
  encoding === 'br' ? promisify(brotliCompress)(bytes, BROTLI) : promisify(gzip)(bytes);
