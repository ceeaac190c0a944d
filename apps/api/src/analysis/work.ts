import type { DensitySpec } from '@lagesbild/incidents';
import {
  DONE,
  type MethodAnswer,
  type MethodQuestion,
  OF,
  PER_STEP,
  UNWANTED,
  type Watch,
} from '../incident/question-worker.ts';
import type { HeldIncidents, Incidents } from '../incident/store.ts';
import type { Asked } from './question.ts';

/** A method at work in a thread, as seen from here. */
export interface MethodWork {
  /** null when it was given up */
  readonly answer: Promise<MethodAnswer | null>;
  /** steps done, of how many; null before the first */
  steps(): { done: number; of: number } | null;
  /** Nobody wants it any more: the thread stops at its next step, and is free for others. */
  giveUp(): void;
}

export function startWork(incidents: Incidents, held: HeldIncidents, asked: Asked): MethodWork {
  const { method, parameters, ground, format, filter } = asked;
  return watched((watch) => {
    const question = { kind: 'method', method, parameters, ground, format, watch } as MethodQuestion;
    return incidents.ask(held, { filter, ...question });
  });
}

/** The same of a surface. */
export const startDensity = (
  incidents: Incidents,
  held: HeldIncidents,
  asked: { filter: string; spec: DensitySpec; format: 'json' | 'float32' },
): MethodWork => watched((watch) => incidents.ask(held, { kind: 'density', ...asked, watch }));

function watched(ask: (watch: Watch) => Promise<MethodAnswer | null>): MethodWork {
  const watch: Watch = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  return {
    answer: ask(watch),
    steps: () => {
      const of = Atomics.load(watch, OF);
      return of === 0 ? null : { done: Atomics.load(watch, DONE) / PER_STEP, of: of / PER_STEP };
    },
    giveUp: () => void Atomics.store(watch, UNWANTED, 1),
  };
}

/** What was worked out before. */
export const DONE_BEFORE: MethodWork = { answer: Promise.resolve(null), steps: () => null, giveUp: () => {} };
