import { type GistarAnswer, type GistarParameters, gistar } from './gistar.ts';
import { type NearRepeatAnswer, type NearRepeatParameters, nearRepeat } from './near-repeat.ts';
import type { Question, Step, Work } from './study.ts';

/** What each method takes and answers; the contract's METHODS say the same to people. */
export interface Methods {
  gistar: { parameters: GistarParameters; answer: GistarAnswer };
  'near-repeat': { parameters: NearRepeatParameters; answer: NearRepeatAnswer };
}
export type Method = keyof Methods;

const WORK: {
  readonly [M in Method]: (question: Question, parameters: Methods[M]['parameters']) => Work<Methods[M]['answer']>;
} = { gistar, 'near-repeat': nearRepeat };

/** A method set to work; nothing happens before the first step is asked for. */
export const startMethod = <M extends Method>(
  method: M,
  question: Question,
  parameters: Methods[M]['parameters'],
): Work<Methods[M]['answer']> => WORK[method](question, parameters);

/**
 * The whole work in one go.
 * @param goesOn  told of every step; false ends the work
 * @returns null when it was ended
 */
export function finish<Answer>(work: Work<Answer>, goesOn: (step: Step) => boolean = () => true): Answer | null {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (!goesOn(value)) return null;
  }
}
