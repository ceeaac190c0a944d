import type { Client } from 'pg';
import type { Destination, IncidentWriter } from './writer.ts';

const CHUNK = 5_000;

/** In: the import, then one array a column. Out: nothing. A row a position, in the arrays' order. */
const INSERT = `
  insert into staff.incident (municipality_id, source_id, import_id, incident_id, identity, content, occurred_from,
    occurred_to, time_precision, reported_at, registered, category, source_category, precision, discovery,
    counting_unit, report, stray, geometry)
  select $1, $2, $3, r.incident_id, r.identity, r.content, to_timestamp(r.occurred_from / 1000),
    to_timestamp(r.occurred_to / 1000), r.time_precision, to_timestamp(r.reported_at / 1000), r.registered, r.category,
    r.source_category, r.precision, r.discovery, r.counting_unit, r.report, r.stray,
    st_setsrid(st_point(r.lon, r.lat), 4326)
  from unnest($4::integer[], $5::uuid[], $6::uuid[], $7::double precision[], $8::double precision[], $9::text[],
    $10::double precision[], $11::date[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
    $18::boolean[], $19::double precision[], $20::double precision[])
    as r(incident_id, identity, content, occurred_from, occurred_to, time_precision, reported_at, registered, category,
      source_category, precision, discovery, counting_unit, report, stray, lon, lat)`;
const COLUMNS = 17;

const hex = (print: string): string => Buffer.from(print, 'latin1').toString('hex');

function hexOf([a, b, c, d]: Int32Array): string {
  const hex8 = (n = 0): string => (n >>> 0).toString(16).padStart(8, '0');
  return hex8(a) + hex8(b) + hex8(c) + hex8(d);
}

/** For the embedded engine: one insert from arrays a chunk. */
export function createArrayWriter(
  client: Client,
  { municipality_id, source_id, import_id }: Destination,
): IncidentWriter {
  const fresh = (): unknown[][] => Array.from({ length: COLUMNS }, () => []);
  let columns = fresh();
  return {
    get size() {
      return columns[0]!.length;
    },
    chunk: CHUNK,
    add(id, identity, content, draft, discovery, report) {
      const row = [
        id,
        hex(identity),
        hexOf(content),
        draft.occurred_from,
        draft.occurred_to,
        draft.time_precision,
        draft.reported_at,
        draft.registered,
        draft.category,
        draft.source_category,
        draft.precision,
        discovery,
        draft.counting_unit,
        report,
        draft.stray,
        draft.lon,
        draft.lat,
      ];
      for (let i = 0; i < COLUMNS; i++) columns[i]!.push(row[i]);
    },
    async send() {
      if (columns[0]!.length === 0) return;
      const values = [municipality_id, source_id, import_id, ...columns];
      columns = fresh();
      // Never a named statement: on the embedded engine all connections share one session, and its names.
      await client.query(INSERT, values);
    },
  };
}
