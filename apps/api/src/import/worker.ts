/**
 * The thread in which files are read and rows are written, so that neither ever holds up an answer of the api. One task
 * at a time; it says how far it is, and stops between two batches when told `cancel`.
 */
import { parentPort } from 'node:worker_threads';
import { Client } from 'pg';
import { generateDemonstration } from '../municipality/demonstration.ts';
import { type Counts, load, type OutcomeBatch } from './load.ts';
import { createNormaliser, openFile } from './reading/reading.ts';
import { shippedMapping, survey } from './survey.ts';
import { faultOf, type LoadTask, type Report, type Task, type Word } from './task.ts';

const say = (report: Report): void => parentPort?.postMessage(report);
let stop = new AbortController();
let counts: Counts | null = null;

parentPort?.on('message', (word: Word) => {
  if (word === 'cancel') stop.abort();
  else void run(word.task);
});

async function run(task: Task): Promise<void> {
  stop = new AbortController();
  counts = null;
  try {
    if (task.kind === 'survey') {
      const onRead = paced((rows_read: number) => say({ kind: 'read', rows_read }));
      say({ kind: 'surveyed', result: await survey(task, stop.signal, onRead) });
    } else say({ kind: 'loaded', counts: await runLoad(task) });
  } catch (error) {
    const fault = faultOf(error);
    const foreseen = fault !== null || stop.signal.aborted;
    say({ kind: 'ended', fault, error: foreseen ? null : String((error as Error)?.stack ?? error), counts });
  }
}

async function runLoad({ rows, plan, connection }: LoadTask): Promise<Counts> {
  const client = new Client(connection);
  // Said once by the statement that meets it.
  client.on('error', () => {});
  await client.connect();
  try {
    // Nothing counts before the flip, whose commit waits for the disk and for everything before it. The embedded engine
    // has one session for all connections: what is set here would be everybody's.
    if (plan.engine === 'server') await client.query('set synchronous_commit = off');
    const told = paced((now: Counts) => say({ kind: 'progress', counts: now }));
    return await load(client, plan, 'file' in rows ? fileRows(rows, plan) : demonstrationRows(rows.demonstration), {
      signal: stop.signal,
      onProgress: (now) => {
        counts = now;
        told(now);
      },
    });
  } finally {
    await client.end().catch(() => {});
  }
}

async function* fileRows(
  { file, area }: Extract<LoadTask['rows'], { file: unknown }>,
  { mapping, discoveries }: LoadTask['plan'],
): AsyncGenerator<OutcomeBatch> {
  const { encoding, delimiter, sheet } = mapping;
  const source = await openFile(file.path, file.file_name, { encoding, delimiter, sheet });
  const categoryMapping = shippedMapping(mapping.format);
  const categories = Object.keys(discoveries);
  const normalise = createNormaliser(mapping, { headers: source.headers, area, categoryMapping, categories });
  for await (const batch of source.rows(stop.signal))
    yield batch.map((raw) => ({ outcome: normalise(raw), values: raw.values }));
}

function* demonstrationRows(options: { seed: number; until: string }): Generator<OutcomeBatch> {
  let batch: OutcomeBatch = [];
  for (const outcome of generateDemonstration(options)) {
    batch.push({ outcome, values: [] });
    if (batch.length === 1000) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/** At most ten times a second, the first at once. */
function paced<T>(say: (value: T) => void): (value: T) => void {
  let last = 0;
  return (value) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    say(value);
  };
}
