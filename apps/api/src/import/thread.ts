import { Worker } from 'node:worker_threads';
import type { Report, Task } from './task.ts';

export interface Thread {
  /** Asks the thread to stop between two batches; it then ends with the report `ended`. */
  cancel(): void;
  /** Ends it at once. */
  end(): Promise<void>;
}

/**
 * Starts a thread for one task. Every task ends with one report `surveyed`, `loaded` or `ended`, also when the thread
 * itself breaks (out of memory, killed).
 */
export function startThread(task: Task, onReport: (report: Report) => void): Thread {
  const worker = new Worker(new URL('./thread-start.mjs', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  let over = false;
  const hear = (report: Report): void => {
    if (over) return;
    over = report.kind === 'surveyed' || report.kind === 'loaded' || report.kind === 'ended';
    onReport(report);
  };
  worker.on('message', hear);
  worker.on('error', (error) =>
    hear({ kind: 'ended', fault: null, error: String(error.stack ?? error), counts: null }),
  );
  worker.on('exit', () => hear({ kind: 'ended', fault: null, error: 'the thread ended', counts: null }));
  return {
    cancel: () => worker.postMessage('cancel'),
    end: async () => {
      over = true;
      await worker.terminate();
    },
  };
}
