import type { FlagReceipt, FlagWork, NewFlag } from '@lagesbild/contract';
import type { Outgoing, Shelf } from './kept.ts';
import { ask, Refusal, Unreachable } from './wire.ts';
import type { AskedWork } from './work/answer.ts';

/** Refusals after which the same may be sent again: busy, still under way, or something of the server's own. */
const isPassing = ({ status }: Refusal): boolean => status === 409 || status === 429 || status >= 500;

/** A flag that is there, until its receipt has been seen. */
export interface Arrived {
  key: string;
  receipt: FlagReceipt;
  where: NewFlag['where'];
}

/** What became of the outbox: `waiting` ones are sent again later, and so once. */
export interface Delivery {
  sent: Arrived[];
  refused: Outgoing[];
  waiting: number;
  /** Seconds that the server asks for before the next try. */
  afterS: number | null;
}

export interface DeliveryParts {
  shelf: Shelf;
  area: string;
  send?: (one: Outgoing, flag: NewFlag) => Promise<FlagReceipt>;
  /** Solves a task while many flags come at once. */
  solve: (asked: AskedWork) => Promise<number>;
  fetchWork?: () => Promise<FlagWork>;
}

const WORK_TRIES = 3;

/**
 * Sends what waits, in turn. What was sent stays on the shelf until somebody has seen its receipt: sent again by the same key, it
 * gets the same one.
 */
export async function deliver({ shelf, area, solve, ...given }: DeliveryParts): Promise<Delivery> {
  const { send = post, fetchWork = () => ask<FlagWork>('POST', `/api/${area}/flags/work`, {}) } = given;
  const delivery: Delivery = { sent: [], refused: [], waiting: 0, afterS: null };
  const all = await shelf.outgoing(area);
  delivery.refused = all.filter(({ refused }) => refused !== null);
  const open = all.filter(({ refused }) => refused === null);
  for (const [i, one] of open.entries()) {
    try {
      delivery.sent.push({ key: one.key, receipt: await sendWorked(one), where: one.flag.where });
    } catch (error) {
      if (error instanceof Refusal && !isPassing(error)) {
        const refused = { ...one, refused: error.message };
        await shelf.keepOutgoing(refused);
        delivery.refused.push(refused);
        continue;
      }
      if (!(error instanceof Refusal) && !(error instanceof Unreachable)) throw error;
      // The rest would meet the same.
      delivery.waiting = open.length - i;
      delivery.afterS = error instanceof Refusal ? error.retryAfterS : null;
      break;
    }
  }
  return delivery;

  async function sendWorked(one: Outgoing): Promise<FlagReceipt> {
    let flag = one.flag;
    for (let tried = 0; ; tried++) {
      try {
        return await send(one, flag);
      } catch (error) {
        const asked = error instanceof Refusal && error.status === 428 && tried < WORK_TRIES;
        if (!asked) throw error;
        const work = await fetchWork();
        flag = { ...one.flag, work: { task: work.task, answer: await solve({ work, key: one.key }) } };
        // Sent again by the same key, it has to be the same.
        await shelf.keepOutgoing({ ...one, flag });
      }
    }
  }
}

const post = ({ area, key }: Outgoing, flag: NewFlag): Promise<FlagReceipt> =>
  ask('POST', `/api/${area}/flags`, flag, { 'Idempotency-Key': key });

/** A key for one flag. On http to another machine browsers make no UUIDs by themselves. */
export function newKey(bytes = crypto.getRandomValues(new Uint8Array(16))): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
