import { Dialogue } from '@lagesbild/contract';
import { useEffect, useMemo, useState } from 'react';
import { onSessionLost, saysLost } from '../../../account/lost.ts';
import { ApiProblem, api } from '../../../api.ts';
import { Courier } from '../../../offline/courier.ts';
import { mayPass, sendAll, type Turn, type Verdict } from '../../../offline/outbox.ts';
import { RESEND_HEADER } from '../../../resend-key.ts';
import type { Arrived, Outgoing, Shelf } from './kept.ts';

/** What a failed try means: without contact, or signed out, it waits. */
export function judge(error: unknown): Verdict | null {
  if (!(error instanceof ApiProblem)) return null;
  const { status, code, problem } = error;
  const passes = status === 0 || mayPass(status) || saysLost(code);
  return passes ? { again: true, afterS: null } : { again: false, why: problem.detail };
}

const post = ({ area, key, dialogue }: Outgoing): Promise<Dialogue> =>
  api.post(`/api/${area}/dialogues`, dialogue, Dialogue, { headers: { [RESEND_HEADER]: key } });

/** Sends the meetings that wait. One that has arrived is forgotten here; sent again because that was lost, it is the same one. */
export async function deliver(
  shelf: Shelf,
  owned: { area: string; whose: string },
  send: (one: Outgoing) => Promise<Dialogue> = post,
): Promise<Turn<Outgoing, Dialogue>> {
  return sendAll(await shelf.outgoing(owned), {
    async send(one) {
      const arrived = await send(one);
      await shelf.forgetOutgoing(one.key);
      return arrived;
    },
    keep: shelf.keepOutgoing,
    judge,
  });
}

export interface DeliveryState {
  arrived: readonly Arrived[];
  refused: readonly Outgoing[];
  waiting: number;
  busy: boolean;
}

/** The outbox of meetings, sent by itself when there is a connection and somebody is signed in. */
export function useDelivery(shelf: Shelf, area: string, whose: string, onArrived: () => void) {
  const [state, setState] = useState<DeliveryState>({ arrived: [], refused: [], waiting: 0, busy: false });
  const courier = useMemo(
    () =>
      new Courier({
        name: 'meetings',
        onBusy: (busy) => setState((was) => ({ ...was, busy })),
        async turn() {
          const { sent, refused, waiting, afterS } = await deliver(shelf, { area, whose });
          const now = sent.map(({ answer: { held_on, group, marks } }) => ({ held_on, group, marks: marks.length }));
          setState((was) => ({ ...was, arrived: [...was.arrived, ...now], refused, waiting }));
          if (now.length > 0) onArrived();
          return { waiting, afterS };
        },
      }),
    [shelf, area, whose, onArrived],
  );
  useEffect(() => {
    const stop = courier.start();
    const unlisten = onSessionLost(() => void courier.send());
    return () => {
      stop();
      unlisten();
    };
  }, [courier]);
  return {
    ...state,
    send: courier.send,
    /** One that was refused is the draft again. */
    reopened: (key: string): void =>
      setState((was) => ({ ...was, refused: was.refused.filter((one) => one.key !== key) })),
  };
}
