import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { freePort } from '../test/provision/cluster.ts';

const ROOT = resolve(import.meta.dirname, '..');
const OPENING_MS = 180_000;

export interface AppSettings {
  data_dir: string;
  database_url?: string | null;
  env?: Record<string, string>;
  /** A limit of the shell, such as `ulimit -n 64`. */
  limit?: string;
}

/** The application in a process of its own, as `npm start` runs it: what is killed, flooded and lied to. */
export class App {
  readonly url: string;
  readonly #child: ChildProcess;
  /** Its exit code, when it has one. */
  readonly ended: Promise<number | null>;
  /** What it wrote to its terminal. */
  said = '';

  private constructor(child: ChildProcess, port: number) {
    this.url = `http://localhost:${port}`;
    this.#child = child;
    this.ended = new Promise((done) => child.once('exit', (code) => done(code)));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (this.said = (this.said + text).slice(-20_000)));
  }

  /** Starts it and waits until its database is open. */
  static async start(settings: AppSettings): Promise<App> {
    const app = await App.launch(settings);
    await app.open();
    return app;
  }

  /** Starts it and doesn't wait. */
  static async launch({ data_dir, database_url, env, limit }: AppSettings): Promise<App> {
    const port = await freePort();
    const command = [process.execPath, '--import', 'tsx', 'apps/api/src/server.ts'];
    const [file, ...args] = limit === undefined ? command : ['sh', '-c', `${limit}; exec "$@"`, 'sh', ...command];
    const child = spawn(file!, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...{
          PORT: `${port}`,
          DATA_DIR: data_dir,
          DATABASE_URL: database_url ?? '',
          LOG_LEVEL: 'error',
          BACKUP_DIR: '',
        },
        ...env,
      },
    });
    return new App(child, port);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Waits until it answers questions. @throws when it ends before, with what it said */
  async open(): Promise<void> {
    for (const from = performance.now(); performance.now() - from < OPENING_MS; ) {
      if (!this.alive) throw new Error(`The application ended before it answered:\n${this.said}`);
      const health = await fetch(`${this.url}/api/health`).catch(() => null);
      await health?.arrayBuffer().catch(() => null);
      if (health?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`The application did not answer in ${OPENING_MS / 1000} s:\n${this.said}`);
  }

  /** @throws {Refusal} on any status that isn't 2xx */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData;
    const answer = await fetch(`${this.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(body === undefined || form ? {} : { headers: { 'content-type': 'application/json' } }),
    }).catch(({ cause }: Error) => {
      throw new Error(`${method} ${path}: ${cause}`);
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refusal(answer.status, `${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** @returns when the process is gone */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** @returns its exit code, once it has stopped by itself */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.ended;
  }
}

export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
