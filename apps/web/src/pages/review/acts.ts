import type { ModerationStage, NewDecision } from '@lagesbild/contract';

export type ActName = NewDecision['act'];

/** What can be decided, in the order of the buttons, with the key of each. */
export const ACTS = [
  { act: 'publish', key: 'p' },
  { act: 'answer', key: 'a' },
  { act: 'merge', key: 'm' },
  { act: 'ask', key: 'q' },
  { act: 'reject', key: 'r' },
  { act: 'hold', key: 'h' },
] as const satisfies readonly { act: ActName; key: string }[];

/** Acts that are done at once; the others ask something first. */
export const AT_ONCE: readonly ActName[] = ['publish', 'hold'];

const POSSIBLE: Readonly<Record<ModerationStage, readonly ActName[]>> = {
  waiting: ['publish', 'answer', 'merge', 'ask', 'reject', 'hold'],
  quarantined: ['publish', 'answer', 'merge', 'ask', 'reject', 'hold'],
  held: ['publish', 'answer', 'merge', 'ask', 'reject'],
  asked: ['publish', 'answer', 'merge', 'reject'],
  published: ['answer', 'merge', 'ask', 'reject'],
  closed: ['answer'],
};

/** May this be done with flags that stand there? The api decides; this is what is offered. */
export const isPossible = (act: ActName, stage: ModerationStage): boolean => POSSIBLE[stage].includes(act);

/** A decision without the flags it is about. */
export type Choice = NewDecision extends infer D ? (D extends unknown ? Omit<D, 'flags'> : never) : never;
