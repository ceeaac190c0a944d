/** Columns by which data.police.uk's street files are known, whatever else they carry. */
const KNOWN_BY = ['Crime ID', 'Month', 'Longitude', 'Latitude', 'LSOA code', 'Crime type'];

/** Is this the header of a data.police.uk street file? */
export function isPoliceUkHeader(headers: readonly string[]): boolean {
  return KNOWN_BY.every((name) => headers.includes(name));
}
