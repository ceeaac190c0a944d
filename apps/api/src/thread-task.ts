import type { MessagePort } from 'node:worker_threads';
import type { Piscina } from 'piscina';

/**
 * Runs a task on a pool whose threads start when they are needed. A thread that can't start (a part of the installation is
 * missing) fails whoever waits for it; by itself the pool would tell nobody but the process, which would end.
 *
 * @throws what the task throws, or why its thread didn't start
 */
export function runOn<Task, Answer>(
  pool: Piscina<Task, Answer>,
  task: Task,
  transferList: MessagePort[] = [],
): Promise<Answer> {
  const given = new AbortController();
  return new Promise<Answer>((done, failed) => {
    const fail = (error: Error): void => {
      failed(error);
      given.abort(); // else the next thread would be given it, for nobody
    };
    pool.once('error', fail);
    pool
      .run(task, { signal: given.signal, transferList })
      .then(done, failed)
      .finally(() => pool.off('error', fail));
  });
}
