import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { LAST_HEAD_FILE } from '../audit/head.ts';
import { ensureShipped } from '../municipality/seed.ts';
import { type Database, openDatabase } from './database.ts';
import { withDeadline } from './deadline.ts';
import { ensurePrepared } from './embedded/prepared.ts';

/** One engine per test worker, kept between its files: opening one takes seconds and most of a gigabyte. */
const kept = globalThis as { lagesbildTestDatabase?: Promise<Database> };

/**
 * A database for the test file that asks: migrated, with Sigtuna as shipped and nothing else. TEST_ENGINE says which engine
 * (embedded unless `server`, which needs TEST_DATABASE_URL). Its `close` may be called; the engine stays for the next file.
 */
export const openTestDatabase = async (): Promise<Database> => {
  const first = kept.lagesbildTestDatabase === undefined;
  kept.lagesbildTestDatabase ??= process.env.TEST_ENGINE === 'server' ? openOnServer() : openEmbedded();
  const database = await kept.lagesbildTestDatabase;
  if (!first) await emptied(database);
  return { ...database, close: async () => {} };
};

const DEADLOCK = '40P01';

/** What the file before left running may still write: whoever the server gives up in a deadlock tries again. */
const emptied = async (database: Database, tries = 5): Promise<void> => {
  try {
    await empty(database);
  } catch (fault) {
    if ((fault as { code?: string }).code !== DEADLOCK || tries === 1) throw fault;
    await emptied(database, tries - 1);
  }
};

const empty = async ({ knex, data_dir }: Database): Promise<void> => {
  rmSync(join(data_dir, LAST_HEAD_FILE), { force: true }); // else the log that is emptied here would have lost its end
  const emptying = `
    truncate staff.municipality, staff.source, staff.incident, staff.import_key, staff.polisen_call, staff.polisen_state,
      staff.account, staff.organisation, staff.session, staff.one_time_link, staff.kept_answer, staff.installation_rule, flag.kept_answer, patrol.kept_answer restart identity cascade;
    alter table staff.audit_entry disable trigger user;
    truncate staff.audit_entry, staff.audit_head;
    alter table staff.audit_entry enable trigger user;
    update staff.installation set claimed_at = null, demonstration = false`;
  // It waits for what the file before left running, and for the disk.
  await withDeadline(knex, 'migration', (trx) => trx.raw(emptying));
  await ensureShipped(knex);
};

const openEmbedded = async (): Promise<Database> => {
  await ensurePrepared(async (data_dir) => (await openDatabase({ data_dir, database_url: null })).close());
  return openDatabase({ data_dir: testFolder(), database_url: null });
};

/** A new empty folder; the run removes all of them at its end. */
export const testFolder = (): string => {
  const parent = join(process.env.TEST_RUN_FOLDER ?? tmpdir(), 'lagesbild-test');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'data-'));
};

const TEMPLATE_LOCK = 191_0003;

/** Every worker gets a copy of one migrated database; `test/database-setup.ts` drops them at the end of the run. */
const openOnServer = async (): Promise<Database> => {
  const address = process.env.TEST_DATABASE_URL;
  if (!address) throw new Error('TEST_ENGINE=server needs TEST_DATABASE_URL, the address of a PostGIS server.');
  const run = process.env.TEST_RUN ?? randomUUID().slice(0, 8);
  const template = `lagesbild_test_${run}_template`;
  const name = `lagesbild_test_${run}_${process.pid}`;
  const admin = new Client({ connectionString: address });
  await admin.connect();
  try {
    await admin.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (!rowCount) {
      await admin.query(`create database ${template}`);
      await (await openDatabase({ data_dir: testFolder(), database_url: onDatabase(address, template) })).close();
    }
    await admin.query(`drop database if exists ${name}`);
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  return openDatabase({ data_dir: testFolder(), database_url: onDatabase(address, name) });
};

/** The same server, another database. */
export const onDatabase = (address: string, database: string): string => {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
};
