import { Piscina } from 'piscina';
import { ProblemError } from '../errors.ts';
import { runOn } from '../thread-task.ts';
import type { Found, ProposalTask } from './proposal-worker.ts';

/** Proposals that may wait for the one that is worked out. */
const QUEUE_MAX = 4;
const IDLE_MS = 60_000;

/** One thread of its own: a minute of search is in nobody's way. */
export class ProposalThread {
  private readonly pool = new Piscina<ProposalTask, Found | null>({
    filename: new URL('./proposal-worker.ts', import.meta.url).href,
    execArgv: ['--import', import.meta.resolve('tsx')],
    ...{ minThreads: 0, maxThreads: 1, maxQueue: QUEUE_MAX, idleTimeout: IDLE_MS },
  });

  /** @throws {ProblemError} proposals_busy, when too many wait already */
  run(task: ProposalTask): Promise<Found | null> {
    if (this.pool.queueSize >= QUEUE_MAX) throw new ProblemError('proposals_busy', {}, { 'retry-after': '30' });
    return runOn(this.pool, task);
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
