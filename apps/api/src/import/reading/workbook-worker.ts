import { parentPort, workerData } from 'node:worker_threads';
import readWorkbook from 'read-excel-file/node';
import { ReadingError } from './faults.ts';
import type { Sheet, WorkbookAnswer, WorkbookJob } from './workbook.ts';
import { cellText } from './workbook-cell.ts';
import { cleanWorkbook } from './zip.ts';

// A workbook is unpacked and parsed off the event loop: 100 MB of XML takes seconds.
const job = workerData as WorkbookJob;
const answer = (message: WorkbookAnswer) => parentPort?.postMessage(message);
try {
  const clean = cleanWorkbook(Buffer.from(job.zip), job.fileName, job.limits);
  const sheets = await readWorkbook(clean, { trim: false });
  answer({
    sheets: sheets.map(
      ({ sheet, data }): Sheet => ({ name: sheet, rows: data.map((row) => row.map((cell) => cellText(cell))) }),
    ),
  });
} catch (error) {
  if (error instanceof ReadingError) answer({ fault: { code: error.code, params: error.params } });
  else answer({ fault: { code: 'broken_workbook', params: { file: job.fileName } } });
}
