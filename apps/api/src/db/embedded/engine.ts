import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ProblemError } from '../../errors.ts';
import { DeadlineClock } from './deadline-clock.ts';
import { ROOM_MIN_BYTES } from './disk-room.ts';
import { folderName } from './folder-lock.ts';
import { privateFolder } from './private-folder.ts';
import './sentences.ts';

export interface EngineStart {
  folder: string;
  socket_path: string;
  clock: SharedArrayBuffer;
  idleTransaction_ms: number;
  room_bytes: number;
}
export type EngineOrder = 'close' | 'count_fsyncs';
export type EngineReport =
  | { kind: 'ready' }
  | { kind: 'closed' }
  | { kind: 'fsyncs'; n: number }
  | { kind: 'not_durable' }
  | { kind: 'silent_failure'; sentence: string }
  | { kind: 'notification'; channel: string; payload: string };

/** Why the engine was last ended, for the callers whose connections went with it. */
export interface Restart {
  cause: 'deadline' | 'silent_failure' | 'crash';
  /** The connection whose statement was to blame, if one was. */
  connection: number | null;
  limit_ms: number;
}

export interface EngineOptions {
  folder: string;
  idleTransaction_ms?: number;
  /** Free room on the disk below which nothing may be written. */
  room_bytes?: number;
  onNotification?: (channel: string, payload: string) => void;
  onRestart?: (restart: Restart) => void;
}

const WATCH_MS = 50;

/**
 * The embedded PostgreSQL, as the main thread sees it: a worker thread behind a unix socket that is ended and started
 * anew when a statement outlives its deadline or the engine breaks. What was committed is in the write-ahead log, so a
 * restart loses nothing that was acknowledged (about two seconds; new connections wait for `ready()`).
 */
export class Engine {
  readonly socket_folder: string;
  lastRestart: Restart | null = null;
  /** A connection made before the last restart is dead, even before it has noticed. */
  restarts = 0;
  #options: EngineOptions;
  #clock = new DeadlineClock();
  #worker: Worker | null = null;
  #ready: Promise<void>;
  #closing = false;
  #restarting = false;
  #watch: NodeJS.Timeout;

  constructor(options: EngineOptions) {
    this.#options = options;
    // Named by the data folder, so that a killed process leaves at most what the next one uses again.
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    this.socket_folder = join(privateFolder(), folderName(options.folder));
    mkdirSync(this.socket_folder, { recursive: true, mode: 0o700 });
    this.#ready = this.#start();
    this.#ready.catch(() => {});
    this.#watch = setInterval(() => this.#endOverdue(), WATCH_MS);
    this.#watch.unref();
  }

  /** Resolves when connections are answered; waits for a restart under way, and tries again after one that failed. */
  ready(): Promise<void> {
    if (this.#worker === null && !this.#restarting && !this.#closing) this.#ready = this.#start();
    return this.#ready;
  }

  /** Fsyncs that have reached the disk since the engine's thread started. */
  async countFsyncs(): Promise<number> {
    const report = this.#next('fsyncs');
    this.#worker?.postMessage('count_fsyncs' satisfies EngineOrder);
    return (await report).n;
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    clearInterval(this.#watch);
    await this.#ready.catch(() => {});
    const worker = this.#worker;
    if (worker) {
      const closed = Promise.race([this.#next('closed'), new Promise((resolve) => setTimeout(resolve, CLOSE_MS))]);
      worker.postMessage('close' satisfies EngineOrder);
      await closed;
      await worker.terminate();
    }
    rmSync(this.socket_folder, { recursive: true, force: true });
  }

  #next<K extends EngineReport['kind']>(kind: K): Promise<Extract<EngineReport, { kind: K }>> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const listen = (report: EngineReport) => {
        if (report.kind !== kind) return;
        worker?.off('message', listen);
        resolve(report as Extract<EngineReport, { kind: K }>);
      };
      worker?.on('message', listen);
      worker?.once('exit', () => reject(new Error('the embedded database ended')));
    });
  }

  #start(): Promise<void> {
    const socket_path = join(this.socket_folder, '.s.PGSQL.5432');
    rmSync(socket_path, { force: true });
    this.#clock.finished();
    const start: EngineStart = {
      folder: this.#options.folder,
      socket_path,
      clock: this.#clock.shared,
      idleTransaction_ms: this.#options.idleTransaction_ms ?? 30_000,
      room_bytes: this.#options.room_bytes ?? ROOM_MIN_BYTES,
    };
    const worker = new Worker(new URL('./engine-thread.mjs', import.meta.url), { workerData: start, execArgv: [] });
    this.#worker = worker;
    worker.on('message', (report: EngineReport) => worker === this.#worker && this.#hear(report));
    return new Promise((resolve, reject) => {
      let ready = false;
      let failure: Error | null = null;
      worker.on('message', (report: EngineReport) => {
        if (report.kind === 'not_durable') failure = new ProblemError('embedded_not_durable');
        if (report.kind !== 'ready') return;
        ready = true;
        resolve();
      });
      worker.once('error', ({ message }: Error) => {
        failure ??= new ProblemError('embedded_not_started', { reason: message });
      });
      worker.once('exit', () => {
        reject(failure ?? new ProblemError('embedded_not_started', { reason: '–' }));
        if (worker !== this.#worker) return;
        if (ready) this.#restart({ cause: 'crash', connection: null, limit_ms: 0 });
        else this.#worker = null;
      });
    });
  }

  #hear(report: EngineReport): void {
    if (report.kind === 'notification') this.#options.onNotification?.(report.channel, report.payload);
    if (report.kind === 'silent_failure') this.replaceBroken();
  }

  /** The engine has said that it can't be believed any more. Its own report may come later than its answer. */
  replaceBroken(): void {
    this.#restart({ cause: 'silent_failure', connection: null, limit_ms: 0 });
  }

  #endOverdue(): void {
    const overdue = this.#clock.overdue();
    if (overdue) this.#restart({ cause: 'deadline', ...overdue });
  }

  #restart(restart: Restart): void {
    const worker = this.#worker;
    if (this.#closing || !worker) return;
    this.#worker = null;
    this.restarts++;
    this.#clock.finished();
    this.lastRestart = restart;
    this.#restarting = true;
    this.#ready = worker.terminate().then(() => {
      this.#restarting = false;
      return this.#start();
    });
    // Whoever needs the engine awaits ready() and is told there.
    this.#ready.catch(() => {});
    this.#options.onRestart?.(restart);
  }
}

const CLOSE_MS = 8_000;
