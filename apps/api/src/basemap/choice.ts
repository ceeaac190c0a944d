import { resolve } from 'node:path';
import type { Installation } from '@lagesbild/contract';
import { ArchiveError, readArchive } from './archive.ts';

/** The base map that is drawn: what clients are told of it, and the file behind it when it is one. */
export interface Basemap {
  described: Installation['basemap'];
  file: string | null;
}

const SKETCH: Basemap = { described: { kind: 'sketch', url: null, attribution: null }, file: null };

/**
 * What BASEMAP asks for. What can't be used is said once, and the built-in sketch map is drawn: a map without its streets
 * is worth more than none.
 *
 * @param basemap   a path, an address, or null
 * @param onTrouble hears one sentence that names the value and the way out
 */
export async function chosenBasemap(basemap: string | null, onTrouble: (sentence: string) => void): Promise<Basemap> {
  if (basemap === null) return SKETCH;
  if (/^https?:/i.test(basemap)) {
    if (URL.canParse(basemap))
      return { described: { kind: 'style', url: new URL(basemap).href, attribution: null }, file: null };
    onTrouble(refused(basemap, 'that is no address'));
    return SKETCH;
  }
  const file = resolve(basemap);
  try {
    const { attribution } = await readArchive(file);
    return { described: { kind: 'pmtiles', url: '/basemap/tiles.pmtiles', attribution }, file };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    onTrouble(refused(file, error.message));
    return SKETCH;
  }
}

const refused = (value: string, reason: string): string =>
  `BASEMAP is "${value}", but ${reason}. Until it is the path of a .pmtiles file or the address of a map style, the built-in sketch map is drawn.`;
