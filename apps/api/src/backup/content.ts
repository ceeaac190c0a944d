import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { BackupTable } from './manifest.ts';
import type { Moment } from './moment.ts';
import { headerOf, pageQuery } from './row-text.ts';
import type { Table } from './table.ts';

/** Rows a question: each takes the embedded engine for some ten milliseconds. */
const PAGE = 2_000;

/** The pieces of a table's file, in the order of its key. */
async function* piecesOf(at: Moment, table: Table): AsyncGenerator<{ text: string; rows: number }> {
  yield { text: headerOf(table), rows: 0 };
  for (let last: string[] = []; ; ) {
    const lines = await at((trx) => pageOf(trx, table, last), table.name);
    if (lines.length > 0) yield { text: `${lines.map(({ line }) => line).join('\n')}\n`, rows: lines.length };
    if (lines.length < PAGE) return;
    last = table.key.map((_, i) => lines.at(-1)![`k${i}`]!);
  }
}

type Line = Record<string, string> & { line: string };

async function pageOf(trx: Knex.Transaction, table: Table, last: readonly string[]): Promise<Line[]> {
  if (table.key.length === 0) throw new Error(`The table ${table.name} has no primary key: its rows have no order.`);
  return (await trx.raw<{ rows: Line[] }>(pageQuery(table, last.length > 0), [...last, PAGE])).rows;
}

/** Reads a table through: its rows counted and its content hashed, each piece given to `keep` on the way. */
export async function readTable(
  at: Moment,
  table: Table,
  keep: (bytes: Buffer) => Promise<void> = async () => {},
): Promise<BackupTable> {
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  for await (const piece of piecesOf(at, table)) {
    const written = Buffer.from(piece.text);
    hash.update(written);
    rows += piece.rows;
    bytes += written.length;
    await keep(written);
  }
  const { name, key, columns } = table;
  return { name, rows, bytes, sha256: hash.digest('hex'), key, columns };
}
