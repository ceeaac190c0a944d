import { openDatabase } from '../apps/api/src/db/database.ts';
import { withDeadline } from '../apps/api/src/db/deadline.ts';
import { SCHEMAS } from '../apps/api/src/db/schemas.ts';
import type { Stage } from './stage.ts';

// in: schemas; out: per index its table, its first column and its predicate
const INDEXES = `
  select i.indexrelid::regclass::text as index, i.indrelid::regclass::text as table, quote_ident(a.attname) as column,
    coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') as predicate
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where c.relnamespace = any(cast(:schemas as regnamespace[]))
  order by 1`;

interface Index {
  index: string;
  table: string;
  column: string;
  predicate: string;
}

/** Opens the database itself and asks each index and then the table alone for the same rows. @returns indexes that disagree */
export async function brokenIndexes(stage: Stage): Promise<{ checked: number; broken: string[] }> {
  const { knex, close } = await openDatabase(stage);
  try {
    const { rows } = await knex.raw<{ rows: Index[] }>(INDEXES, { schemas: [...SCHEMAS] });
    const broken: string[] = [];
    for (const { index, table, column, predicate } of rows) {
      const found = (scan: string) =>
        withDeadline(knex, 'migration', async (trx) => {
          for (const way of SCANS)
            await trx.raw(`set local enable_${way} = ${scan === 'index' ? way !== 'seqscan' : way === 'seqscan'}`);
          const asked = `select count(*) as n, coalesce(sum(hashtext(t::text)), 0) as sum from ${table} t where t.${column} is not null and ${predicate}`;
          return JSON.stringify((await trx.raw(asked)).rows);
        });
      if ((await found('index')) !== (await found('table'))) broken.push(index);
    }
    return { checked: rows.length, broken };
  } finally {
    await close();
  }
}

const SCANS = ['seqscan', 'indexscan', 'indexonlyscan', 'bitmapscan'];
