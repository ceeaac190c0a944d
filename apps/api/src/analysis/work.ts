import type { MethodParameters } from '@lagesbild/contract';
import { type DensitySpec, joinNearRepeats, shareOut } from '@lagesbild/incidents';
import { ProblemError } from '../errors.ts';
import type { HeldIncidents } from '../incident/held.ts';
import {
  DONE,
  type MethodAnswer,
  type MethodQuestion,
  type MethodRefusal,
  OF,
  PER_STEP,
  UNWANTED,
  type Watch,
} from '../incident/question-worker.ts';
import type { Incidents } from '../incident/store.ts';
import { ANSWERING_THREADS } from '../incident/threads.ts';
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

/** Rows from which near repeats are worth finding on every thread. */
const SHARED_FROM = 2_000;

export function startWork(incidents: Incidents, held: HeldIncidents, asked: Asked): MethodWork {
  const { method, ground, format, filter } = asked;
  const start = (parameters: object): MethodWork =>
    watched((watch) => {
      const question = { kind: 'method', method, parameters, ground, format, watch } as MethodQuestion;
      return incidents.ask(held, { filter, ...question });
    });
  if (method !== 'near-repeat' || held.count < SHARED_FROM) return start(asked.parameters);
  const { permutations } = asked.parameters as MethodParameters<'near-repeat'>;
  return joined(shareOut(permutations, ANSWERING_THREADS).map((share) => start({ ...asked.parameters, ...share })));
}

/** Permutations drawn on several threads, as one work. */
function joined(parts: readonly MethodWork[]): MethodWork {
  const giveUp = (): void => {
    for (const part of parts) part.giveUp();
  };
  const answer = Promise.all(parts.map((part) => part.answer)).then((found) => {
    const texts = found.flatMap((part) => part?.json ?? []);
    if (texts.length < parts.length) return null;
    return { json: JSON.stringify(joinNearRepeats(texts.map((text) => JSON.parse(text)))), shaped: null };
  });
  answer.catch(giveUp); // one that failed leaves nothing to wait for
  return {
    answer,
    steps: () => {
      const steps = parts.flatMap((part) => part.steps() ?? []);
      const sum = (of: 'done' | 'of'): number => steps.reduce((total, step) => total + step[of], 0);
      return steps.length < parts.length ? null : { done: sum('done'), of: sum('of') };
    },
    giveUp,
  };
}

/** The same of a surface. */
export const startDensity = (
  incidents: Incidents,
  held: HeldIncidents,
  asked: { filter: string; spec: DensitySpec; format: 'json' | 'float32' },
): MethodWork => watched((watch) => incidents.ask(held, { kind: 'density', ...asked, watch }));

/** @param ask  does the work in a thread that tells the watch how far it is, and is told by it when nobody wants it */
export function watched(ask: (watch: Watch) => Promise<MethodAnswer | MethodRefusal | null>): MethodWork {
  const watch: Watch = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  return {
    answer: ask(watch).then((found) => {
      if (found !== null && 'refusal' in found) throw new ProblemError(found.refusal.code, found.refusal);
      return found;
    }),
    steps: () => {
      const of = Atomics.load(watch, OF);
      return of === 0 ? null : { done: Atomics.load(watch, DONE) / PER_STEP, of: of / PER_STEP };
    },
    giveUp: () => void Atomics.store(watch, UNWANTED, 1),
  };
}

/** What was worked out before. */
export const DONE_BEFORE: MethodWork = { answer: Promise.resolve(null), steps: () => null, giveUp: () => {} };
