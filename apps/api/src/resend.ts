import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import type { Database } from './db/database.ts';
import { onPatrols, type PatrolDatabase } from './db/patrol-side.ts';
import { type PublicDatabase, publicly } from './db/public-side.ts';
import { ProblemError, registerProblems } from './errors.ts';

registerProblems(
  {
    sv: {
      resend_key_unusable:
        'Idempotency-Key är {value}: skicka ett nytt UUID för varje begäran, och samma när den skickas om.',
      resend_other: 'Den här nyckeln har redan använts för något annat innehåll. Skicka med en ny Idempotency-Key.',
      resend_under_way: 'Samma begäran behandlas redan. Vänta en sekund och skicka den igen.',
    },
    en: {
      resend_key_unusable:
        'Idempotency-Key is {value}: send a new UUID with each request, and the same when it is sent again.',
      resend_other: 'This key was already used with another content. Send a new Idempotency-Key.',
      resend_under_way: 'The same request is being dealt with already. Wait a second and send it again.',
    },
    ar: {
      resend_key_unusable:
        'قيمة Idempotency-Key هي {value}: أرسل UUID جديدًا مع كل طلب، والقيمة نفسها عند إعادة إرساله.',
      resend_other: 'استُخدم هذا المفتاح من قبل مع محتوى آخر. أرسل Idempotency-Key جديدًا.',
      resend_under_way: 'الطلب نفسه قيد المعالجة. انتظر ثانية ثم أرسله مرة أخرى.',
    },
  },
  { resend_other: 422, resend_under_way: 409 },
);

/** By this header a client says which requests are one and the same, sent again because no answer came. */
export const RESEND_HEADER = 'idempotency-key';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Which POST routes may be sent twice without harm, and why. Every other one is wrapped in `once` or `onceHere`;
 * `test/resend.test.ts` looks.
 */
export const HARMLESS: Readonly<Record<string, string>> = {
  'POST /api/:municipality/releases': 'what is being made is joined, and what was made isn’t due a second time',
  'POST /api/:municipality/releases/check': 'what is being tried is joined, and it changes nothing',
  'POST /api/:municipality/releases/:release/withdraw': 'a second one is refused with 409',
  'POST /api/:municipality/zone-plans/:plan_id/publish': 'a version that is published already stays so',
  'POST /api/:municipality/zones/buffer': 'it only asks',
  'POST /api/:municipality/permit-areas/evidence': 'it only asks; that it was asked twice is true',
  'POST /api/:municipality/unit/session':
    'coming in twice opens one more session of the same unit, and kept answers would hold keys',
  'POST /api/:municipality/zones/read': 'nothing of it is stored',
  'POST /api/:municipality/harm-weights/read': 'nothing of it is stored',
  'POST /api/:municipality/actions/:action_id/evaluate': 'a follow-up is evaluated once',
  'POST /api/session': 'signing in twice ends the first session; an answer that holds a session is kept nowhere',
  'POST /api/session/demonstration': 'the same',
  'POST /api/session/sso/start': 'the attempt that counts is the last; what was begun before is forgotten',
  'POST /api/session/sso': 'an attempt can be ended once',
  'POST /api/session/sso/ended': 'a session ends once, and those begun since stay',
  'POST /api/session/passkey/start': 'the attempt that counts is the last; what was begun before is forgotten',
  'POST /api/session/passkey': 'an attempt can be ended once',
  'POST /api/session/passkey/first': 'the same',
  'POST /api/account/passkeys/start': 'the attempt that counts is the last',
  'POST /api/account/passkeys': 'an attempt can be ended once, and a key is kept once',
  'POST /api/:municipality/disclosures/preview': 'it only counts',
  'POST /api/:municipality/flags/work': 'it only asks for a task',
  'POST /api/:municipality/flags/geocode': 'it only asks',
  'POST /api/:municipality/receipts/look': 'it only asks',
  'POST /api/:municipality/receipts/answer': 'the same answer again changes nothing, and another is refused',
  'POST /api/:municipality/receipts/delete': 'a flag goes once',
  'POST /api/claim': 'it can be done once',
  'POST /api/link': 'it only asks',
  'POST /api/link/use': 'a link works once',
};

/** What was done for a key of a client: found by a hash, sealed by the key itself, so that whoever reads it reads nothing. */
interface Key {
  hash: string;
  seal: Buffer;
}

