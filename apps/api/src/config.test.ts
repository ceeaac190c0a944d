import { describe, expect, test } from 'vitest';
import { failureInWords } from './command.ts';
import { readConfig } from './config.ts';

describe('settings', () => {
  test('an empty environment gives what the documentation says', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      database_url: null,
      database_replica_urls: [],
      basemap: null,
      polisen_live: false,
      log_level: 'warn',
      production: false,
    });
    expect(readConfig({}).data_dir).toMatch(/\/data$/);
  });

  test.each(['0', '80', '65535'])('port %s is taken as it is', (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });

  test.each(['65536', '-1', '3000.5', '3e3', 'http', '0x10'])('port %s is refused by name', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow(`PORT is "${PORT}"`);
  });

  test.each(['0.0.0.0', '::', '192.168.1.10', 'example.org'])('host %s is taken as it is', (HOST) => {
    expect(readConfig({ HOST }).host).toBe(HOST);
  });

  test.each(['http://0.0.0.0', 'a b', '10.0.0.1:80'])('host %s is refused by name', (HOST) => {
    expect(() => readConfig({ HOST })).toThrow(`HOST is "${HOST}"`);
  });

  test('the public address is an origin, by https', () => {
    expect(readConfig({ PUBLIC_URL: 'https://Lagesbild.Example.se:443/' }).public_url).toBe(
      'https://lagesbild.example.se',
    );
    expect(readConfig({ PUBLIC_URL: 'http://localhost:8080' }).public_url).toBe('http://localhost:8080');
    for (const PUBLIC_URL of ['lagesbild.example.se', 'https://a.se/path', 'https://me:secret@a.se', 'https://a.se?x'])
      expect(() => readConfig({ PUBLIC_URL })).toThrow(/^PUBLIC_URL is/);
    expect(() => readConfig({ PUBLIC_URL: 'http://lagesbild.example.se' })).toThrow(/need https/);
  });

  test('a proxy’s word is taken when it is named, or when only this machine can be the proxy', () => {
    const PUBLIC_URL = 'https://a.se';
    expect(readConfig({}).trust_proxy).toBeNull();
    expect(readConfig({ PUBLIC_URL }).trust_proxy).toEqual(['loopback']);
    expect(readConfig({ PUBLIC_URL, HOST: '0.0.0.0' }).trust_proxy).toBeNull();
    expect(readConfig({ TRUST_PROXY: '10.0.0.5, fd00::/8' }).trust_proxy).toEqual(['10.0.0.5', 'fd00::/8']);
    for (const TRUST_PROXY of ['true', '1', '10.0.0.5/33', 'proxy'])
      expect(() => readConfig({ TRUST_PROXY })).toThrow(/^TRUST_PROXY holds/);
  });

  test('where the page of residents leads in a hurry is an address', () => {
    expect(readConfig({}).resident).toEqual({ languages_dir: null, leave_to: null });
    expect(readConfig({ RESIDENT_LEAVE_URL: 'https://www.smhi.se' }).resident.leave_to).toBe('https://www.smhi.se/');
    for (const RESIDENT_LEAVE_URL of ['smhi', 'javascript:alert(1)', 'file:///etc/passwd'])
      expect(() => readConfig({ RESIDENT_LEAVE_URL })).toThrow(/^RESIDENT_LEAVE_URL is/);
  });

  test.each(['127.0.0.1', '::1', 'localhost'])('host %s is this machine', (HOST) => {
    expect(readConfig({ HOST }).host).toMatch(/^(127\.0\.0\.1|::1)$/);
  });

  test('single sign-on is whole or not at all', () => {
    const OIDC = {
      OIDC_ISSUER: 'https://login.example.se/realms/kommun',
      OIDC_CLIENT_ID: 'lagesbild',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_ROLES: '/etc/lagesbild/roles.txt',
    };
    expect(readConfig({ ...OIDC, OIDC_ISSUER: '' }).oidc).toBeNull();
    expect(readConfig(OIDC).oidc).toEqual({
      issuer: 'https://login.example.se/realms/kommun',
      client_id: 'lagesbild',
      client_secret: 'secret',
      client_key_file: null,
      name: 'login.example.se',
      scope: 'openid profile email',
      roles_file: '/etc/lagesbild/roles.txt',
      internal: false,
    });
    for (const [changed, said] of [
      [{ OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID is not'],
      [{ OIDC_ROLES: ' ' }, 'OIDC_ROLES is not'],
      [{ OIDC_CLIENT_KEY: 'key.pem' }, 'keep one of them'],
      [{ OIDC_SCOPE: 'profile' }, 'OIDC_SCOPE is "profile"'],
      [{ OIDC_NAME: 'x'.repeat(61) }, '60 fit'],
      [{ OIDC_ISSUER: 'login.example.se' }, 'OIDC_ISSUER is "login.example.se"'],
      [{ OIDC_ISSUER: 'http://login.example.se' }, 'OIDC_ISSUER is'],
      [{ OIDC_ISSUER: 'http://127.0.0.1:8080' }, 'OIDC_ISSUER is'],
      [{ OIDC_ISSUER: 'http://login.example.se', OIDC_INTERNAL: '1' }, 'OIDC_ISSUER is'],
      [{ OIDC_ISSUER: 'https://me:secret@login.example.se' }, 'OIDC_ISSUER is'],
    ] as const)
      expect(() => readConfig({ ...OIDC, ...changed }), said).toThrow(said);
    const here = readConfig({ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:8080/realms/x', OIDC_INTERNAL: '1' }).oidc;
    expect(here?.internal).toBe(true);
  });

  test('an empty value counts as not set', () => {
    expect(readConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', BASEMAP: '' })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      database_url: null,
      basemap: null,
    });
  });

  test('an address that is not of PostgreSQL is refused without repeating it, since it may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:hemligt@db' })).toThrow(/^DATABASE_URL isn’t/);
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:hemligt@db' })).not.toThrow(/hemligt/);
    expect(() => readConfig({ DATABASE_REPLICA_URLS: 'postgres://a/b,nonsense' })).toThrow(
      /DATABASE_REPLICA_URLS isn’t/,
    );
  });

  test('replicas are separated by commas, and are copies of a server', () => {
    const DATABASE_REPLICA_URLS = 'postgres://a/x, postgresql://b/x,';
    const { database_replica_urls } = readConfig({ DATABASE_URL: 'postgres://c/x', DATABASE_REPLICA_URLS });
    expect(database_replica_urls).toEqual(['postgres://a/x', 'postgresql://b/x']);
    expect(() => readConfig({ DATABASE_REPLICA_URLS })).toThrow(/DATABASE_URL, the server they are copies of, is not/);
  });

  test('what is public and where patrols are have addresses on the same server, or none', () => {
    const [DATABASE_URL, DATABASE_PUBLIC_URL] = ['postgres://app@c/x', 'postgres://public@c/x'];
    const none = { public: null, patrol: null };
    expect(readConfig({ DATABASE_URL }).database_side_urls).toEqual(none);
    const { database_side_urls } = readConfig({ DATABASE_URL, DATABASE_PUBLIC_URL });
    expect(database_side_urls).toEqual({ ...none, public: DATABASE_PUBLIC_URL });
    expect(() => readConfig({ DATABASE_PUBLIC_URL })).toThrow(/DATABASE_PUBLIC_URL is set, but DATABASE_URL, the same/);
  });

  test('backups are scheduled once they have a folder', () => {
    expect(readConfig({}).backup).toBeNull();
    expect(readConfig({ BACKUP_DIR: '/b' }).backup).toEqual({ folder: '/b', every_ms: 86_400_000, keep: 14 });
    const given = readConfig({ BACKUP_DIR: '/b', BACKUP_EVERY: '90m', BACKUP_KEEP: '3' }).backup;
    expect(given).toEqual({ folder: '/b', every_ms: 5_400_000, keep: 3 });
  });

  test.each(['1', '4m', '0h', '1 d', 'daily', '99999d'])('a backup every "%s" is refused by name', (BACKUP_EVERY) => {
    expect(() => readConfig({ BACKUP_EVERY })).toThrow(`BACKUP_EVERY is "${BACKUP_EVERY}"`);
  });

  test.each(['0', '-1', 'all'])('keeping "%s" backups is refused by name', (BACKUP_KEEP) => {
    expect(() => readConfig({ BACKUP_KEEP })).toThrow(`BACKUP_KEEP is "${BACKUP_KEEP}"`);
  });

  test('in production the log says what happens, at a terminal only what goes wrong', () => {
    expect(readConfig({ NODE_ENV: 'production' }).log_level).toBe('info');
    expect(readConfig({ NODE_ENV: 'production', LOG_LEVEL: 'error' }).log_level).toBe('error');
  });

  test('a switch or a log level that is no such thing is refused', () => {
    expect(readConfig({ POLISEN_LIVE: '1' }).polisen_live).toBe(true);
    expect(() => readConfig({ POLISEN_LIVE: 'maybe' })).toThrow(/POLISEN_LIVE is "maybe"/);
    expect(() => readConfig({ LOG_LEVEL: 'loud' })).toThrow(/LOG_LEVEL is "loud"/);
  });

  test('what is wrong is said in the language of the terminal', () => {
    const refusal = (() => {
      try {
        readConfig({ PORT: 'http' });
      } catch (error) {
        return error;
      }
    })();
    expect(failureInWords('sv', refusal)).toMatch(/^PORT är "http": ange ett heltal/);
    expect(failureInWords('en', refusal)).toMatch(/^PORT is "http": give a whole number/);
    expect(failureInWords('ar', refusal)).toMatch(/^قيمة PORT هي ".*http.*": اكتب عددًا صحيحًا/);
  });
});
