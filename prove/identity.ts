import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { personWith } from '../apps/api/src/account/testing.ts';
import { openDatabase } from '../apps/api/src/db/database.ts';
import type { App } from './app.ts';
import { succeed } from './command.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { databaseFolder, filesBelow, tablesAsText } from './remains.ts';
import { onStage, pause, type Stage } from './stage.ts';

/**
 * Promise 14: nothing leads from a flag to its sender. Flags are sent with marks where a telephone and a network leave theirs: address,
 * user agent, idempotency key, language, referrer, and in bodies that are refused. Then the process is killed, so that the
 * write-ahead log is as it was, and the marks are searched for in every table, every file of the database, the application's
 * log and a backup, as text and as bytes. A word in a note, which is stored, has to be found in all of them but the log.
 */
export const proof: Proof = {
  long: { n: 1_000 },
  short: { n: 40 },
  run: async (options) => {
    const lines: ProofLine[] = [];
    for (const engine of options.engines) lines.push(...(await onStage(engine, (stage) => prove(stage, options))));
    return lines;
  },
};

/** What marks of one run have in common, so that one search finds any of them. */
class Marks {
  /** Eight bytes of every key, and two of every address. */
  readonly #run = randomBytes(8).toString('hex');
  readonly agent = `Mark-${randomBytes(6).toString('hex')}`;
  /** Written in a note: what is stored on purpose. */
  readonly control = `kontrollord${randomBytes(6).toString('hex').replace(/\d/g, 'x')}`;

  get #net(): string {
    return `2001:db8:a${this.#run.slice(0, 3)}`;
  }

  key(): string {
    return `${this.#run.slice(0, 8)}-${this.#run.slice(8, 12)}-${this.#run.slice(12)}${randomUUID().slice(18)}`;
  }

  /** Each from a network of its own. */
  address(i: number): string {
    return `${this.#net}:${(i + 1).toString(16)}::${(i + 1).toString(16)}`;
  }

  /** As text in any case, and as the bytes that a column of its own kind would hold. */
  needles(): Buffer[] {
    const key = this.key().slice(0, 18);
    const texts = [key, key.replaceAll('-', ''), `${this.#net}:`, this.agent];
    const bytes = [this.#run, this.#net.replaceAll(':', '').replace('2001db8', '20010db8')];
    return [
      ...texts.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()]).map((text) => Buffer.from(text)),
      ...bytes.map((hex) => Buffer.from(hex, 'hex')),
    ];
  }
}

async function prove(stage: Stage, { n }: ProofOptions): Promise<ProofLine[]> {
  const marks = new Marks();
  const shelf = mkdtempSync(join(tmpdir(), 'lb-prove-shelf-'));
  try {
    await setUp(stage);
    const app = await stage.start({ env: { TRUST_PROXY: 'loopback', FLAG_FLOOD: '9999999', LOG_LEVEL: 'trace' } });
    const { taken, logged } = await sendMarked(app, marks, n);
    const backup = join(shelf, 'saved.tar.gz');
    await succeed(stage, 'backup', backup);
    await app.kill();
    const files = filesBelow(await databaseFolder(stage)).map((path) => readFileSync(path));
    const tables = await tablesAsText(stage);
    const saved = gunzipSync(readFileSync(backup));
    const places = { tables: [...tables.values()], files, backup: [saved] };
    const control = Buffer.from(marks.control);
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
        what: `${count(taken)} flags with marked address, agent and key, ${stage.engine}`,
        reached: `${hits} hits in ${tables.size} tables, ${count(files.length)} files (${megabytes} MB, WAL), log, backup; control in ${3 - missed.length} of 3`,
        wanted: '0, 3 of 3',
        kept: hits === 0 && missed.length === 0 && taken === n,
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

/** Somebody administers it, so that whoever sends is nobody; and free text is taken, for the control. */
async function setUp(stage: Stage): Promise<void> {
  const database = await openDatabase(stage);
  try {
    await personWith(database, [{ role: 'administrator', municipality: null }]);
    await database.knex.raw(
      "insert into flag.setting (municipality_id, free_text) select municipality_id, true from staff.municipality where slug = 'sigtuna'",
    );
  } finally {
    await database.close();
  }
}

/** Sends flags, some twice, looks some up, and sends some that can't be taken. @returns how many were, and how often the log had a mark */
async function sendMarked(app: App, marks: Marks, n: number): Promise<{ taken: number; logged: number }> {
  const needles = marks.needles().map((needle) => needle.toString('latin1'));
  let [taken, logged] = [0, 0];
  for (let i = 0; i < n; i++) {
    const key = marks.key();
    const flag = {
      ...{
        kind: 'feels',
        feeling: 'unsafe',
        where: { cell: { x: 6617 + (i % 20), y: 66125 + (Math.floor(i / 20) % 20) } },
      },
      ...{ reasons: ['dark'], weightiest: 'dark', times: ['night'], days: 'both' },
      about: { age_band: '18_29', gender: 'woman' },
      ...(i === 0 ? { note: `Här syns ${marks.control}` } : {}),
    };
    const post = (path: string, body: object | string, with_key = key) => send(app, marks, i, path, body, with_key);
    const answer = await post('flags', flag);
    if (answer.status === 201) taken++;
    const { receipt } = JSON.parse(answer.text) as { receipt: string };
    if (i % 5 === 0) await post('flags', flag);
    if (i % 7 === 0) await post('receipts/look', { receipt });
    if (i % 11 === 0) {
      await post('flags', { ...flag, device: marks.agent, where: { lat: 59.6, from: marks.address(i) } }, marks.key());
      await post('flags', `{"kind": "${marks.agent}`, marks.key());
      await post('flags', flag, `${marks.key()}x`);
    }
    if (needles.some((needle) => app.said.includes(needle))) logged++;
  }
  return { taken, logged };
}

/** As a telephone behind a proxy sends it. Whoever is told to wait does so. */
async function send(app: App, marks: Marks, i: number, path: string, body: object | string, key: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'idempotency-key': key,
    'user-agent': `${marks.agent}/${i}`,
    'accept-language': `sv, x-${marks.agent}`,
    referer: `http://localhost/${marks.agent}`,
    'x-forwarded-for': marks.address(i),
  };
  for (;;) {
    const answer = await new Promise<{ status: number; text: string }>((done, failed) => {
      const asked = request(`${app.url.replace('localhost', '127.0.0.1')}/api/sigtuna/${path}`, {
        method: 'POST',
        headers,
      });
      asked.on('error', failed).on('response', (got) => {
        let said = '';
        got.setEncoding('utf8').on('data', (piece) => (said += piece));
        got.on('error', failed).on('end', () => done({ status: got.statusCode ?? 0, text: said }));
      });
      asked.end(text);
    });
    if (answer.status !== 503 && answer.status !== 409) return answer;
    await pause(200);
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
