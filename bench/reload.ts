import type { Columns } from '@lagesbild/incidents';
import type { Database } from '../apps/api/src/db/database.ts';
import type { Loaded } from '../apps/api/src/incident/load-worker.ts';
import { Threads } from '../apps/api/src/incident/threads.ts';
import { countyColumns } from './county.ts';
import { addImport, fillDatabase } from './filled.ts';
import { openPostgis } from './postgis.ts';
import { type BenchRow, count, median } from './row.ts';

const SIZE = 1_000_000;
const NEW = 10_000;
const ROUNDS = 3;

/** A write to a million rows until the api has the rows of the new data version: what changed read, against everything. */
export async function run(): Promise<BenchRow[]> {
  const postgis = await openPostgis();
  if (postgis === null) return [];
  const threads = new Threads();
  let database: Database | null = null;
  try {
    database = await fillDatabase(postgis, countyColumns(SIZE));
    const { connection, knex, bumpDataVersion } = database;
    const load = async (before: Loaded['before'] | null): Promise<Loaded> =>
      (await threads.load({ connections: [connection], municipality_id: 1, hidden: [], version: 0, before }))!;
    let held = await load(null);
    let first_id = SIZE + 1;
    const table: BenchRow[] = [];
    const measure = async (job: string, write: () => Promise<unknown>): Promise<void> => {
      const rounds: { changed: Loaded; all: Loaded }[] = [];
      for (let i = 0; i < ROUNDS; i++) {
        await write();
        const [changed, all] = [await load(held.before), await load(null)];
        if (changed.fingerprint !== all.fingerprint) throw new Error(`${job}: the two ways differ`);
        rounds.push({ changed, all });
        held = changed;
      }
      const seconds = (way: 'changed' | 'all', of: (timings: Loaded['timings']) => number): number =>
        median(rounds.map((round) => of(round[way].timings))) / 1000;
      const total = (way: 'changed' | 'all'): number =>
        seconds(way, ({ read_ms, build_ms, encode_ms }) => read_ms + build_ms + encode_ms);
      const told = (way: 'changed' | 'all'): string => {
        const part = (name: 'read' | 'build' | 'encode'): string =>
          `${name} ${seconds(way, (timings) => timings[`${name}_ms`]).toFixed(2)}`;
        return `${total(way).toFixed(2)} s (${part('read')}, ${part('build')}, ${part('encode')})`;
      };
      const ratio = `${(total('all') / total('changed')).toFixed(1)}×`;
      table.push({
        job,
        size: count(SIZE),
        ours: told('changed'),
        rival: `everything ${told('all')}`,
        ratio,
        target: '',
        hit: null,
      });
    };
    const add = async (columns: Columns): Promise<void> => {
      await addImport(database!, postgis.url, columns, { first_id, file: 'more.csv' });
      first_id += columns.count;
    };
    await measure('reload after 10,000 rows of the last days', () => add(recent(countyColumns(NEW))));
    await measure('reload after 10,000 rows of all days', () => add(countyColumns(NEW)));
    await measure('reload after an undone import', () =>
      knex.transaction(async (trx) => {
        await trx.raw(UNDO_LAST);
        await bumpDataVersion(trx, 1);
      }),
    );
    return table;
  } finally {
    await threads.close();
    await database?.close();
    await postgis.close();
  }
}

const UNDO_LAST = `
  update staff.import set state = 'undone'
  where import_id = (select max(import_id) from staff.import where state = 'done')`;

/** The same rows on the last three days of them. */
function recent(columns: Columns): Columns {
  const last = Math.floor(columns.minute.reduce((top, minute) => Math.max(top, minute), 0) / 1440);
  const minute = columns.minute.map((value, i) => (last - (i % 3)) * 1440 + (value % 1440));
  return { ...columns, minute };
}
