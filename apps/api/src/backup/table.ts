import type { Knex } from 'knex';
import { SCHEMAS } from '../db/schemas.ts';
import type { Moment } from './moment.ts';

export interface Column {
  name: string;
  /** As PostgreSQL writes it, with its parameters. */
  type: string;
}

/** A table as the catalogue knows it. */
export interface Table {
  /** With its schema. */
  name: string;
  columns: Column[];
  /** The primary key's columns: the order of the rows in every file. */
  key: string[];
}

/** Where a sequence stands. */
export interface Sequence {
  name: string;
  last_value: string;
  is_called: boolean;
}

// in: schemas; out: one row per table, generated columns left out; order: name
const TABLES = `
  select n.nspname || '.' || c.relname as name,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
      from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    coalesce((select json_agg(a.attname order by k.position)
      from pg_index i
      cross join lateral unnest(i.indkey) with ordinality as k(attnum, position)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary), '[]') as key
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any(:schemas) and c.relkind in ('r', 'p') and not c.relispartition
  order by n.nspname collate "C", c.relname collate "C"`;

// in: schemas; order: name
const SEQUENCES = `
  select n.nspname || '.' || c.relname as name
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any(:schemas) and c.relkind = 'S'
  order by 1`;

/** Every table of ours, by name. */
export async function listTables(trx: Knex): Promise<Table[]> {
  return (await trx.raw<{ rows: Table[] }>(TABLES, { schemas: [...SCHEMAS] })).rows;
}

export async function listSequences(at: Moment): Promise<Sequence[]> {
  const { rows } = await at((trx) => trx.raw<{ rows: { name: string }[] }>(SEQUENCES, { schemas: [...SCHEMAS] }));
  const found: Sequence[] = [];
  for (const { name } of rows) {
    const STATE = `select cast(last_value as text) as last_value, is_called from ${quoted(name)}`;
    const state = await at((trx) => trx.raw<{ rows: Omit<Sequence, 'name'>[] }>(STATE), name);
    found.push({ name, ...state.rows[0]! });
  }
  return found;
}

/** A name with its schema, as it stands in SQL. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
