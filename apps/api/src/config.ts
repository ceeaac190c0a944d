import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { ProblemError } from './errors.ts';
import './config-sentences.ts';

/** Everything an operator can set, checked. `.env.example` says what each is for. */
export interface Config {
  port: number;
  host: string;
  /** The address people use, when a proxy in front of us speaks https: scheme, name and port, nothing more. */
  public_url: string | null;
  /** Addresses of proxies whose word about who asks is taken; null: nobody's. */
  trust_proxy: string[] | null;
  data_dir: string;
  database_url: string | null;
  database_replica_urls: string[];
  /** What is public, and where patrols are, by roles of their own on the same server; null: by the application's. */
  database_side_urls: { public: string | null; patrol: string | null };
  basemap: string | null;
  polisen_live: boolean;
  /** Flags of an area at once, and again each hour, past which more are a flood. */
  flag_flood: number;
  /** What the operator adds to the page of residents; null: nothing. */
  resident: { languages_dir: string | null; leave_to: string | null };
  /** null: backups are made by hand only. */
  backup: { folder: string; every_ms: number; keep: number } | null;
  log_level: LogLevel;
  production: boolean;
  /** null: people sign in here only. */
  oidc: OidcSettings | null;
}

/** The service that vouches for people (OpenID Connect), and what its claims mean here. */
export interface OidcSettings {
  issuer: string;
  client_id: string;
  /** With neither, the client is a public one: PKCE alone. */
  client_secret: string | null;
  client_key_file: string | null;
  /** What the button says, and where people work of whom no claim says it. */
  name: string;
  scope: string;
  roles_file: string;
  /** The issuer is on a private network or on this machine. */
  internal: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that can't be used: one sentence that names the setting, its value and what is possible. */
export class ConfigError extends ProblemError {}

/**
 * Reads the settings from the environment. An empty value counts as not set.
 *
 * @throws {ConfigError} naming the first setting that can't be used
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const text = (name: string) => env[name]?.trim() || null;
  const production = env.NODE_ENV === 'production';
  const database_url = readDatabaseUrl('DATABASE_URL', text('DATABASE_URL'));
  const host = readHost(text('HOST'));
  const public_url = readPublicUrl(text('PUBLIC_URL'));
  return {
    port: readPort(text('PORT')),
    host,
    public_url,
    trust_proxy:
      readTrustProxy(text('TRUST_PROXY')) ?? (public_url !== null && LOOPBACK.has(host) ? ['loopback'] : null),
    data_dir: resolve(text('DATA_DIR') ?? 'data'),
    database_url,
    database_replica_urls: readReplicas(text('DATABASE_REPLICA_URLS'), database_url),
    database_side_urls: {
      public: readSide('DATABASE_PUBLIC_URL', text('DATABASE_PUBLIC_URL'), database_url),
      patrol: readSide('DATABASE_PATROL_URL', text('DATABASE_PATROL_URL'), database_url),
    },
    basemap: text('BASEMAP'),
    polisen_live: readSwitch('POLISEN_LIVE', text('POLISEN_LIVE')),
    flag_flood: readFlagFlood(text('FLAG_FLOOD')),
    resident: readResident(text),
    backup: readBackup(text),
    // At a person's terminal lines of JSON say nothing; where programs read them they say what happened.
    log_level: readLogLevel(text('LOG_LEVEL') ?? (production ? 'info' : 'warn')),
    production,
    oidc: readOidc(text),
  };
};

const readPort = (value: string | null): number => {
  if (value === null) return 3000;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new ConfigError('config_port', { value });
  }
  return port;
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

const readHost = (value: string | null): string => {
  if (value === null || value === 'localhost') return '127.0.0.1';
  if (isIP(value) === 0 && !/^[a-z0-9.-]+$/i.test(value)) throw new ConfigError('config_host', { value });
  return value;
};

const readPublicUrl = (value: string | null): string | null => {
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  const usable =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && `${url.search}${url.hash}` === '';
  if (!usable || url.username !== '') throw new ConfigError('config_public_url', { value });
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname.replace(/^\[|\]$/g, '')))
    throw new ConfigError('config_public_url_plain', { value });
  return url.origin;
};

const readTrustProxy = (value: string | null): string[] | null => {
  if (value === null) return null;
  const addresses = value.split(',').map((part) => part.trim());
  for (const address of addresses) {
    const [ip = '', bits] = address.split('/');
    const most = isIP(ip) === 6 ? 128 : 32;
    const isRange = isIP(ip) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
    if (address !== 'loopback' && !isRange) throw new ConfigError('config_trust_proxy', { value: address });
  }
  return addresses;
};

const readDatabaseUrl = (name: string, value: string | null): string | null => {
  if (value === null) return null;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new ConfigError('config_database_url', { name });
  }
  return value;
};

const readReplicas = (value: string | null, database_url: string | null): string[] => {
  const urls = (value ?? '')
    .split(',')
    .flatMap((url) => readDatabaseUrl('DATABASE_REPLICA_URLS', url.trim() || null) ?? []);
  if (urls.length > 0 && database_url === null) {
    throw new ConfigError('config_replicas_alone');
  }
  return urls;
};

const readSide = (name: string, value: string | null, database_url: string | null): string | null => {
  const url = readDatabaseUrl(name, value);
  if (url !== null && database_url === null) throw new ConfigError('config_side_alone', { name });
  return url;
};

const readFlagFlood = (value: string | null): number => {
  if (value === null) return 120;
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new ConfigError('config_flag_flood', { value });
  return Number(value);
};

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const EVERY_MIN_MS = 5 * 60_000;

const readBackup = (text: (name: string) => string | null): Config['backup'] => {
  const folder = text('BACKUP_DIR');
  const every = text('BACKUP_EVERY') ?? '1d';
  const [, number, unit] = /^(\d{1,4})([mhd])$/.exec(every) ?? [];
  const every_ms = Number(number) * (UNIT_MS[unit ?? ''] ?? 0);
  if (!(every_ms >= EVERY_MIN_MS)) throw new ConfigError('config_backup_every', { value: every });
  const keep = text('BACKUP_KEEP') ?? '14';
  if (!/^\d{1,4}$/.test(keep) || Number(keep) === 0) throw new ConfigError('config_backup_keep', { value: keep });
  return folder === null ? null : { folder: resolve(folder), every_ms, keep: Number(keep) };
};

const readResident = (text: (name: string) => string | null): Config['resident'] => {
  const [folder, leave_to] = [text('RESIDENT_LANGUAGES_DIR'), text('RESIDENT_LEAVE_URL')];
  if (leave_to !== null && !(URL.canParse(leave_to) && /^https?:$/.test(new URL(leave_to).protocol)))
    throw new ConfigError('config_leave_url', { value: leave_to });
  return {
    languages_dir: folder === null ? null : resolve(folder),
    leave_to: leave_to === null ? null : new URL(leave_to).href,
  };
};

const readOidc = (text: (name: string) => string | null): OidcSettings | null => {
  const issuer = text('OIDC_ISSUER');
  const internal = readSwitch('OIDC_INTERNAL', text('OIDC_INTERNAL'));
  if (issuer === null) return null;
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const plain = url?.protocol === 'http:' && internal && LOOPBACK.has(url.hostname.replace(/^\[|\]$/g, ''));
  if (url === null || (url.protocol !== 'https:' && !plain) || `${url.username}${url.search}${url.hash}` !== '')
    throw new ConfigError('config_oidc_issuer', { value: issuer });
  const needed = (name: string): string => {
    const value = text(name);
    if (value === null) throw new ConfigError('config_oidc_missing', { name });
    return value;
  };
  const [client_secret, client_key] = [text('OIDC_CLIENT_SECRET'), text('OIDC_CLIENT_KEY')];
  if (client_secret !== null && client_key !== null) throw new ConfigError('config_oidc_both');
  const scope = text('OIDC_SCOPE') ?? 'openid profile email';
  if (!scope.split(' ').includes('openid')) throw new ConfigError('config_oidc_scope', { value: scope });
  const name = text('OIDC_NAME') ?? url.hostname;
  if (name.length > 60) throw new ConfigError('config_oidc_name', { n: name.length });
  return {
    issuer,
    client_id: needed('OIDC_CLIENT_ID'),
    client_secret,
    client_key_file: client_key === null ? null : resolve(client_key),
    name,
    scope,
    roles_file: resolve(needed('OIDC_ROLES')),
    internal,
  };
};

const readSwitch = (name: string, value: string | null): boolean => {
  if (value === null || /^(0|no|off|false)$/i.test(value)) return false;
  if (/^(1|yes|on|true)$/i.test(value)) return true;
  throw new ConfigError('config_switch', { name, value });
};

const readLogLevel = (value: string): LogLevel => {
  const level = LOG_LEVELS.find((known) => known === value);
  if (!level) throw new ConfigError('config_log_level', { value, known: LOG_LEVELS.join(', ') });
  return level;
};
