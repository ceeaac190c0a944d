import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** Once per run of the database tests: a folder and a name for everything they make, and its removal at the end. */
export default function setup(): () => Promise<void> {
  const run = randomUUID().slice(0, 8);
  const folder = mkdtempSync(join(tmpdir(), 'lb-run-'));
  chmodSync(folder, 0o711); // a server's own user has its cluster in here
  process.env.TEST_RUN = run;
  process.env.TEST_RUN_FOLDER = folder;
  process.env.TMPDIR = folder;
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (process.env.TEST_DATABASE_URL) await dropDatabases(process.env.TEST_DATABASE_URL, run);
  };
}

const dropDatabases = async (address: string, run: string): Promise<void> => {
  const admin = new Client({ connectionString: address });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where datname like $1', [
      `lagesbild\\_test\\_${run}\\_%`,
    ]);
    for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await admin.end();
  }
};
