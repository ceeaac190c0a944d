import type { Client } from 'pg';
import { KnownRows } from './ledger.ts';
import type { Destination } from './writer.ts';

/** Rows are read by windows of their numbers: always a short walk along the primary key, whatever the planner knows. */
const WINDOW = 50_000;

/**
 * The visible rows of the source (enabled or not), and the highest incident_id of the area, whoever it belongs to.
 * Read in pieces of one value each, which is several times faster than as many rows.
 */
export async function readKnownRows(
  client: Client,
  { municipality_id, source_id }: Destination,
): Promise<{ known: KnownRows; lastId: number }> {
  const first = await client.query<{ last: number; rows: number; imports: number[] }>(COUNT, [
    municipality_id,
    source_id,
  ]);
  const { last: lastId, rows, imports } = first.rows[0]!;
  const known = new KnownRows(rows);
  for (let after = 0; rows > 0 && after < lastId; after += WINDOW) {
    const window = [municipality_id, after, after + WINDOW, imports];
    const found = await client.query<{ rows: Buffer | null }>(READ, window);
    if (found.rows[0]?.rows) known.read(found.rows[0].rows);
  }
  return { known, lastId };
}

/** In: municipality_id, source_id. Out: highest incident_id of all rows, the source's done imports, rows they hold. */
const COUNT = `
  with done as (
    select array_agg(import_id) as imports from staff.import
    where municipality_id = $1 and source_id = $2 and state = 'done')
  select
    coalesce((select max(incident_id) from staff.incident where municipality_id = $1), 0) as last,
    coalesce(done.imports, '{}') as imports,
    case when done.imports is null then 0 else (
      select count(*) from staff.incident
      where municipality_id = $1 and import_id = any (done.imports) and superseded_by is null) end::integer as rows
  from done`;

/** In: municipality_id, a window of incident_id, the done imports. Out: the rows end to end. */
const READ = `
  select string_agg(uuid_send(identity) || uuid_send(content) || int4send(incident_id), ''::bytea) as rows
  from staff.incident
  where municipality_id = $1 and incident_id > $2 and incident_id <= $3 and import_id = any ($4::integer[])
    and superseded_by is null`;
