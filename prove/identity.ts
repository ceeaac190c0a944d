import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { personWith } from '../apps/api/src/account/testing.ts';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { succeed } from './command.ts';
import { Marks } from './marks.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { databaseFolder, filesBelow, tablesAsText } from './remains.ts';
import { type Day, liveDay } from './resident-day.ts';
import { onEachEngine, type Stage } from './stage.ts';

/**
 * Promise 14: nothing leads from a flag to its sender. A day of use is lived (`resident-day.ts`) with marks where a telephone and a
 * network leave theirs: address, user agent, idempotency key, language, referrer, places and moments finer than what is stored,
 * names and numbers in other systems' requests, and in bodies that are refused. Then the process is killed, so that the write-ahead
 * log is as it was, and the marks are searched for in every table, every file of the database, the application's log and a
 * backup, as text and as bytes. A word in a note, which is stored, has to be found in all of them but the log.
 */
export const proof: Proof = {
  long: { n: 1_000 },
  short: { n: 40 },
  run: onEachEngine(prove),
};

async function prove(stage: Stage, { n }: ProofOptions): Promise<ProofLine[]> {
  const marks = new Marks();
  const shelf = mkdtempSync(join(tmpdir(), 'lb-prove-shelf-'));
  try {
    const staff = await setUp(stage);
    const app = await stage.start({ env: { TRUST_PROXY: 'loopback', FLAG_FLOOD: '9999999', LOG_LEVEL: 'trace' } });
    const day = await liveDay(app, marks, n, staff);
    const { taken, logged } = day;
    const backup = join(shelf, 'saved.tar.gz');
    await succeed(stage, 'backup', backup);
    await app.kill();
    const files = filesBelow(await databaseFolder(stage)).map((path) => readFileSync(path));
    const tables = await tablesAsText(stage);
    const saved = gunzipSync(readFileSync(backup));
    const places = { tables: [...tables.values()], files, backup: [saved] };
    const control = Buffer.from(marks.control);
    const gone = [...tables.values(), saved].every((content) => !content.includes(marks.taken_back));
    const missed = Object.entries(places).filter(
      ([, contents]) => !contents.some((content) => content.includes(control)),
    );
    const hits = Object.values(places)
      .flat()
      .reduce((sum, content) => sum + Number(marks.needles().some((needle) => content.includes(needle))), logged);
    const megabytes = Math.round(files.reduce((sum, { length }) => sum + length, 0) / 1e6);
    const finer = await finerColumns(stage);
    return [
      {
        promise: '14',
        what: `a day of ${count(taken)} marked flags: ${toldOf(day)}, ${stage.engine}`,
        reached: `${hits} hits in ${tables.size} tables, ${count(files.length)} files (${megabytes} MB, WAL), log, backup; control in ${3 - missed.length} of 3; words taken back ${gone ? 'gone' : 'still there'}`,
        wanted: '0, 3 of 3, gone',
        kept: hits === 0 && missed.length === 0 && taken === n && day.refusals === day.tried && gone,
      },
      {
        promise: '14',
        what: `columns of what residents send, ${stage.engine}`,
        reached: finer.length === 0 ? 'no time finer than a day, no place finer than a cell' : finer.join(', '),
        wanted: 'none finer',
        kept: finer.length === 0,
      },
    ];
  } finally {
    rmSync(shelf, { recursive: true, force: true });
  }
}

const toldOf = ({ looked, moderated, removed, visits, open311, refusals }: Day): string =>
  [
    ...[`${looked} receipts looked up`, `${moderated} decided on`, `${removed} taken back`],
    ...[`${visits} visits`, `${open311} by Open311`, `${refusals} refused`],
  ].join(', ');

/** Somebody administers it, so that whoever sends is nobody; and free text is taken, for the control. @returns the session's cookie */
async function setUp(stage: Stage): Promise<string> {
  const database = await openDatabase(stage);
  try {
    const { headers } = await personWith(database, [{ role: 'administrator', municipality: null }]);
    await database.knex.raw(
      "insert into flag.setting (municipality_id, free_text) select municipality_id, true from staff.municipality where slug = 'sigtuna'",
    );
    return headers.cookie!;
  } finally {
    await database.close();
  }
}

/** Columns that could hold a moment, an address, or a place finer than stated. */
async function finerColumns(stage: Stage): Promise<string[]> {
  const { knex, close } = await openDatabase(stage);
  try {
    const { rows } = await knex.raw<{ rows: { name: string }[] }>(`
      select c.table_name || '.' || c.column_name || ' ' || c.udt_name as name
      from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
      where c.table_schema = 'flag' and t.table_type = 'BASE TABLE'
        and (c.udt_name ~ '^(timestamp|time|interval|float|numeric|inet|cidr|macaddr|geometry|geography|point)'
          or c.column_name ~ '(^|_)(at|ip|agent|device|language|lat|lon)$')`);
    return rows.map(({ name }) => name);
  } finally {
    await close();
  }
}
