import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onStage, pause, type Stage } from './stage.ts';

const AT_ONCE = 8;
const KILLS_MAX = 10;
const LOST_IN_MS = 20;
const WAIT_MAX_MS = 300_000; // a restart on a busy machine, and more

/** What is sent, and how it is known again. */
interface Sent {
  what: string;
  path: string;
  body(i: number): object;
  /** What an answer gives its sender, the same each time. */
  answer: 'organisation_id' | 'receipt';
  /** The table where its rows are. */
  table: string;
}

const ORGANISATIONS: Sent = {
  what: 'organisations',
  path: '/api/organisations',
  body: (i) => ({ kind: 'other', name: `Organisation ${i}` }),
  answer: 'organisation_id',
  table: 'staff.organisation',
};

const FLAGS: Sent = {
  what: 'flags',
  path: '/api/sigtuna/flags',
  body: (i) => ({
    ...{ kind: 'feels', feeling: 'unsafe', where: { cell: { x: 6617 + (i % 20), y: 66125 + (((i / 20) % 20) | 0) } } },
    ...{ reasons: ['dark'], weightiest: 'dark', times: ['night'], days: 'both' },
  }),
  answer: 'receipt',
  table: 'flag.flag',
};

/**
 * Promise 6: what is sent again is done once, by staff and by residents. Each request is sent one to five times with the same Idempotency-Key, answers
 * are lost by closing the connection early, and the process is killed now and then. In the end there is one row each, and
 * every answer that came was the same.
 */
export const proof: Proof = {
  long: { n: 10_000 },
  short: { n: 300 },
  run: async (options) => {
    const lines: ProofLine[] = [];
    for (const engine of options.engines)
      for (const sent of [ORGANISATIONS, FLAGS])
        lines.push(await onStage(engine, (stage) => prove(stage, sent, options)));
    return lines;
  },
};

/** Many flags at once are a flood: here they are meant. */
const SETTINGS = { env: { FLAG_FLOOD: '9999999' } };

async function prove(stage: Stage, sent: Sent, { n, seed }: ProofOptions): Promise<ProofLine> {
  const planned = Math.min(KILLS_MAX, 1 + Math.floor(n / 300));
  const random = seededRandom(seed);
  const sum = { sent: 0, lost: 0, differing: 0, refused: 0 };
  let app = await stage.start(SETTINGS);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < n; i = next++) {
      const key = randomUUID();
      const body = JSON.stringify(sent.body(i));
      const ids = new Set<string>();
      const times = 1 + Math.floor(random.between(0, 5));
      const from = performance.now();
      for (let answered = 0; answered < times; ) {
        if (performance.now() - from > WAIT_MAX_MS) throw new Error(`Number ${i} of ${sent.what} was never answered`);
        const lost_ms = random.between(0, 1) < 0.3 ? random.between(0, LOST_IN_MS) : null;
        sum.sent++;
        const answer = await send(`${app.url}${sent.path}`, key, body, lost_ms);
        if (answer === null) sum.lost++;
        if (answer === null || answer.status === 503 || answer.text.includes('resend_under_way')) {
          if (lost_ms === null) await pause(app.alive ? 50 : 500);
          continue;
        }
        answered++;
        if (answer.status === 201) ids.add((JSON.parse(answer.text) as Record<string, string>)[sent.answer]!);
        else sum.refused++; // nothing else conflicts with it: it would conflict with itself
      }
      if (ids.size > 1) sum.differing++;
    }
  };
  let kills = 0;
  const workers = Promise.all(Array.from({ length: AT_ONCE }, worker));
  let over = false;
  const killing = (async () => {
    while (!over && kills < planned) {
      const goal = ((kills + 1) * n) / (planned + 1);
      while (!over && next < goal) await pause(20);
      if (over) break;
      await app.kill();
      kills++;
      app = await stage.start(SETTINGS);
    }
  })();
  await workers.finally(() => (over = true));
  await killing;
  await app.stop();
  const rows = await stored(stage, sent);
  return {
    promise: '6',
    what: `${count(n)} ${sent.what} sent ${count(sum.sent)} times with ${count(sum.lost)} answers lost and ${kills} kills, ${stage.engine}`,
    reached: `${count(rows)} rows, ${sum.differing} answered differently, ${sum.refused} refused`,
    wanted: `${count(n)}, 0, 0`,
    kept: rows === n && sum.differing === 0 && sum.refused === 0 && sum.lost > 0 && kills === planned,
  };
}

async function stored(stage: Stage, { table }: Sent): Promise<number> {
  const { knex, close } = await openDatabase(stage);
  return knex(table)
    .count({ n: '*' })
    .then((rows) => Number(rows[0]!.n))
    .finally(close);
}

/** @returns null when no answer came, or wasn't waited for */
function send(
  url: string,
  key: string,
  body: string,
  lost_ms: number | null,
): Promise<{ status: number; text: string } | null> {
  return new Promise((done) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': key,
    };
    const asked = request(url.replace('localhost', '127.0.0.1'), { method: 'POST', headers });
    asked.on('error', () => done(null));
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => (text += piece));
      answer.on('error', () => done(null)).on('end', () => done({ status: answer.statusCode ?? 0, text }));
      answer.on('aborted', () => done(null));
    });
    if (lost_ms !== null) setTimeout(() => asked.destroy(new Error('lost')), lost_ms);
    asked.end(body);
  });
}
