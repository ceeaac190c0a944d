/**
 * The thread in which files are read and rows are written, so that neither ever holds up an answer of the api. One task
 * at a time; it says how far it is, and stops between two batches when told `cancel`.
 */
import { parentPort } from 'node:worker_threads';
import { Client } from 'pg';
import { generateDemonstration } from '../municipality/demonstration.ts';
import { type Counts, load, type Row } from './load.ts';
import { createNormaliser, type Draft, latestAt, openFile } from './reading/reading.ts';
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
    const onProgress = (now: Counts): void => {
      counts = now;
      told(now);
    };
    const options = { signal: stop.signal, onProgress };
    if (!('file' in rows)) {
      const made = demonstrationRows(rows.demonstration);
      return await load(client, plan, made, ({ draft }) => draft, options);
    }
    const { file, normalise } = await openFor(rows, plan);
    return await load(client, plan, file.rows(stop.signal), normalise, options);
  } finally {
    await client.end().catch(() => {});
  }
}

async function openFor({ file: { path, file_name }, area }: FileRows, { mapping, discoveries }: LoadTask['plan']) {
  const { encoding, delimiter, sheet } = mapping;
  const file = await openFile(path, file_name, { encoding, delimiter, sheet });
  const categoryMapping = shippedMapping(mapping.format);
  const categories = Object.keys(discoveries);
  const context = { headers: file.headers, area, categoryMapping, categories, latest: latestAt(Date.now()) };
  return { file, normalise: createNormaliser(mapping, context) };
}
type FileRows = Extract<LoadTask['rows'], { file: unknown }>;

function* demonstrationRows(options: { seed: number; until: string }): Generator<(Row & { draft: Draft })[]> {
  let batch: (Row & { draft: Draft })[] = [];
  for (const draft of generateDemonstration(options)) {
    batch.push({ draft, values: [] });
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
