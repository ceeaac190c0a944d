import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { DeadlineClock } from './deadline-clock.ts';
import { hasRoom } from './disk-room.ts';
import { DurableNodeFS } from './durable-fs.ts';
import type { EngineOrder, EngineReport, EngineStart } from './engine.ts';
import { leanPostgis } from './lean-postgis.ts';
import { SilentFailure } from './statement-guard.ts';
import { messagesOf } from './wire-message.ts';
import { WireServer } from './wire-server.ts';

const { folder, socket_path, clock, idleTransaction_ms, room_bytes } = workerData as EngineStart;
const report = (message: EngineReport) => parentPort?.postMessage(message);

let fsyncs = 0;
const db = await PGlite.create({
  fs: new DurableNodeFS(folder, () => fsyncs++),
  extensions: { postgis: leanPostgis },
  startParams: [
    // -F turns fsync off; the default method would be fdatasync, which this file system doesn't have.
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
    '-c',
    'wal_sync_method=fsync',
  ],
});
await db.exec('listen data_version; listen account_change');
await proveDurability();

/**
 * PostgreSQL's own errors leave its main loop as a thrown string (its longjmp). Anything else that comes out is a crash
 * of the WASM engine, which PGlite swallows.
 */
let crash: unknown = null;
const engine = db.Module as unknown as { _PostgresMainLoopOnce: () => void };
const loopOnce = engine._PostgresMainLoopOnce;
engine._PostgresMainLoopOnce = () => {
  try {
    loopOnce();
  } catch (thrown) {
    if (typeof thrown !== 'string') crash = thrown;
    throw thrown;
  }
};

const run = (message: Buffer): Buffer => {
  const answer: Buffer[] = [];
  // Synchronous up to its end: nothing is awaited inside when the file system needs no syncing.
  db.execProtocolRawStream(message, { syncToFs: false, onRawData: (data) => answer.push(Buffer.from(data)) }).catch(
    (thrown: unknown) => report({ kind: 'silent_failure', sentence: String(thrown) }),
  );
  if (crash !== null) throw new SilentFailure(String(crash));
  return Buffer.concat(answer);
};

const server = new WireServer({
  path: socket_path,
  run,
  clock: new DeadlineClock(clock),
  greeting: readGreeting(),
  hasRoom: () => hasRoom(folder, room_bytes),
  idleTransaction_ms,
  onSilentFailure: (failure) => report({ kind: 'silent_failure', sentence: failure.message }),
  onNotification: (notification) => report({ kind: 'notification', ...notification }),
});
await server.listen();
report({ kind: 'ready' });

parentPort?.on('message', async (order: EngineOrder) => {
  if (order === 'count_fsyncs') return report({ kind: 'fsyncs', n: fsyncs });
  server.close();
  await db.close();
  report({ kind: 'closed' });
  parentPort?.close();
});

/**
 * A commit must reach the disk, or the engine doesn't start: the guard rests on PGlite's internals, and a folder that only
 * seems durable is worse than none.
 */
async function proveDurability(): Promise<void> {
  const before = fsyncs;
  const { rows } = await db.query<{ fsync: string }>('show fsync');
  await db.query("select pg_logical_emit_message(true, 'lagesbild', 'started')");
  if (rows[0]?.fsync !== 'on' || fsyncs === before) {
    report({ kind: 'not_durable' });
    throw new Error('a commit doesn’t reach the disk');
  }
}

/** The engine's answer to a startup packet, without the process key and the ready mark: those are each connection's own. */
function readGreeting(): Buffer {
  const parameters = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const startup = Buffer.alloc(8 + parameters.length);
  startup.writeInt32BE(startup.length, 0);
  startup.writeInt32BE(196_608, 4);
  parameters.copy(startup, 8);
  const kept = [...messagesOf(run(startup))].filter(({ type }) => type === 'R' || type === 'S');
  return Buffer.concat(kept.map(({ frame }) => frame));
}
