import { resolve } from 'node:path';

/** Everything an operator can set, checked. `.env.example` says what each is for. */
export interface Config {
  port: number;
  host: string;
  data_dir: string;
  database_url: string | null;
  database_replica_urls: string[];
  basemap: string | null;
  polisen_live: boolean;
  /** null: backups are made by hand only. */
  backup: { folder: string; every_ms: number; keep: number } | null;
  log_level: LogLevel;
  production: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that can't be used. The message is one sentence that names the setting, its value and what is possible. */
export class ConfigError extends Error {}

/**
 * Reads the settings from the environment. An empty value counts as not set.
 *
 * @throws {ConfigError} naming the first setting that can't be used
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const text = (name: string) => env[name]?.trim() || null;
  const database_url = readDatabaseUrl('DATABASE_URL', text('DATABASE_URL'));
  return {
    port: readPort(text('PORT')),
    host: readHost(text('HOST')),
    data_dir: resolve(text('DATA_DIR') ?? 'data'),
    database_url,
    database_replica_urls: readReplicas(text('DATABASE_REPLICA_URLS'), database_url),
    basemap: text('BASEMAP'),
    polisen_live: readSwitch('POLISEN_LIVE', text('POLISEN_LIVE')),
    backup: readBackup(text),
    log_level: readLogLevel(text('LOG_LEVEL')),
    production: env.NODE_ENV === 'production',
  };
};

const readPort = (value: string | null): number => {
  if (value === null) return 3000;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new ConfigError(`PORT is "${value}": give a whole number from 0 to 65535 (0 picks a free port).`);
  }
  return port;
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Without accounts, whoever reaches the port sees everything: so only this machine may. */
const readHost = (value: string | null): string => {
  if (value === null) return '127.0.0.1';
  if (!LOOPBACK.has(value)) {
    throw new ConfigError(
      `HOST is "${value}": this version has no accounts yet and listens on this machine only (127.0.0.1, ::1 or localhost).`,
    );
  }
  return value === 'localhost' ? '127.0.0.1' : value;
};

const readDatabaseUrl = (name: string, value: string | null): string | null => {
  if (value === null) return null;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new ConfigError(`${name} isn't an address of PostgreSQL: write postgres://user:password@host:5432/database.`);
  }
  return value;
};

const readReplicas = (value: string | null, database_url: string | null): string[] => {
  const urls = (value ?? '')
    .split(',')
    .flatMap((url) => readDatabaseUrl('DATABASE_REPLICA_URLS', url.trim() || null) ?? []);
  if (urls.length > 0 && database_url === null) {
    throw new ConfigError(
      'DATABASE_REPLICA_URLS is set, but DATABASE_URL, the server they are copies of, is not: set it too.',
    );
  }
  return urls;
};

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const EVERY_MIN_MS = 5 * 60_000;

const readBackup = (text: (name: string) => string | null): Config['backup'] => {
  const folder = text('BACKUP_DIR');
  const every = text('BACKUP_EVERY') ?? '1d';
  const [, number, unit] = /^(\d{1,4})([mhd])$/.exec(every) ?? [];
  const every_ms = Number(number) * (UNIT_MS[unit ?? ''] ?? 0);
  if (!(every_ms >= EVERY_MIN_MS))
    throw new ConfigError(`BACKUP_EVERY is "${every}": write a time such as 6h or 1d, five minutes (5m) at least.`);
  const keep = text('BACKUP_KEEP') ?? '14';
  if (!/^\d{1,4}$/.test(keep) || Number(keep) === 0)
    throw new ConfigError(`BACKUP_KEEP is "${keep}": give a whole number from 1 to 9999.`);
  return folder === null ? null : { folder: resolve(folder), every_ms, keep: Number(keep) };
};

const readSwitch = (name: string, value: string | null): boolean => {
  if (value === null || /^(0|no|off|false)$/i.test(value)) return false;
  if (/^(1|yes|on|true)$/i.test(value)) return true;
  throw new ConfigError(`${name} is "${value}": write 1 or 0.`);
};

const readLogLevel = (value: string | null): LogLevel => {
  const level = LOG_LEVELS.find((known) => known === (value ?? 'info'));
  if (!level) throw new ConfigError(`LOG_LEVEL is "${value}": write one of ${LOG_LEVELS.join(', ')}.`);
  return level;
};
