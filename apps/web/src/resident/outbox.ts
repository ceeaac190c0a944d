import type { FlagReceipt, FlagWork, NewFlag } from '@lagesbild/contract';
import { mayPass, sendAll, type Turn, type Verdict } from '../offline/outbox.ts';
import type { Outgoing, Shelf } from './kept.ts';
import { ask, Refusal, Unreachable } from './wire.ts';
import type { AskedWork } from './work/answer.ts';

/** A flag that is there, until its receipt has been seen. */
export interface Arrived {
  key: string;
  receipt: FlagReceipt;
  where: NewFlag['where'];
}

/** What became of the outbox. */
export interface Delivery extends Omit<Turn<Outgoing, FlagReceipt>, 'sent'> {
  sent: Arrived[];
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
  const all = await shelf.outgoing(area);
  const { sent, ...turn } = await sendAll(all, { send: sendWorked, keep: shelf.keepOutgoing, judge });
  return { ...turn, sent: sent.map(({ one, answer }) => ({ key: one.key, receipt: answer, where: one.flag.where })) };

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

function judge(error: unknown): Verdict | null {
  if (error instanceof Unreachable) return { again: true, afterS: null };
  if (!(error instanceof Refusal)) return null;
  const { status, retryAfterS, message } = error;
  return mayPass(status) ? { again: true, afterS: retryAfterS } : { again: false, why: message };
}
