import { MessageChannel } from 'node:worker_threads';
import type { Database } from '../db/database.ts';
import { openPool, runOn } from '../thread-task.ts';
import type { GateFound, GateStep, GateTask } from './gate-worker.ts';
import type { Area } from './ground.ts';

const IDLE_MS = 30_000;

/** The gate's work, one area at a time, in a thread beside the one that answers. */
export class GateThread {
  readonly #pool = openPool<GateTask, GateFound>(new URL('./gate-worker.ts', import.meta.url), {
    ...{ minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS },
  });

  async run(
    { connection, data_dir }: Pick<Database, 'connection' | 'data_dir'>,
    kind: GateTask['kind'],
    { municipality_id, slug, names, srid, time_zone }: Area,
    onStep: (step: GateStep) => void,
  ): Promise<GateFound> {
    const { port1, port2: port } = new MessageChannel();
    port1.on('message', onStep);
    const area = { municipality_id, slug, names, srid, time_zone };
    try {
      const found = await runOn(this.#pool, { kind, area, connection, data_dir, port }, [port]);
      // What crosses between threads is bytes; whoever stores them takes buffers.
      for (const file of found.releases.flatMap(({ files }) => files)) {
        const { buffer, byteOffset, byteLength } = file.content;
        file.content = Buffer.from(buffer, byteOffset, byteLength);
      }
      return found;
    } finally {
      port1.close();
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
