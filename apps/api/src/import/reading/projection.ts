import { type Mapping, UNSETTLED_SRID } from '@lagesbild/contract';
import proj4 from 'proj4';
import { ReadingError } from './faults.ts';

const DEGREES = '+proj=longlat +datum=WGS84 +no_defs';
const GRS80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

/** Central meridians of the twelve local SWEREF 99 zones, by EPSG code (Lantmäteriet). */
export const LOCAL_SWEREF: Readonly<Record<number, number>> = {
  3007: 12,
  3008: 13.5,
  3009: 15,
  3010: 16.5,
  3011: 18,
  3012: 14.25,
  3013: 15.75,
  3014: 17.25,
  3015: 18.75,
  3016: 20.25,
  3017: 21.75,
  3018: 23.25,
};

/** In degrees, x longitude: nothing to compute. 4258 (ETRS89) and 4619 (SWEREF 99) agree with WGS 84 within a metre. */
const GEOGRAPHIC = new Set([4326, 4258, 4619]);

/**
 * PROJ text of the coordinate systems that files of incidents use, null for any other.
 *
 * RT 90 is Lantmäteriet's direct projection (Gauss–Krüger parameters that take SWEREF 99 to RT 90 2.5 gon V without a
 * datum shift, within some decimetres), closer than the seven parameters behind EPSG:3021.
 */
export function projectionText(srid: number): string | null {
  if (GEOGRAPHIC.has(srid)) return DEGREES;
  const meridian = LOCAL_SWEREF[srid];
  if (meridian !== undefined) return `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=150000 +y_0=0 ${GRS80}`;
  if (srid === 3006) return `+proj=utm +zone=33 ${GRS80}`;
  if (srid === 3021) {
    return `+proj=tmerc +lat_0=0 +lon_0=15.80628452944445 +k=1.00000561024 +x_0=1500064.274 +y_0=-667.711 ${GRS80}`;
  }
  if (srid === 3067) return `+proj=utm +zone=35 ${GRS80}`;
  if (srid >= 25828 && srid <= 25838) return `+proj=utm +zone=${srid - 25800} ${GRS80}`;
  if (srid > 32600 && srid <= 32660) return `+proj=utm +zone=${srid - 32600} +datum=WGS84 +units=m +no_defs`;
  if (srid > 32700 && srid <= 32760) return `+proj=utm +zone=${srid - 32700} +south +datum=WGS84 +units=m +no_defs`;
  if (srid === 3857) return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs';
  if (srid === 27700) {
    return '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';
  }
  return null;
}

/** Can coordinates be computed in it, here or by what the register says? */
export const isKnownSystem = ({ srid, crs }: Pick<Mapping, 'srid' | 'crs'>): boolean =>
  projectionText(srid) !== null || crs !== undefined;

export function isGeographic(srid: number): boolean {
  return GEOGRAPHIC.has(srid);
}

/** @returns false when the point lies outside its system; else `lon` and `lat` hold it */
export interface Unprojection {
  lon: number;
  lat: number;
  locate(x: number, y: number): boolean;
}

/**
 * Takes coordinates of one system to degrees. Swedish systems accept Swedish places only: 53–71° N, 8–28° E.
 * @param crs  the system in PROJ text, where it isn't one of ours
 * @throws {ReadingError} unsettled_srid, unknown_srid
 */
export function createUnprojection({ srid, crs }: Pick<Mapping, 'srid' | 'crs'>): Unprojection {
  if (srid === UNSETTLED_SRID) throw new ReadingError('unsettled_srid');
  const text = projectionText(srid) ?? crs?.proj4 ?? null;
  if (text === null) throw new ReadingError('unknown_srid', { srid: String(srid) });
  const projection = isGeographic(srid) ? null : proj4(text, DEGREES);
  const swedish = srid === 3006 || srid === 3021 || srid in LOCAL_SWEREF;
  const point: [number, number] = [0, 0];
  const result: Unprojection = {
    lon: 0,
    lat: 0,
    locate(x, y) {
      let lon = x;
      let lat = y;
      if (projection) {
        // Beyond these metres or feet a projection only returns nonsense, slowly.
        if (!(Math.abs(x) < 7e7 && Math.abs(y) < 7e7)) return false;
        point[0] = x;
        point[1] = y;
        [lon, lat] = projection.forward(point) as [number, number];
      }
      if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) return false;
      if (swedish && !(lon > 8 && lon < 28 && lat > 53 && lat < 71)) return false;
      result.lon = lon;
      result.lat = lat;
      return true;
    },
  };
  return result;
}

/** EPSG code of the UTM zone of a place (WGS 84). */
export function utmZone(lon: number, lat: number): number {
  return (lat < 0 ? 32700 : 32600) + Math.min(60, Math.floor((lon + 180) / 6) + 1);
}
