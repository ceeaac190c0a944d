import type { Mapping } from '@lagesbild/contract';

/** A coordinate as the file writes it, and how many rows stand on it. */
export interface Crowded {
  /** "x,y" as in the file: the key of `mapping.crowded`. */
  key: string;
  lon: number;
  lat: number;
  rows: number;
  share: number;
}

const SHARE = 0.01;
/** In a file of fifty rows any two are 4 %: fewer than this are no crowd. */
const LEAST = 10;
const MOST_KEYS = 100_000;
const SHOWN = 20;

/**
 * Finds coordinates that hold more than 1 % of the rows: a police station, a street's middle, a town's. Lossy counting
 * (Manku & Motwani 2002): when 100,000 coordinates are held, those seen once are let go, so that memory is bounded and
 * a count is at most one too low per such clearing.
 *
 * Rows whose precision is area or coarser are counted nowhere near a point, and are left out here.
 */
export function createCrowd(headers: readonly string[], mapping: Mapping) {
  const { x, y } = mapping.columns;
  const atX = x === undefined ? -1 : headers.indexOf(x);
  const atY = y === undefined ? -1 : headers.indexOf(y);
  const watched = atX !== -1 && (mapping.precision === 'point' || mapping.precision === 'segment');
  const places = new Map<number, { key: string; rows: number; lon: number; lat: number }>();

  return {
    /** Without lon and lat the row was left out by an earlier answer; it still counts. */
    add(values: readonly string[], lon: number | null, lat: number | null): void {
      if (!watched) return;
      const first = (values[atX] ?? '').trim();
      const second = atX === atY ? null : (values[atY] ?? '').trim();
      const hash = hashOf(first, second ?? '');
      const place = places.get(hash);
      if (!place) {
        if (places.size >= MOST_KEYS) {
          for (const [other, { rows }] of places) if (rows === 1) places.delete(other);
        }
        places.set(hash, { key: '', rows: 1, lon: lon ?? 0, lat: lat ?? 0 });
        return;
      }
      // The text is copied only for a coordinate that comes back: most never do.
      if (place.rows++ === 1) place.key = Buffer.from(second === null ? first : `${first},${second}`).toString();
    },
    found(rowsRead: number): Crowded[] {
      const found: Crowded[] = [];
      for (const { key, rows, lon, lat } of places.values()) {
        if (rows >= LEAST && rows > rowsRead * SHARE) found.push({ key, lon, lat, rows, share: rows / rowsRead });
      }
      return found.sort((a, b) => b.rows - a.rows).slice(0, SHOWN);
    },
  };
}

/** 52 bits (two rounds of FNV-1a): among 100,000 coordinates two share a number once in a million files. */
function hashOf(first: string, second: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < first.length; i++) {
    const code = first.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000199);
  }
  low = Math.imul(low ^ 44, 0x01000193);
  for (let i = 0; i < second.length; i++) {
    const code = second.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000199);
  }
  return (high >>> 12) * 0x100000000 + (low >>> 0);
}
