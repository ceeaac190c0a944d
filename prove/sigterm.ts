import { Agent, request } from 'node:http';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import type { App } from './app.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onEachEngine, pause, type Stage } from './stage.ts';

const RATE = 50;
const STOP_MAX_MS = 10_000;
const PATHS = [
  '/api/sigtuna',
  '/api/installation',
  '/api/sigtuna/incidents/tally',
  '/tiles/sigtuna/incidents/10/563/296.mvt',
  '/',
];

/**
 * Promise 9: stopped under load, the application answers every request that reached it and is gone within ten seconds.
 * Requests come at an even rate over connections that are kept, as a browser's are; once it no longer listens they are
 * refused, which tells the client to try elsewhere, and doesn't count as dropped.
 */
export const proof: Proof = {
  long: { n: 20 },
  short: { n: 2 },
  run: onEachEngine(prove),
};

async function prove(stage: Stage, { n, seed }: ProofOptions): Promise<ProofLine> {
  const random = seededRandom(seed);
  const sum = { answered: 0, refused: 0, dropped: 0 };
  let [slowest_ms, untidy] = [0, 0];
  for (let turn = 0; turn < n; turn++) {
    const app = await stage.start();
    const load = new Load(app);
    await pause(random.between(1000, 2000));
    const from = performance.now();
    if ((await app.stop()) !== 0) untidy++;
    slowest_ms = Math.max(slowest_ms, performance.now() - from);
    await load.end();
    for (const key of ['answered', 'refused', 'dropped'] as const) sum[key] += load[key];
  }
  return {
    promise: '9',
    what: `${n} stops under ${RATE} requests a second, ${stage.engine}`,
    reached: `${sum.dropped} of ${count(sum.answered + sum.dropped)} dropped, gone in ${(slowest_ms / 1000).toFixed(1)} s at most, ${untidy} untidy`,
    wanted: `0, ${STOP_MAX_MS / 1000} s, 0`,
    kept: sum.dropped === 0 && slowest_ms <= STOP_MAX_MS && untidy === 0 && sum.answered > 10 * n,
  };
}

/** Requests at an even rate, whether or not the ones before were answered. */
class Load {
  answered = 0;
  refused = 0;
  dropped = 0;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 20 });
  readonly #app: App;
  readonly #timer: NodeJS.Timeout;
  #asked: Promise<void>[] = [];

  constructor(app: App) {
    this.#app = app;
    this.#timer = setInterval(() => this.#asked.push(this.#ask()), 1000 / RATE);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#asked);
    this.#agent.destroy();
  }

  #ask(): Promise<void> {
    const path = PATHS[this.#asked.length % PATHS.length]!;
    return new Promise((done) => {
      const failed = (error: NodeJS.ErrnoException): void => {
        if (error.code === 'ECONNREFUSED') this.refused++;
        else {
          this.dropped++;
          console.error(`${path}: ${error.code} ${error.message}`);
        }
        done();
      };
      const asked = request(
        `${this.#app.url.replace('localhost', '127.0.0.1')}${path}`,
        { agent: this.#agent },
        (answer) => {
          answer.on('error', failed).resume();
          answer.on('end', () => {
            if (answer.complete) this.answered++;
            else this.dropped++;
            done();
          });
        },
      );
      asked.on('error', failed).end();
    });
  }
}
