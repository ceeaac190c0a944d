import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, mayInstall } from './apt.ts';
import { Cluster } from './cluster.ts';

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
  const cluster = await Cluster.make(programsOfPostgis());
  return { url: cluster.url(), stop: () => cluster.remove() };
}

/**
 * The folder of PostgreSQL's programs, with PostGIS beside them; Debian's packages are installed for it when root.
 * @throws {NoServer} when they can't be had
 */
export function programsOfPostgis(): string {
  let bin = installedWithPostgis();
  if (bin === null && mayInstall() && installPackages('postgresql', 'postgresql-postgis')) bin = installedWithPostgis();
  if (bin !== null) return bin;
  throw new NoServer(
    'No PostgreSQL with PostGIS was found. Install it (Debian: sudo apt-get install postgresql postgresql-postgis), ' +
      'set TEST_DATABASE_URL to a server where databases may be created (docker compose up -d database gives one), ' +
      'or leave this part out with: npm test -- --without-server',
  );
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
