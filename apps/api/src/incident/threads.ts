import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import { ProblemError } from '../errors.ts';
import { openPool, runOn } from '../thread-task.ts';
import { ExpectedWait } from './expected-wait.ts';
import type { Loaded } from './load-worker.ts';
import { MISSING, type Question, type QuestionTask } from './question-worker.ts';
import type { LoadTask } from './reading.ts';

/** More than this never wait. */
const QUEUE_MAX = 400;
const IDLE_MS = 60_000;
/** Threads that answer at once. */
export const ANSWERING_THREADS = Math.max(2, availableParallelism() - 1);

/** Of one kind's answers the next takes about as long as the last; a method's may take a hundred times that. */
const BRIEF: ReadonlySet<Question['kind']> = new Set(['tally', 'list', 'tile']);

/**
 * One thread that loads, and a few that answer: the event loop hands out what they made. Only tiles that take less time
 * than the way to a thread and back are made on the event loop itself (see HeldIncidents.quickTile).
 */
export class Threads {
  private readonly loading: Piscina<LoadTask, Loaded | null>;
  private readonly answering: Piscina<QuestionTask, unknown>;
  /** Counts and lists: it keeps the sums of the last brush, and no surface or method is in its way. */
  private readonly counting: Piscina<QuestionTask, unknown>;
  private readonly waits = { answering: new ExpectedWait(ANSWERING_THREADS), counting: new ExpectedWait(1) };

  /** @param onTrouble  hears why a thread fell */
  constructor(onTrouble?: (error: Error) => void) {
    const idleTimeout = IDLE_MS;
    const [load, question] = ['load', 'question'].map((name) => new URL(`./${name}-worker.ts`, import.meta.url));
    const one = { minThreads: 0, maxThreads: 1, idleTimeout };
    const some = { minThreads: 1, maxThreads: ANSWERING_THREADS, idleTimeout, maxQueue: QUEUE_MAX };
    this.loading = openPool(load!, one, onTrouble);
    this.answering = openPool(question!, some, onTrouble);
    this.counting = openPool(question!, { ...one, maxQueue: QUEUE_MAX }, onTrouble);
  }

  load(task: LoadTask): Promise<Loaded | null> {
    return runOn(this.loading, task);
  }

  /**
   * The answer of whichever thread is free.
   * @param parts  sent along only when that thread hasn't got them yet
   * @throws {ProblemError} busy, when too many questions wait already to be answered in time
   */
  async ask<T>(held: { key: string; shelf: string; parts: QuestionTask['parts'] }, question: Question): Promise<T> {
    const { key, shelf, parts } = held;
    const line = question.kind === 'tally' || question.kind === 'list' ? 'counting' : 'answering';
    const [pool, wait] = [this[line], this.waits[line]];
    if (pool.queueSize >= QUEUE_MAX || wait.isTooLong(pool.queueSize))
      throw new ProblemError('busy', { seconds: 1 }, { 'retry-after': '1' });
    const taken = BRIEF.has(question.kind) ? wait.begin(pool.queueSize) : null;
    const first = await runOn(pool, { key, shelf, question });
    const answer = first === MISSING ? await runOn(pool, { key, shelf, question, parts }) : first;
    taken?.();
    return answer as T;
  }

  async close(): Promise<void> {
    await Promise.all([this.loading.destroy(), this.answering.destroy(), this.counting.destroy()]);
  }
}
