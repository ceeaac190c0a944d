const FIRST_WAIT_S = 4;
const LONGEST_WAIT_S = 60;

export interface CourierParts {
  /** Of the windows whose couriers have this name, one sends. */
  name: string;
  /** Sends what waits. */
  turn: () => Promise<{ waiting: number; afterS: number | null }>;
  onBusy: (busy: boolean) => void;
}

/** Empties an outbox: by itself when there is a connection or somebody comes back to the page, one turn at a time. */
export class Courier {
  readonly #parts: CourierParts;
  #busy = false;
  #again = false;
  #wait_s = FIRST_WAIT_S;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: CourierParts) {
    this.#parts = parts;
  }

  /** Sends what waits, now; what comes to the outbox meanwhile goes with the next turn. */
  readonly send = async (): Promise<void> => {
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    this.#parts.onBusy(true);
    try {
      await this.#alone(async () => {
        const { waiting, afterS } = await this.#parts.turn();
        this.#wait_s = waiting === 0 ? FIRST_WAIT_S : Math.min(LONGEST_WAIT_S, this.#wait_s * 2);
        if (waiting > 0) this.#timer = setTimeout(() => void this.send(), (afterS ?? this.#wait_s) * 1000);
      });
    } finally {
      this.#busy = false;
      this.#parts.onBusy(false);
    }
    if (this.#again) await this.send();
  };

  /** @returns what ends it */
  start(): () => void {
    const now = (): void => {
      if (document.visibilityState === 'visible') void this.send();
    };
    now();
    addEventListener('online', now);
    document.addEventListener('visibilitychange', now);
    return () => {
      removeEventListener('online', now);
      document.removeEventListener('visibilitychange', now);
      clearTimeout(this.#timer);
    };
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    if (navigator.locks === undefined) return work();
    await navigator.locks.request(this.#parts.name, { ifAvailable: true }, (lock) =>
      lock === null ? undefined : work(),
    );
  }
}
