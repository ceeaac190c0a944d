import { gzipSync } from 'node:zlib';

/** What fits into one packet of an ordinary network arrives no sooner when it is smaller. */
const PACKET_BYTES = 1400;

/** A tile as it is kept and sent: gzipped where that is worth it. */
export const packTile = (tile: Uint8Array): Uint8Array =>
  tile.length > PACKET_BYTES ? gzipSync(tile, { level: 1 }) : tile;

/** A tile never starts with gzip's two bytes: its first is a field header, 0x1a. */
export const isPacked = (tile: Uint8Array): boolean => tile[0] === 0x1f && tile[1] === 0x8b;
