import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
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

const FIRST_WAIT_S = 4;
const LONGEST_WAIT_S = 60;
const NOTHING: DeliveryState = { arrived: [], refused: [], waiting: 0, busy: false, working: false };

/** Of several windows one sends. */
const alone = (work: () => Promise<void>): Promise<void> =>
  navigator.locks === undefined
    ? work()
    : navigator.locks.request('outbox', { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));

/** The outbox of an area, sent by itself when there is a connection. */
export function useDelivery(shelf: Shelf, area: string): DeliveryHandle {
  const [state, setState] = useState<DeliveryState>(NOTHING);
  const busy = useRef(false);
  const again = useRef(false);
  const wait = useRef({ seconds: FIRST_WAIT_S, timer: 0 });

  const send = useCallback(async (): Promise<void> => {
    // What came to the outbox meanwhile goes with the next turn.
    again.current = busy.current;
    if (busy.current) return;
    busy.current = true;
    clearTimeout(wait.current.timer);
    setState((was) => ({ ...was, busy: true }));
    const solve = (asked: AskedWork): Promise<number> => {
      setState((was) => ({ ...was, working: true }));
      return solveWork(asked).finally(() => setState((was) => ({ ...was, working: false })));
    };
    try {
      await alone(async () => {
        const { sent, refused, waiting, afterS } = await deliver({ shelf, area, solve });
        setState((was) => ({ ...was, arrived: merged(was.arrived, sent), refused, waiting }));
        wait.current.seconds = waiting === 0 ? FIRST_WAIT_S : Math.min(LONGEST_WAIT_S, wait.current.seconds * 2);
        const seconds = afterS ?? wait.current.seconds;
        if (waiting > 0) wait.current.timer = setTimeout(() => void send(), seconds * 1000) as unknown as number;
      });
    } finally {
      busy.current = false;
      setState((was) => ({ ...was, busy: false }));
    }
    if (again.current) await send();
  }, [shelf, area]);

  useEffect(() => {
    const now = (): void => {
      if (document.visibilityState === 'visible') void send();
    };
    now();
    addEventListener('online', now);
    document.addEventListener('visibilitychange', now);
    const { current } = wait;
    return () => {
      removeEventListener('online', now);
      document.removeEventListener('visibilitychange', now);
      clearTimeout(current.timer);
    };
  }, [send]);

  return {
    ...state,
    send,
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
