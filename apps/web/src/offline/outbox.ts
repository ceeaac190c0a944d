/** Something on its way: what the api said no to it with; null while it may still be sent. */
export interface Waiting {
  readonly refused: string | null;
}

/** What a failed try means: the same is sent again, after so many seconds if the server says so; or it was refused for good. */
export type Verdict = { again: true; afterS: number | null } | { again: false; why: string };

/** What became of what waited: the `waiting` ones are sent again later. */
export interface Turn<One, Answer> {
  sent: { one: One; answer: Answer }[];
  refused: One[];
  waiting: number;
  /** Seconds that the server asks for before the next try. */
  afterS: number | null;
}

export interface TurnParts<One, Answer> {
  send: (one: One) => Promise<Answer>;
  /** Keeps one that was refused, with the reason. */
  keep: (one: One) => Promise<void>;
  /** null: a fault of our own, to be seen. */
  judge: (error: unknown) => Verdict | null;
}

/** Refusals after which the same may be sent again: busy, still under way, or something of the server's own. */
export const mayPass = (status: number): boolean => status === 409 || status === 429 || status >= 500;

/** Sends what waits, in turn, until something stands in the way of all of it. */
export async function sendAll<One extends Waiting, Answer>(
  all: readonly One[],
  { send, keep, judge }: TurnParts<One, Answer>,
): Promise<Turn<One, Answer>> {
  const turn: Turn<One, Answer> = {
    sent: [],
    refused: all.filter(({ refused }) => refused !== null),
    waiting: 0,
    afterS: null,
  };
  const open = all.filter(({ refused }) => refused === null);
  for (const [i, one] of open.entries()) {
    try {
      turn.sent.push({ one, answer: await send(one) });
    } catch (error) {
      const verdict = judge(error);
      if (verdict === null) throw error;
      if (verdict.again) {
        // The rest would meet the same.
        turn.waiting = open.length - i;
        turn.afterS = verdict.afterS;
        break;
      }
      const refused = { ...one, refused: verdict.why };
      await keep(refused);
      turn.refused.push(refused);
    }
  }
  return turn;
}
