import { Client, type ClientConfig } from 'pg';

/** The server of DATABASE_URL can't be used. The message is one sentence that says why, and the way out. */
export class ServerUnusable extends Error {}

/** A server that takes longer to greet us isn't there. */
const CONNECT_MS = 10_000;
const OLDEST = { postgresql: 15, postgis: [3, 3] as const };

// out: one row; installed: PostGIS in this database, available: beside this server
const FOUND = `
  select current_setting('server_version') as postgresql, current_user as "user", current_database() as database,
    (select extversion from pg_extension where extname = 'postgis') as installed,
    (select default_version from pg_available_extensions where name = 'postgis') as available`;

export interface FoundServer {
  postgresql: string;
  installed: string | null;
  available: string | null;
}

/**
 * Looks whether there is a PostgreSQL with PostGIS, new enough, that lets us in.
 * @throws {ServerUnusable}
 */
export async function checkServer(connection: ClientConfig): Promise<void> {
  const client = new Client({ ...connection, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => {}); // said by what was asked
  try {
    await client.connect();
    const { rows } = await client.query<FoundServer>(FOUND);
    const lacking = whatItLacks(rows[0]!);
    if (lacking !== null) throw new ServerUnusable(`The server of DATABASE_URL ${lacking}.`);
  } catch (error) {
    throw inWords(error, client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** What is missing for us, and the way out; null when nothing is. */
export function whatItLacks({ postgresql, installed, available }: FoundServer): string | null {
  if (Number.parseInt(postgresql, 10) < OLDEST.postgresql)
    return `is PostgreSQL ${postgresql}: Lägesbild needs ${OLDEST.postgresql} or newer`;
  const postgis = installed ?? available;
  if (postgis === null) {
    const major = Number.parseInt(postgresql, 10);
    return `has no PostGIS: install it there (Debian: apt-get install postgresql-${major}-postgis-3)`;
  }
  const [major = 0, minor = 0] = postgis.split('.').map(Number);
  if (major < OLDEST.postgis[0] || (major === OLDEST.postgis[0] && minor < OLDEST.postgis[1]))
    return `has PostGIS ${postgis}: Lägesbild needs ${OLDEST.postgis.join('.')} or newer. Then run ALTER EXTENSION postgis UPDATE in the database`;
  return null;
}

/** What a connection or a migration met, as a sentence for the operator; anything else as it is. */
export function inWords(
  error: unknown,
  { host, port, user, database }: Pick<Client, 'host' | 'port' | 'user' | 'database'>,
): unknown {
  if (error instanceof ServerUnusable || !(error instanceof Error)) return error;
  const { code = '' } = error as { code?: string };
  const said = (rest: string): ServerUnusable => new ServerUnusable(`The server of DATABASE_URL ${rest}`);
  if (/^E[A-Z_]+$/.test(code) || /timeout|terminated|ended unexpectedly/i.test(error.message))
    return said(`(${host}:${port}) doesn't answer (${code || error.message}): start it, or correct the address.`);
  if (/^28/.test(code) || /SASL|password/.test(error.message))
    return said(`doesn't let ${user} in: check the user and the password in the address.`);
  if (code === '3D000')
    return said(`has no database ${database}: make it with createdb ${database}, or correct the address.`);
  if (code === '57P03' || code === '53300')
    return said(`can't take us in now (${error.message}): try again in a moment.`);
  if (code === '42501' && /extension/.test(error.message))
    return said(
      `doesn't let ${user} add PostGIS: have an administrator run CREATE EXTENSION postgis in ${database}, once.`,
    );
  if (code === '42501')
    return said(
      `doesn't let ${user} make tables in ${database}: make ${user} its owner (ALTER DATABASE ${database} OWNER TO ${user}).`,
    );
  return error;
}
