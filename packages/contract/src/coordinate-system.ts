/** Coordinate systems that files of incidents come in, by the names people know them by: EPSG number → name. */
export const SRID_NAMES: Readonly<Record<number, string>> = {
  4326: 'WGS 84',
  3006: 'SWEREF 99 TM',
  3007: 'SWEREF 99 12 00',
  3008: 'SWEREF 99 13 30',
  3009: 'SWEREF 99 15 00',
  3010: 'SWEREF 99 16 30',
  3011: 'SWEREF 99 18 00',
  3012: 'SWEREF 99 14 15',
  3013: 'SWEREF 99 15 45',
  3014: 'SWEREF 99 17 15',
  3015: 'SWEREF 99 18 45',
  3016: 'SWEREF 99 20 15',
  3017: 'SWEREF 99 21 45',
  3018: 'SWEREF 99 23 15',
  3021: 'RT 90 2,5 gon V',
  3067: 'ETRS89 / TM35FIN',
  25832: 'ETRS89 / UTM 32N',
  25833: 'ETRS89 / UTM 33N',
  3857: 'Web Mercator',
  27700: 'British National Grid',
};

/** Metres or feet of a system that the file doesn't name: nothing is computed until a person does. */
export const UNSETTLED_SRID = 0;

/** The name of a coordinate system, always with its number; the register's own name where we have none. */
export function crsName(srid: number, registered = ''): string {
  const utm = srid > 32600 && srid <= 32660 ? `WGS 84 / UTM ${srid - 32600}N` : '';
  const south = srid > 32700 && srid <= 32760 ? `WGS 84 / UTM ${srid - 32700}S` : '';
  const name = SRID_NAMES[srid] ?? (utm || south || registered);
  return name === '' ? `EPSG:${srid}` : `${name} (EPSG:${srid})`;
}
