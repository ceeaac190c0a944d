import { openDatabase } from '../database.ts';

/** A process of its own that writes one row after the other and says each number once it is stored; tests kill it. */
const [data_dir = ''] = process.argv.slice(2);
try {
  const { knex } = await openDatabase({ data_dir, database_url: null });
  await knex.raw('create table if not exists public.written (n integer primary key)');
  const { rows } = await knex.raw<{ rows: { last: number }[] }>(
    'select coalesce(max(n), 0) as last from public.written',
  );
  console.log('open');
  for (let n = rows[0]!.last + 1; ; n++) {
    await knex.raw('insert into public.written values (?)', [n]);
    console.log(n);
  }
} catch (error) {
  console.log((error as Error).message);
  process.exit(1);
}
