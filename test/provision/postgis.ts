import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, mayInstall } from './apt.ts';

/** A PostGIS server for the tests: its address, and how to be rid of it. */
export interface TestServer {
  url: string;
  stop(): void;
}

/** Why there is no server, in one sentence that ends with the command that helps. */
export class NoServer extends Error {}

/**
 * A PostgreSQL server with PostGIS, in this order: the one `TEST_DATABASE_URL` names; a throw-away cluster of the
 * installed PostgreSQL; the same after installing Debian's packages, when root.
 * @throws {NoServer} when none of these can be had
 */
export async function provisionPostgis(): Promise<TestServer> {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: () => {} };
  let bin = installedWithPostgis();
  if (bin === null && mayInstall() && installPackages('postgresql', 'postgresql-postgis')) bin = installedWithPostgis();
  if (bin === null)
    throw new NoServer(
      'No PostgreSQL with PostGIS was found. Install it (Debian: sudo apt-get install postgresql postgresql-postgis), ' +
        'set TEST_DATABASE_URL to a server where databases may be created (docker compose up -d database gives one), ' +
        'or leave this part out with: npm test -- --without-server',
    );
  return startCluster(bin);
}

/** The folder of PostgreSQL's programs whose version also has PostGIS, newest first; null without one. */
function installedWithPostgis(): string | null {
  const roots = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
  for (const root of roots.filter((folder) => existsSync(folder))) {
    const versions = readdirSync(root).sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a));
    for (const version of versions) {
      const bin = join(root, version, 'bin');
      const extensions = [`/usr/share/postgresql/${version}/extension`, join(root, version, 'share/extension')];
      if (existsSync(join(bin, 'initdb')) && extensions.some((folder) => existsSync(join(folder, 'postgis.control'))))
        return bin;
    }
  }
  return null;
}

/** A cluster of its own in a temporary folder, on a free port, without fsync; removed by `stop`. */
async function startCluster(bin: string): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-pg-'));
  const asRoot = process.getuid?.() === 0; // PostgreSQL refuses to run as root
  if (asRoot) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
    chownSync(folder, id('-u'), id('-g'));
  }
  const run = (program: string, ...args: string[]): void => {
    const command = [join(bin, program), ...args];
    const [file, ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    const done = spawnSync(file as string, rest, {
      encoding: 'utf8',
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (done.status !== 0) throw new NoServer(`${program} failed: ${done.stderr}`);
  };
  const port = await freePort();
  const data = join(folder, 'data');
  run('initdb', '-D', data, '-U', 'lagesbild', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync');
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=256MB'];
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 ${settings.map((s) => `-c ${s}`).join(' ')}`;
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  let stopped = false;
  return {
    url: `postgres://lagesbild@127.0.0.1:${port}/postgres`,
    stop() {
      if (stopped) return;
      stopped = true;
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
