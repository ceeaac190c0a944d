import { join } from 'node:path';
import { COMMAND, type NewEntry } from '../apps/api/src/audit/entry.ts';
import { HEADS_FILE, keepHead, readHeads } from '../apps/api/src/audit/head.ts';
import { readAuditKeys } from '../apps/api/src/audit/key.ts';
import { TAMPERINGS, withoutTriggers } from '../apps/api/src/audit/tampering.testing.ts';
import { verify } from '../apps/api/src/audit/verify.ts';
import { type Database, openDatabase } from '../apps/api/src/db/database.ts';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onEachEngine, type Stage } from './stage.ts';

const ENTRIES = 150;
/** Areas whose chains there are; 0 is the installation's. */
const AREAS = [0, 1, 2];

/**
 * Promise 11: whoever can do anything in the database, and hides it as well as can be, is found out. Each time one entry or
 * the end of a chain is changed in a transaction that is given up afterwards; a log that nobody touched is never accused.
 */
export const proof: Proof = {
  long: { n: 1_000 },
  short: { n: 60 },
  run: onEachEngine(prove),
};

async function prove(stage: Stage, { n, seed }: ProofOptions): Promise<ProofLine[]> {
  const { data_dir, engine } = stage;
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random.between(0, limit));
  const database = await openDatabase(stage);
  try {
    for (let i = 0; i < ENTRIES; i++)
      await database.record(database.knex, ...AREAS.slice(0, below(AREAS.length) + 1).map((area) => entry(i, area)));
    await keepHead(database.knex, data_dir, data_dir);
    const keys = readAuditKeys(data_dir);
    const kept = await readHeads(join(data_dir, HEADS_FILE), keys);
    const check = (knex: Database['knex']) => verify(knex, keys, kept);
    const found = new Map<string, { tried: number; found: number }>();
    let accused = 0;
    for (let turn = 0; turn < n; turn++) {
      const { kind, run } = TAMPERINGS[turn % TAMPERINGS.length]!;
      const tally = found.get(kind) ?? { tried: 0, found: 0 };
      found.set(kind, tally);
      tally.tried++;
      await givenUp(database, async (trx) => {
        const area = AREAS[below(AREAS.length)]!;
        const last = (await trx('staff.audit_head').where({ municipality_id: area }).first('entry_no'))
          .entry_no as number;
        await withoutTriggers(trx);
        await run(trx, area, 1 + below(last), last);
        if ((await check(trx)).state !== 'whole') tally.found++;
      });
      if (turn % 20 === 0 && (await check(database.knex)).state !== 'whole') accused++;
    }
    return [
      ...[...found].map(
        ([kind, { tried, found }]): ProofLine => ({
          promise: '11',
          what: `${WHAT[kind]}, ${engine}`,
          reached: `${count(found)} of ${count(tried)} found`,
          wanted: 'all',
          kept: found === tried,
        }),
      ),
      {
        promise: '11',
        what: `a log that nobody touched, ${engine}`,
        reached: `${accused} of ${Math.ceil(n / 20)} accused`,
        wanted: '0',
        kept: accused === 0,
      },
    ];
  } finally {
    await database.close();
  }
}

const WHAT: Record<string, string> = {
  alter: 'entries changed',
  delete: 'entries deleted',
  reorder: 'entries moved or copied',
  truncate: 'the end cut off',
};

const entry = (i: number, area: number): NewEntry => ({
  act: 'source_hidden',
  who: i % 4 === 0 ? COMMAND : { kind: 'account', account_id: crypto.randomUUID(), name: `person-${i % 7}` },
  area,
  object: { kind: 'source', id: `${i}`, name: `Källa ${i}` },
});

/** Runs `work` in a transaction of which nothing stays. */
async function givenUp(
  { knex }: Database,
  work: (trx: Parameters<Parameters<Database['knex']['transaction']>[0]>[0]) => Promise<void>,
): Promise<void> {
  const trx = await knex.transaction();
  await work(trx).finally(() => trx.rollback());
}
