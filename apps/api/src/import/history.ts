import type { Import, Language, Mapping, SourceKind } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { NOBODY_KNOWN } from '../audit/entry.ts';
import { ProblemError } from '../errors.ts';
import { importInWords } from './in-words.ts';
import type { Job } from './job.ts';
import { NO_COUNTS } from './load.ts';

interface Row {
  public_id: string;
  state: Job['state'];
  file_name: string;
  file_sha256: string;
  bytes: string;
  mapping: Mapping;
  started_at: Date;
  finished_at: Date | null;
  rows_read: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  skipped: number;
  withheld: number;
  holds_rows: boolean;
  municipality: string;
  slug: string;
  name: string;
  kind: SourceKind;
  licence: string | null;
  reasons: Record<string, number> | null;
}

const LISTED = 200;

/** The area's imports, the newest first, as they stand in the database. */
export async function listImports(knex: Knex, language: Language, municipality_id: number): Promise<Import[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(`${SELECT} where i.municipality_id = :municipality_id ${ORDER}`, {
    municipality_id,
    limit: LISTED,
  });
  return rows.map((row) => importInWords(language, jobOf(row)));
}

/** One import from the database. @throws {ProblemError} import_unknown */
export async function findImport(knex: Knex, language: Language, id: string): Promise<Import> {
  const { rows } = await knex.raw<{ rows: Row[] }>(`${SELECT} where i.public_id = cast(:id as uuid) ${ORDER}`, {
    id,
    limit: 1,
  });
  if (!rows[0]) throw new ProblemError('import_unknown', { id });
  return importInWords(language, jobOf(rows[0]));
}

/** A stored import in the form of one that is here, so that both are said in the same words. */
function jobOf(row: Row): Job {
  const { rows_read, added, updated, unchanged, rejected, skipped, withheld, slug, name, kind, licence } = row;
  return {
    id: row.public_id,
    who: NOBODY_KNOWN,
    state: row.state,
    file: null,
    file_name: row.file_name,
    bytes: Number(row.bytes),
    sha256: row.file_sha256,
    started_at: row.started_at,
    finished_at: row.finished_at,
    municipality: row.municipality,
    new_area: null,
    source: { slug, name, kind, licence },
    mapping: row.mapping,
    decided: {},
    systems: {},
    surveyed: null,
    rejected: row.reasons ?? {},
    counts: { ...NO_COUNTS, rows_read, added, updated, unchanged, rejected, skipped, withheld },
    holds_rows: row.holds_rows,
    rows_total: row.state === 'running' ? null : rows_read,
    loading_since: null,
    queued: false,
    fault: null,
    listeners: new Set(),
  };
}

/** Of the import `i`: is any row here its own? */
export const HOLDS_ROWS = `
  exists (select from staff.incident r where r.municipality_id = i.municipality_id and r.import_id = i.import_id)
  or exists (select from staff.area_count c where c.municipality_id = i.municipality_id and c.import_id = i.import_id)`;

const SELECT = `
  select i.public_id, i.state, i.file_name, i.file_sha256, i.bytes, i.mapping, i.started_at, i.finished_at, i.rows_read,
    i.added, i.updated, i.unchanged, i.rejected, i.skipped, m.slug as municipality, s.slug, s.name, s.kind, s.licence,
    (${HOLDS_ROWS}) as holds_rows,
    (select count(*)::integer from staff.area_count c
      where c.municipality_id = i.municipality_id and c.import_id = i.import_id and c.n is null) as withheld,
    (select jsonb_object_agg(r.reason, r.n) from (
      select reason, count(*)::integer as n from staff.import_rejection r
      where r.municipality_id = i.municipality_id and r.import_id = i.import_id
      group by reason) as r) as reasons
  from staff.import i
  join staff.municipality m on m.municipality_id = i.municipality_id
  join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id`;
const ORDER = 'order by i.import_id desc limit :limit';
