import { Worker } from 'node:worker_threads';
import type { Report, Task, Word } from './task.ts';

export interface Thread {
  /** Asks the thread to stop between two batches; it then ends with the report `ended`. */
  cancel(): void;
  /** Ends it at once. */
  end(): Promise<void>;
}

/** A thread that has done its task waits this long for the next: starting one takes most of a second. */
const IDLE_MS = 30_000;
const idle = new Map<Worker, NodeJS.Timeout>();

/**
 * Gives a task to a thread, a waiting one if there is one. Every task ends with one report `surveyed`, `loaded` or
 * `ended`, also when the thread itself breaks (out of memory).
 */
export function startThread(task: Task, onReport: (report: Report) => void): Thread {
  const worker = waiting() ?? newWorker();
  let over = false;
  const hear = (report: Report): void => {
    if (over) return;
    over = report.kind === 'surveyed' || report.kind === 'loaded' || report.kind === 'ended';
    if (over) release();
    onReport(report);
  };
  const broken = (error: string) => hear({ kind: 'ended', fault: null, error, counts: null });
  const onError = (error: Error) => broken(String(error.stack ?? error));
  const onExit = () => broken('the thread ended');
  const release = (): void => {
    worker.off('message', hear).off('error', onError).off('exit', onExit);
    keepWaiting(worker);
  };
  worker.on('message', hear).on('error', onError).on('exit', onExit);
  worker.ref();
  worker.postMessage({ task } satisfies Word);
  return {
    // Later the thread may be at another's task.
    cancel: () => over || worker.postMessage('cancel' satisfies Word),
    end: async () => {
      if (over) return;
      over = true;
      await worker.terminate();
    },
  };
}

function newWorker(): Worker {
  const worker = new Worker(new URL('./thread-start.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 64 },
  });
  const gone = (): void => {
    clearTimeout(idle.get(worker));
    idle.delete(worker);
  };
  return worker.on('error', gone).on('exit', gone);
}

function waiting(): Worker | undefined {
  const [found] = idle;
  if (!found) return undefined;
  const [worker, timer] = found;
  clearTimeout(timer);
  idle.delete(worker);
  return worker;
}

/** One thread waits, and keeps no process alive. */
function keepWaiting(worker: Worker): void {
  worker.unref();
  if (idle.size > 0) void worker.terminate();
  else idle.set(worker, setTimeout(() => void worker.terminate(), IDLE_MS).unref());
}
