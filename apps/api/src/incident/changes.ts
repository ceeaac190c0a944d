import { orderBy } from '@lagesbild/incidents';
import type { ClientBase } from 'pg';
import type { ReadRows, Which } from './column-rows.ts';

/** A finished import as it was when rows were read. */
export interface KnownImport {
  import_id: number;
  /** never given twice: a restored database may have another import of the same number */
  public_id: string;
  /** whether its source is switched on, and not left out */
  shown: boolean;
  /** how many of its rows have been let go for their age */
  disposed: number;
}

/** Per row of the columns, in their order: what says whether it has changed. */
export interface Origins {
  import_id: Int32Array;
  report_key: Float64Array;
}

// in: $1 municipality_id, $2 source_ids left out; out: a row per finished import
const KNOWN = `
  select m.import_id, m.public_id, s.enabled and s.source_id <> all (cast($2 as integer[])) as shown, m.disposed
  from staff.import m
  join staff.source s on s.municipality_id = m.municipality_id and s.source_id = m.source_id
  where m.municipality_id = $1 and m.state = 'done'
  order by m.import_id`;

/** Which imports there are whose rows can be seen, or could if their source were on. */
export async function readKnownImports(
  client: ClientBase,
  municipality_id: number,
  hidden: readonly number[],
): Promise<KnownImport[]> {
  const { rows } = await client.query<KnownImport>(KNOWN, [municipality_id, hidden]);
  return rows;
}

/** What has to be read to get from the rows of one data version to those of another. */
export interface Changes {
  /** per row of the columns: 1 if it isn't there any more */
  gone: Uint8Array;
  read: Which;
}

/**
 * What has changed since, by the imports alone: a stored row never changes, it is only seen or not. New imports bring
 * their rows and take away those they supersede; a source takes its imports along. Undoing an import hands its rows
 * over to others in ways that leave no trace, and so do rows that were let go: then all that are seen are compared by number.
 *
 * @returns null when the two have nothing to do with each other: everything has to be read
 */
export async function findChanges(
  client: ClientBase,
  municipality_id: number,
  before: { imports: readonly KnownImport[]; origins: Origins; row: Int32Array },
  now: readonly KnownImport[],
): Promise<Changes | null> {
  const current = new Map(now.map((known) => [known.import_id, known]));
  const former = new Map(before.imports.map((known) => [known.import_id, known]));
  if (before.imports.some((known) => (current.get(known.import_id)?.public_id ?? known.public_id) !== known.public_id))
    return null;
  if (before.imports.some((known) => current.get(known.import_id)?.disposed !== known.disposed))
    return compareByNumber(client, municipality_id, before, now);

  const hidden = new Set(
    before.imports.filter(({ import_id, shown }) => shown && !current.get(import_id)!.shown).map((m) => m.import_id),
  );
  const appeared = now.filter(({ import_id, shown }) => shown && former.get(import_id)?.shown !== true);
  const finished = now.filter(({ import_id }) => !former.has(import_id)).map((known) => known.import_id);
  const superseded = new Set(await readSuperseded(client, municipality_id, finished));
  const { row } = before;
  const { import_id } = before.origins;
  const gone = new Uint8Array(row.length);
  for (let i = 0; i < gone.length; i++) if (hidden.has(import_id[i]!) || superseded.has(row[i]!)) gone[i] = 1;
  return { gone, read: { import_id: appeared.map((known) => known.import_id) } };
}

// in: $1 municipality_id, $2 import_ids; out: their numbers, four bytes each
const SUPERSEDED = `
  select coalesce(string_agg(int4send(incident_id), ''), '') as ids
  from staff.incident where municipality_id = $1 and superseded_by = any (cast($2 as integer[]))`;

async function readSuperseded(client: ClientBase, municipality_id: number, by: readonly number[]): Promise<Int32Array> {
  if (by.length === 0) return new Int32Array(0);
  const { rows } = await client.query<{ ids: Buffer }>(SUPERSEDED, [municipality_id, by]);
  return integers(rows[0]!.ids);
}

/** Rows a statement compares: a tenth of a second of work. */
const COMPARED_ROWS = 100_000;

// in: $1 municipality_id, $2 incident_id before the first, $3 rows at most, $4 imports whose rows are seen, $5 finished imports
// out: n, and per row its number and its import, four bytes each
const SEEN = `
  select cast(count(*) as integer) as n, coalesce(string_agg(int4send(incident_id), ''), '') as ids,
    coalesce(string_agg(int4send(import_id), ''), '') as import_ids
  from (
    select incident_id, import_id from staff.incident
    where municipality_id = $1 and incident_id > $2 and import_id = any (cast($4 as integer[]))
      and (superseded_by is null or superseded_by <> all (cast($5 as integer[])))
    order by incident_id limit $3) as seen`;

async function compareByNumber(
  client: ClientBase,
  municipality_id: number,
  { row, origins }: { row: Int32Array; origins: Origins },
  now: readonly KnownImport[],
): Promise<Changes> {
  const place = orderBy(row.length, [Uint32Array.from(row)]);
  const shown = now.filter((known) => known.shown).map((known) => known.import_id);
  const done = now.map((known) => known.import_id);
  const gone = new Uint8Array(row.length);
  const incident_id: number[] = [];
  let p = 0;
  for (let last = -2147483648; ; ) {
    const { rows } = await client.query<{ n: number; ids: Buffer; import_ids: Buffer }>(SEEN, [
      ...[municipality_id, last, COMPARED_ROWS, shown, done],
    ]);
    const { n, ids: idBytes, import_ids: importBytes } = rows[0]!;
    const [ids, import_ids] = [integers(idBytes), integers(importBytes)];
    for (let i = 0; i < n; i++) {
      for (; p < place.length && row[place[p]!]! < ids[i]!; p++) gone[place[p]!] = 1;
      const held = p < place.length && row[place[p]!] === ids[i] ? place[p++]! : null;
      // A number may have been given again when its row was deleted: the import tells, and what is read again goes.
      if (held === null || origins.import_id[held] !== import_ids[i]) incident_id.push(ids[i]!);
    }
    if (n < COMPARED_ROWS) break;
    last = ids[n - 1]!;
  }
  for (; p < place.length; p++) gone[place[p]!] = 1;
  return { gone, read: { incident_id } };
}

/** A row that was read is there once: what was known under its number goes. */
export function withoutReadAgain(gone: Uint8Array, row: Int32Array, { rows }: ReadRows): Uint8Array {
  const read = new Set<number>(Array.from(rows.row));
  for (let i = 0; i < gone.length; i++) if (read.has(row[i]!)) gone[i] = 1;
  return gone;
}

/** Integers in network byte order. */
function integers(bytes: Buffer): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.byteLength >> 2 }, (_, i) => view.getInt32(i * 4));
}
