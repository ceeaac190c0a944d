/**
 * What the engine is doing right now, in memory shared between its thread and the main thread: the engine's thread is
 * deaf while a statement runs, so the main thread reads here how long it has been running and for whom.
 */
export class DeadlineClock {
  readonly shared: SharedArrayBuffer;
  #cells: BigInt64Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(3 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#cells = new BigInt64Array(shared);
  }

  /** @param limit_ms 0: no limit */
  started(connection: number, limit_ms: number): void {
    Atomics.store(this.#cells, CONNECTION, BigInt(connection));
    Atomics.store(this.#cells, LIMIT, BigInt(limit_ms));
    Atomics.store(this.#cells, STARTED, BigInt(Date.now()));
  }

  finished(): void {
    Atomics.store(this.#cells, STARTED, 0n);
  }

  /** The connection whose statement has outlived its limit, or null. */
  overdue(): { connection: number; limit_ms: number } | null {
    const started = Number(Atomics.load(this.#cells, STARTED));
    const limit_ms = Number(Atomics.load(this.#cells, LIMIT));
    if (started === 0 || limit_ms === 0 || Date.now() - started <= limit_ms) return null;
    return { connection: Number(Atomics.load(this.#cells, CONNECTION)), limit_ms };
  }
}

const STARTED = 0;
const LIMIT = 1;
const CONNECTION = 2;
