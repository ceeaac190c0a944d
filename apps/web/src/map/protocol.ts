import { addProtocol } from 'maplibre-gl';
import type { Engine } from '../engine/engine.ts';
import { formatTileUrl, PROTOCOL, parseTileUrl } from './tile-url.ts';

const engines = new Map<string, Engine>();
let registered = false;

async function load({ url }: { url: string }, abort: AbortController): Promise<{ data: ArrayBuffer }> {
  const tile = parseTileUrl(url);
  const engine = tile === null ? undefined : engines.get(tile.engine);
  if (tile === null || engine === undefined) return { data: new ArrayBuffer(0) };
  const bytes = await engine.tile(tile.z, tile.x, tile.y, abort.signal);
  // The engine hands over a buffer of its own; only a view of a larger one has to be cut out.
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return { data: (whole ? bytes.buffer : bytes.slice().buffer) as ArrayBuffer };
}

let next = 0;

/** Let a map draw an engine's tiles. Returns the address for a generation, and what ends it. */
export function serveTiles(engine: Engine): { url: (generation: number) => string; stop: () => void } {
  if (!registered) addProtocol(PROTOCOL, load);
  registered = true;
  const name = `${engine.municipality.slug}.${next++}`;
  engines.set(name, engine);
  return { url: (generation) => formatTileUrl(name, generation), stop: () => engines.delete(name) };
}
