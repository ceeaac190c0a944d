import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HASTY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=256MB'];

/** A throw-away PostgreSQL in a temporary folder, on a free port; without fsync unless it is to be `durable`. */
export class Cluster {
  readonly bin: string;
  readonly port: number;
  readonly #folder: string;
  readonly #settings: readonly string[];
  #running = false;

  /** @param bin the folder of PostgreSQL's programs */
  private constructor(bin: string, port: number, settings: readonly string[] = HASTY, parent = tmpdir()) {
    this.#folder = temporaryFolder(parent);
    this.bin = bin;
    this.port = port;
    this.#settings = settings;
  }

  /** An empty one, started. */
  static async make(bin: string, { durable = false, parent = tmpdir() } = {}): Promise<Cluster> {
    const cluster = new Cluster(bin, await freePort(), durable ? [] : HASTY, parent);
    const how = ['-U', 'lagesbild', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
    cluster.#run('initdb', '-D', cluster.#data, ...how);
    cluster.start();
    return cluster;
  }

  /** A streaming replica of another one, started. */
  static async replicaOf(primary: Cluster): Promise<Cluster> {
    const cluster = new Cluster(primary.bin, await freePort());
    const from = ['-h', '127.0.0.1', '-p', `${primary.port}`, '-U', 'lagesbild'];
    cluster.#run('pg_basebackup', ...from, '-D', cluster.#data, '-R', '--checkpoint=fast', '--no-sync');
    cluster.start();
    return cluster;
  }

  url(database = 'postgres'): string {
    return `postgres://lagesbild@127.0.0.1:${this.port}/${database}`;
  }

  start(): void {
    const settings = this.#settings.map((setting) => `-c ${setting}`).join(' ');
    const options = `-p ${this.port} -k ${this.#folder} -c listen_addresses=127.0.0.1 ${settings}`;
    this.#run('pg_ctl', '-D', this.#data, '-w', '-l', join(this.#folder, 'log'), '-o', options, 'start');
    this.#running = true;
  }

  stop(): void {
    if (this.#running) this.#run('pg_ctl', '-D', this.#data, '-m', 'immediate', 'stop');
    this.#running = false;
  }

  /** Every process of it at once, as a power cut ends them; what is written to files stays. */
  async kill(): Promise<void> {
    const postmaster = Number(readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const listed = spawnSync('ps', ['-o', 'pid=', '--ppid', `${postmaster}`], { encoding: 'utf8' }).stdout;
    const all = [postmaster, ...listed.split('\n').map(Number).filter(Boolean)];
    for (const pid of all) sendKill(pid);
    while (all.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
    this.#running = false;
  }

  remove(): void {
    this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  #run(program: string, ...args: string[]): void {
    const command = [join(this.bin, program), ...args];
    const [file, ...rest] = asRoot() ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    const done = spawnSync(file as string, rest, {
      encoding: 'utf8',
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`);
  }
}

/** A child may end by itself once the postmaster is gone. */
const sendKill = (pid: number): void => {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** PostgreSQL refuses to run as root. */
const asRoot = (): boolean => process.getuid?.() === 0;

function temporaryFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'lb-pg-'));
  if (asRoot()) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
    chownSync(folder, id('-u'), id('-g'));
  }
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
