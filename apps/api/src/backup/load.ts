import type { Knex } from 'knex';
import { migrateWithin, updateWithin } from '../db/migration.ts';
import { SCHEMAS } from '../db/schemas.ts';
import { ProblemError } from '../errors.ts';
import type { Backup } from './backup.ts';
import { readTable } from './content.ts';
import { type BackupTable, differences } from './manifest.ts';
import { readRows, TEXT_SETTINGS } from './row-text.ts';
import { listTables, quoted } from './table.ts';
import './sentences.ts';

/** What is sent at once: small enough for the embedded engine, and for a row that holds a large outline. */
const ROWS_MAX = 2_000;
const CHARACTERS_MAX = 4 * 1024 ** 2;

/**
 * Fills a database that has none of our tables: they are made as they were when the backup was, filled, compared with
 * what the backup says of itself, and then brought up to this version. All in the caller's transaction.
 *
 * Foreign keys wait until the rows are there, so that no order of tables or rows matters; then they check every row.
 *
 * @throws {ProblemError} backup_not_equal, when what is stored afterwards isn't what was in the file
 */
export async function load(trx: Knex.Transaction, backup: Backup): Promise<void> {
  const { manifest } = backup;
  await migrateWithin(trx, manifest.migrations);
  await trx.raw(TEXT_SETTINGS);
  const here = new Map((await listTables(trx)).map((table) => [table.name, table]));
  for (const table of manifest.tables) if (!fits(table, here.get(table.name))) throw notEqual(backup, [table.name]);

  const foreignKeys = await takeForeignKeys(trx);
  const triggers = (state: 'disable' | 'enable') =>
    each(manifest.tables, ({ name }) => trx.raw(`alter table ${quoted(name)} ${state} trigger user`));
  await triggers('disable');
  // What migrations put there themselves is in the backup too.
  if (here.size > 0) await trx.raw(`truncate ${[...here.keys()].map(quoted).join(', ')}`);
  for await (const { table, content } of backup.tables()) await fill(trx, table, content);
  for (const { name, last_value, is_called } of manifest.sequences)
    await trx.raw('select setval(cast(:name as regclass), :last_value, :is_called)', { name, last_value, is_called });
  await triggers('enable');
  await each(foreignKeys, ({ add }) => trx.raw(add));

  const stored: BackupTable[] = [];
  for (const table of await listTables(trx)) stored.push(await readTable((ask) => ask(trx), table));
  const different = differences(manifest.tables, stored);
  if (different.length > 0) throw notEqual(backup, different);

  await trx.raw('set local search_path to default');
  await updateWithin(trx);
  for (const { name } of await listTables(trx)) await trx.raw(`analyze ${quoted(name)}`);
}

const notEqual = ({ path }: Backup, tables: readonly string[]): ProblemError =>
  new ProblemError('backup_not_equal', { file: path, tables: tables.slice(0, 5).join(', ') });

const fits = (table: BackupTable, here: Pick<BackupTable, 'columns'> | undefined): boolean =>
  JSON.stringify(table.columns) === JSON.stringify(here?.columns);

async function each<T>(all: readonly T[], work: (one: T) => PromiseLike<unknown>): Promise<void> {
  for (const one of all) await work(one);
}

// in: schemas; out: the statement that makes each foreign key, and the one that drops it
const FOREIGN_KEYS = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
  from pg_constraint
  where contype = 'f' and conparentid = 0 and connamespace in (select oid from pg_namespace where nspname = any(:schemas))
  order by conrelid::regclass::text, conname`;

async function takeForeignKeys(trx: Knex.Transaction): Promise<{ drop: string; add: string }[]> {
  const { rows } = await trx.raw<{ rows: { drop: string; add: string }[] }>(FOREIGN_KEYS, { schemas: [...SCHEMAS] });
  await each(rows, ({ drop }) => trx.raw(drop));
  return rows;
}

async function fill(trx: Knex.Transaction, table: BackupTable, content: AsyncIterable<Buffer>): Promise<void> {
  const names = table.columns.map(({ name }) => quoted(name));
  const insert = `
    insert into ${quoted(table.name)} (${names.join(', ')}) overriding system value
    select ${table.columns.map(({ type }, i) => `cast(r.c${i} as ${type})`).join(', ')}
    from unnest(${names.map(() => 'cast(? as text[])').join(', ')}) as r(${names.map((_, i) => `c${i}`).join(', ')})`;
  const fresh = () => names.map((): (string | null)[] => []);
  let columns = fresh();
  let characters = 0;
  const send = async () => {
    if (columns[0]!.length > 0) await trx.raw(insert, columns as unknown as Knex.RawBinding[]);
    columns = fresh();
    characters = 0;
  };
  for await (const rows of readRows(content, names.length))
    for (const row of rows) {
      for (const [i, value] of row.entries()) {
        columns[i]!.push(value);
        characters += value?.length ?? 0;
      }
      if (columns[0]!.length >= ROWS_MAX || characters >= CHARACTERS_MAX) await send();
    }
  await send();
}
