import { Client, type ClientConfig } from 'pg';
import { ProblemError } from '../errors.ts';
import { MARK, type SideName } from './side.ts';
import './server-sentences.ts';

/** The server of DATABASE_URL can't be used: one sentence that says why, and the way out. */
export class ServerUnusable extends ProblemError {}

const MAIN = 'DATABASE_URL';
const SETTING: Record<SideName, string> = { public: 'DATABASE_PUBLIC_URL', patrol: 'DATABASE_PATROL_URL' };

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
export const checkServer = (connection: ClientConfig): Promise<void> =>
  asked(connection, MAIN, async (client) => {
    const { rows } = await client.query<FoundServer>(FOUND);
    const lacking = whatItLacks(rows[0]!);
    if (lacking !== null) throw lacking;
  });

// out: one row; rights: of the side whose schema it is
const SIDE_FOUND = `
  select current_user as "user", coalesce(has_schema_privilege(to_regnamespace($1), 'usage'), true) as rights`;

/**
 * Looks whether a side's address lets us in, and its role has been given what it needs.
 * @throws {ServerUnusable}
 */
export const checkSide = (side: SideName, connection: ClientConfig): Promise<void> =>
  asked(connection, SETTING[side], async (client) => {
    const { rows } = await client.query<{ user: string; rights: boolean }>(SIDE_FOUND, [MARK[side]]);
    const { user, rights } = rows[0]!;
    if (!rights) throw new ServerUnusable('server_side_without_rights', { setting: SETTING[side], user, side });
  });

async function asked(
  connection: ClientConfig,
  setting: string,
  question: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ ...connection, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => {}); // said by what was asked
  try {
    await client.connect();
    await question(client);
  } catch (error) {
    throw inWords(error, client, setting);
  } finally {
    await client.end().catch(() => {});
  }
}

/** What is missing for us, and the way out; null when nothing is. */
export function whatItLacks({ postgresql, installed, available }: FoundServer): ServerUnusable | null {
  const installedMajor = Number.parseInt(postgresql, 10);
  if (installedMajor < OLDEST.postgresql)
    return new ServerUnusable('server_too_old', { found: postgresql, oldest: OLDEST.postgresql });
  const postgis = installed ?? available;
  if (postgis === null)
    return new ServerUnusable('server_without_postgis', { package: `postgresql-${installedMajor}-postgis-3` });
  const [major = 0, minor = 0] = postgis.split('.').map(Number);
  if (major < OLDEST.postgis[0] || (major === OLDEST.postgis[0] && minor < OLDEST.postgis[1]))
    return new ServerUnusable('server_postgis_too_old', { found: postgis, oldest: OLDEST.postgis.join('.') });
  return null;
}

/** What a connection or a migration met, as a sentence for the operator; anything else as it is. */
export function inWords(
  error: unknown,
  { host, port, user, database }: Pick<Client, 'host' | 'port' | 'user' | 'database'>,
  setting = MAIN,
): unknown {
  if (error instanceof ServerUnusable || !(error instanceof Error)) return error;
  const { code = '' } = error as { code?: string };
  const who = { setting, user: user ?? '', database: database ?? '' };
  const said = (what: string, params = {}): ServerUnusable =>
    new ServerUnusable(`server_${what}`, { ...who, ...params });
  if (/^E[A-Z_]+$/.test(code) || /timeout|terminated|ended unexpectedly/i.test(error.message))
    return said('silent', { address: `${host}:${port}`, reason: code || error.message });
  if (/^28/.test(code) || /SASL|password/.test(error.message)) return said('refuses');
  if (code === '3D000') return said('without_database');
  if (code === '57P03' || code === '53300') return said('busy', { reason: error.message });
  if (code === '42501') return said(/extension/.test(error.message) ? 'without_extension' : 'without_tables');
  return error;
}