/** Whose requests they are, and where their answers are kept. */
interface Side<D> {
  whose(request: FastifyRequest): string;
  table: 'staff.kept_answer' | 'flag.kept_answer' | 'patrol.kept_answer';
  transaction<T>(database: D, work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
}
type StaffDatabase = Pick<Database, 'knex'>;

const STAFF_SIDE: Side<StaffDatabase> = {
  whose({ person: { account, session_id, unit, standing } }) {
    return account?.account_id ?? session_id ?? unit?.unit_id ?? standing;
  },
  table: 'staff.kept_answer',
  transaction: ({ knex }, work) => knex.transaction(work),
};

/** What residents send: whoever has the key may have the answer, signed in or not. */
export const PUBLIC_SIDE: Side<PublicDatabase> = {
  whose: () => 'resident',
  table: 'flag.kept_answer',
  transaction: publicly,
};

/** What is sent of zones and visits, by staff or a unit. */
export const PATROL_SIDE: Side<PatrolDatabase> = {
  whose: (request) => STAFF_SIDE.whose(request),
  table: 'patrol.kept_answer',
  transaction: onPatrols,
};

/** @returns the client's key, or null when it doesn't say @throws {ProblemError} resend_key_unusable */
export function givenKey(request: FastifyRequest): string | null {
  const given = request.headers[RESEND_HEADER];
  if (given === undefined) return null;
  if (typeof given !== 'string' || !UUID.test(given))
    throw new ProblemError('resend_key_unusable', { value: String(given) });
  return given.toLowerCase();
}

function keyOf(request: FastifyRequest, side: Pick<Side<never>, 'whose'>): Key | null {
  const given = givenKey(request);
  if (given === null) return null;
  const named = JSON.stringify([side.whose(request), request.method, request.url, given]);
  return {
    hash: createHash('sha256').update(named).digest('hex'),
    seal: Buffer.from(hkdfSync('sha256', named, '', 'kept answer', 32)),
  };
}

const underWay = new Set<string>();

/** Of two that come at once, the second is told to come again: by then there is an answer. */
async function alone<T>({ hash }: Key, work: () => Promise<T>): Promise<T> {
  if (underWay.has(hash)) throw stillUnderWay();
  underWay.add(hash);
  try {
    return await work();
  } finally {
    underWay.delete(hash);
  }
}

const stillUnderWay = (): ProblemError => new ProblemError('resend_under_way', {}, { 'retry-after': '1' });

/** Keyed as well: a body with few possible values could be guessed from a hash of it alone. */
const fingerprintOf = (body: unknown, { seal }: Key): string =>
  createHmac('sha256', seal)
    .update(JSON.stringify(body) ?? '')
    .digest('hex');

/**
 * Does something in a transaction of its side, once: sent again with the same Idempotency-Key, the first answer comes again. The key is
 * kept in the same transaction, so that either both are there or neither; a refusal keeps nothing.
 *
 * @throws {ProblemError} resend_other, resend_under_way
 */
export function once<T>(
  database: StaffDatabase,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T>;
export function once<T, D>(
  database: D,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (trx: Knex.Transaction) => Promise<T>,
  side: Side<D>,
): Promise<T>;
export async function once<T, D>(
  database: D,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (trx: Knex.Transaction) => Promise<T>,
  side: Side<D> = STAFF_SIDE as Side<never>,
): Promise<T> {
  const key = keyOf(request, side);
  if (key === null) return side.transaction(database, work);
  const body_hash = fingerprintOf(request.body, key);
  return alone(key, () =>
    side.transaction(database, async (trx) => {
      const locked = await trx.raw<{ rows: { free: boolean }[] }>(LOCK, { key_hash: key.hash });
      if (!locked.rows[0]!.free) throw stillUnderWay();
      const { rows } = await trx.raw<{ rows: KeptRow[] }>(FIND(side), { key_hash: key.hash });
      if (rows[0]) {
        if (rows[0].body_hash !== body_hash) throw new ProblemError('resend_other');
        reply.code(rows[0].status);
        return opened(rows[0].answer, key) as T;
      }
      const answer = await work(trx);
      await trx.raw(FORGET(side));
      const kept = { key_hash: key.hash, body_hash, status: reply.statusCode, answer: sealed(answer, key) };
      await trx.raw(KEEP(side), kept);
      return answer;
    }),
  );
}

interface KeptRow {
  body_hash: string;
  status: number;
  answer: string;
}

// The other process that deals with the same key holds it until its transaction ends.
const LOCK = 'select pg_try_advisory_xact_lock(hashtextextended(:key_hash, 191)) as free';
const FIND = ({ table }: Pick<Side<never>, 'table'>) =>
  `select body_hash, status, answer from ${table} where key_hash = :key_hash`;
const FORGET = ({ table }: Pick<Side<never>, 'table'>) => `delete from ${table} where kept_on < current_date - 1`;
const KEEP = ({ table }: Pick<Side<never>, 'table'>) => `
  insert into ${table} (key_hash, body_hash, status, answer)
  values (:key_hash, :body_hash, :status, :answer)`;

const IV_BYTES = 12;
const TAG_BYTES = 16;

function sealed(answer: unknown, { seal }: Key): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', seal, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(answer ?? null)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

function opened(kept: string, { seal }: Key): unknown {
  const bytes = Buffer.from(kept, 'base64');
  const cipher = createDecipheriv('aes-256-gcm', seal, bytes.subarray(0, IV_BYTES));
  cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]);
  return JSON.parse(text.toString());
}

const KEPT_MAX = 500;
const KEPT_MS = 3600_000;
/** Answers about what lives in this process only (a file on its way in), and is gone with it. */
const keptHere = new LRUCache<string, { body_hash: string; status: number; answer: string }>({
  max: KEPT_MAX,
  ttl: KEPT_MS,
});

/**
 * The same for what a process holds in its memory: the answer is kept where the thing itself is, and goes when it goes.
 *
 * @param body what tells one request from another, if it isn't `request.body`
 * @throws {ProblemError} resend_other, resend_under_way
 */
export async function onceHere<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<T>,
  body: unknown = request.body,
): Promise<T> {
  const key = keyOf(request, STAFF_SIDE);
  if (key === null) return work();
  const body_hash = fingerprintOf(body, key);
  return alone(key, async () => {
    const kept = keptHere.get(key.hash);
    if (kept) {
      if (kept.body_hash !== body_hash) throw new ProblemError('resend_other');
      reply.code(kept.status);
      return opened(kept.answer, key) as T;
    }
    const answer = await work();
    keptHere.set(key.hash, { body_hash, status: reply.statusCode, answer: sealed(answer, key) });
    return answer;
  });
}
