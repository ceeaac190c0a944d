import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lock as lockFile } from 'proper-lockfile';
import { ProblemError } from '../../errors.ts';
import './sentences.ts';

/** Another process has the folder. Two engines on one folder both say "stored", and most of it is lost. */
export class FolderHeld extends ProblemError {
  readonly folder: string;
  constructor(folder: string) {
    super('embedded_folder_held', { folder });
    this.folder = folder;
  }
}

const STALE_MS = 10_000;

/**
 * Takes the folder for this process, until released or the process ends, however it ends.
 *
 * Two locks, since each is blind somewhere. On Linux an abstract unix socket named by the folder's real path: the
 * kernel frees it at any death, but containers have each their own. And a lock file kept fresh every second, which other
 * systems and containers see, but which stays for ten seconds after a kill; so where the last holder shared our
 * kernel and network namespace, the socket alone decides.
 *
 * @throws {FolderHeld}
 * @returns releases the lock
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const real = realpathSync(folder);
  const freeSocket = process.platform === 'linux' ? await lockSocket(real) : async () => {};
  const holder = join(real, 'holder.json');
  const lockfilePath = join(real, 'holder.lock');
  try {
    const here = process.platform === 'linux' ? whereWeAre() : null;
    if (here !== null && here === lastHolder(holder)) rmSync(lockfilePath, { recursive: true, force: true });
    const freeFile = await lockFile(real, { lockfilePath, stale: STALE_MS, update: 1_000, retries: 0 });
    writeFileSync(holder, JSON.stringify({ where: here, pid: process.pid }));
    return async () => {
      await freeFile();
      await freeSocket();
    };
  } catch (error) {
    await freeSocket();
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') throw new FolderHeld(folder);
    throw error;
  }
};

/** A short name for a folder, the same for every process that reaches it, by whatever path. */
export const folderName = (folder: string): string =>
  createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);

const lockSocket = (folder: string): Promise<() => Promise<void>> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new FolderHeld(folder) : error),
    );
    server.listen(`\0lagesbild-${folderName(folder)}`, () => {
      server.unref();
      resolve(() => new Promise((done) => server.close(() => done())));
    });
  });

/** This boot of this kernel, seen from this network namespace: where abstract sockets are shared. */
const whereWeAre = (): string => {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${hostname()} ${boot} ${readlinkSync('/proc/self/ns/net')}`;
};

const lastHolder = (file: string): string | null => {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { where: string }).where;
  } catch {
    // Missing at the first start, or half written when the machine went down: then the lock file decides.
    return null;
  }
};
