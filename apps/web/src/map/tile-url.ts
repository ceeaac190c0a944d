/** The scheme under which MapLibre asks this page, not the network, for tiles. */
export const PROTOCOL = 'lagesbild';

export interface TileUrl {
  engine: string;
  z: number;
  x: number;
  y: number;
  generation: number;
}

/** The address template of an answer's tiles. Another generation is another address: no cache can hand out old tiles. */
export const formatTileUrl = (engine: string, generation: number): string =>
  `${PROTOCOL}://${engine}/{z}/{x}/{y}?g=${generation}`;

const TILE = new RegExp(`^${PROTOCOL}://([a-z0-9.-]+)/(\\d{1,2})/(\\d{1,8})/(\\d{1,8})\\?g=(\\d+)$`);

/** Read one tile's address; null when it isn't one of ours or lies outside the world. */
export function parseTileUrl(url: string): TileUrl | null {
  const found = TILE.exec(url);
  if (found === null) return null;
  const [z, x, y, generation] = found.slice(2).map(Number) as [number, number, number, number];
  if (z > 24 || x >= 2 ** z || y >= 2 ** z) return null;
  return { engine: found[1]!, z, x, y, generation };
}
