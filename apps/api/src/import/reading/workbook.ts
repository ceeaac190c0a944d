import { Worker } from 'node:worker_threads';
import type { Bytes } from './bytes.ts';
import { type Fault, ReadingError } from './faults.ts';
import type { Params } from './sentences.ts';
import type { Limits } from './source-file.ts';

export interface Sheet {
  name: string;
  rows: string[][];
}
export interface WorkbookJob {
  zip: Uint8Array;
  fileName: string;
  limits: Limits;
}
export type WorkbookAnswer = { sheets: Sheet[] } | { fault: { code: Fault; params: Params } };

/** Seconds a workbook may take; 100 MB of XML took about ten here. */
const DEADLINE_S = 120;

/**
 * All sheets of an xlsx file as text, read in a thread of its own with a bounded heap and a deadline.
 * @throws {ReadingError} see `cleanWorkbook`; broken_workbook also when the thread runs out of memory or time
 */
export async function readWorkbookFile(bytes: Bytes, fileName: string, limits: Limits): Promise<Sheet[]> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes.read()) {
    length += chunk.length;
    if (length > limits.workbookBytes) {
      const limit = Math.round(limits.workbookBytes / 1024 ** 2);
      throw new ReadingError('workbook_too_big', { file: fileName, found: Math.ceil(length / 1024 ** 2), limit });
    }
    chunks.push(chunk);
  }
  const job: WorkbookJob = { zip: Buffer.concat(chunks), fileName, limits };
  const answer = await askWorker(job);
  if ('fault' in answer) throw new ReadingError(answer.fault.code, answer.fault.params);
  return answer.sheets;
}

function askWorker(job: WorkbookJob): Promise<WorkbookAnswer> {
  const gaveUp: WorkbookAnswer = { fault: { code: 'broken_workbook', params: { file: job.fileName } } };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./workbook-thread.mjs', import.meta.url), {
      workerData: job,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 1536 },
    });
    const settle = (answer: WorkbookAnswer) => {
      clearTimeout(deadline);
      resolve(answer);
      void worker.terminate();
    };
    const deadline = setTimeout(settle, DEADLINE_S * 1000, gaveUp);
    worker.once('message', settle);
    worker.once('error', () => settle(gaveUp));
    worker.once('exit', () => settle(gaveUp));
  });
}
