/** A process that makes releases until somebody kills it: `node kill.testing.ts SETTINGS`, told by the test of kills. */
import { COMMAND } from '../audit/entry.ts';
import { openDatabase } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ReleaseWorks } from './works.ts';

const { database_url, data_dir } = JSON.parse(process.argv[2]!) as { database_url: string | null; data_dir: string };
const database = await openDatabase({ database_url, data_dir });
const area = await findMunicipality(database.knex, 'sigtuna');
const works = new ReleaseWorks((sentence) => console.error(sentence));
const work = works.start(database, 'make', area, COMMAND);
works.watch(work, () => console.log(work.state, work.made.length));
await work.settled;
console.log('end', work.problem?.message ?? work.made.length);
