import { useEffect, useMemo, useState } from 'preact/hooks';
import { Courier } from '../offline/courier.ts';
import type { Outgoing, Shelf } from './kept.ts';
import { type Arrived, deliver } from './outbox.ts';
import type { AskedWork } from './work/answer.ts';
import { solveWork } from './work/work.ts';

export interface DeliveryState {
  /** Flags whose receipts are to be shown. */
  arrived: readonly Arrived[];
  refused: readonly Outgoing[];
  waiting: number;
  busy: boolean;
  /** The phone solves a task. */
  working: boolean;
}

export interface DeliveryHandle extends DeliveryState {
  /** Sends what waits, now. */
  send(): Promise<void>;
  /** The receipt has been seen: nothing of it stays on the phone. */
  seen(key: string): Promise<void>;
  /** What was refused, or waits, is not to be sent any more. */
  drop(key?: string): Promise<void>;
  /** The receipts are put away. */
  clear(): void;
}

const NOTHING: DeliveryState = { arrived: [], refused: [], waiting: 0, busy: false, working: false };

/** The outbox of an area, sent by itself when there is a connection. */
export function useDelivery(shelf: Shelf, area: string): DeliveryHandle {
  const [state, setState] = useState<DeliveryState>(NOTHING);
  const courier = useMemo(() => {
    const solve = (asked: AskedWork): Promise<number> => {
      setState((was) => ({ ...was, working: true }));
      return solveWork(asked).finally(() => setState((was) => ({ ...was, working: false })));
    };
    return new Courier({
      name: 'outbox',
      onBusy: (busy) => setState((was) => ({ ...was, busy })),
      async turn() {
        const { sent, refused, waiting, afterS } = await deliver({ shelf, area, solve });
        setState((was) => ({ ...was, arrived: merged(was.arrived, sent), refused, waiting }));
        return { waiting, afterS };
      },
    });
  }, [shelf, area]);
  useEffect(() => courier.start(), [courier]);

  return {
    ...state,
    send: courier.send,
    seen: (key) => shelf.forgetOutgoing(key),
    async drop(key) {
      for (const one of await shelf.outgoing(area))
        if (key === undefined || one.key === key) await shelf.forgetOutgoing(one.key);
      const left = await shelf.outgoing(area);
      setState((was) => ({
        ...was,
        refused: left.filter(({ refused }) => refused !== null),
        waiting: left.filter(({ refused }) => refused === null).length,
      }));
    },
    clear: () => setState((was) => ({ ...was, arrived: [] })),
  };
}

/** A receipt that comes again, because its entry wasn't erased yet, is the same one. */
const merged = (before: readonly Arrived[], now: readonly Arrived[]): readonly Arrived[] => [
  ...before.filter(({ key }) => !now.some((one) => one.key === key)),
  ...now,
];
