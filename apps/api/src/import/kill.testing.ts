/** A process that loads a file until somebody kills it: `node kill.testing.ts SETTINGS`, told by the test of kills. */
import { openDatabase } from '../db/database.ts';
import { ensureShipped } from '../municipality/seed.ts';
import { Desk } from './desk.ts';

const { database_url, data_dir, path } = JSON.parse(process.argv[2]!) as {
  database_url: string | null;
  data_dir: string;
  path: string;
};
const database = await openDatabase({ database_url, data_dir });
await ensureShipped(database.knex);
const desk = new Desk(database, data_dir, (sentence) => console.error(sentence));
const job = await desk.add({ path, file_name: 'stor.csv', bytes: 0, sha256: '', temporary: false });
await desk.settled(job);
desk.run(job);
desk.watch(job, () => job.counts.rows_read > 0 && console.log(`rows ${job.counts.rows_read}`));
await desk.settled(job);
console.log(job.state);
// The flip is committed: whoever kills now must find every row.
await new Promise((resolve) => setTimeout(resolve, 60_000));
