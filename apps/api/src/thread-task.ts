import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';

/**
 * Threads that run a program of ours. One that falls while nobody waits for it ends nothing: the next task gets a new one. Without that
 * the pool would tell nobody but the process, which would end.
 *
 * @param onTrouble  hears why a thread fell
 */
export function openPool<Task, Answer>(
  program: URL,
  limits: { minThreads: number; maxThreads: number; idleTimeout: number; maxQueue?: number },
  onTrouble: (error: Error) => void = () => {},
): Piscina<Task, Answer> {
  const pool = new Piscina<Task, Answer>({
    filename: program.href,
    // Threads read TypeScript too, whatever started this process (a test runner reads it by itself).
    execArgv: ['--import', import.meta.resolve('tsx')],
    ...limits,
  });
  pool.setMaxListeners(0); // as many as wait for an answer
  return pool.on('error', onTrouble);
}

/**
 * Runs a task on a pool whose threads start when they are needed. A thread that can't start (a part of the installation is
 * missing) fails whoever waits for it; by itself the pool would let them wait.
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
