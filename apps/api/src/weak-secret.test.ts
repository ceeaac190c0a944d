import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureInWords, languageOf } from './command.ts';
import { readConfig } from './config.ts';
import { refuseWeakSecrets } from './weak-secret.ts';

const roles = join(tmpdir(), 'roles-of-a-test.txt');
writeFileSync(roles, 'groups | a | viewer |\n');
const OIDC = { OIDC_ISSUER: 'https://login.example.se', OIDC_CLIENT_ID: 'lagesbild', OIDC_ROLES: roles };
const GOOD = '5f0c7be1a94d2c83be6407d1';
const address = (password: string): string => `postgres://karta:${encodeURIComponent(password)}@db.kommun.se/karta`;
const starts = (env: Record<string, string>) => () => refuseWeakSecrets(readConfig(env), env);

test.each<[string, Record<string, string>]>([
  ['another address than this machine’s', { HOST: '0.0.0.0' }],
  ['production', { NODE_ENV: 'production' }],
  ['a proxy in front', { PUBLIC_URL: 'https://karta.kommun.se' }],
])('with %s, a secret that somebody would guess keeps it from starting', (_, reached) => {
  for (const password of [
    'lagesbild',
    'postgres',
    'karta',
    'kartakartakartakarta',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'password1234567890',
  ])
    expect(starts({ ...reached, DATABASE_URL: address(password) }), password).toThrow('The secret in DATABASE_URL');
  expect(starts({ ...reached, DATABASE_URL: address(GOOD) })).not.toThrow();
});

test('every secret of the environment is judged, and none is printed', () => {
  const HOST = '0.0.0.0';
  const DATABASE_URL = 'postgres://karta@db.kommun.se/karta';
  const weak = {
    DATABASE_REPLICA_URLS: { DATABASE_URL: address(GOOD), DATABASE_REPLICA_URLS: address('sommar2026') },
    PGPASSWORD: { DATABASE_URL, PGPASSWORD: 'sommar2026' },
    OIDC_CLIENT_SECRET: { ...OIDC, OIDC_CLIENT_SECRET: 'sommar2026' },
  };
  for (const [name, env] of Object.entries(weak)) {
    expect(starts({ HOST, ...env })).toThrow(`The secret in ${name} is shorter than 16 characters`);
    expect(starts({ HOST, ...env })).not.toThrow('sommar2026');
  }
});

test('it is said in the terminal’s language', () => {
  const env = { HOST: '0.0.0.0', DATABASE_URL: address('lagesbild') };
  const said = (locale: Record<string, string>): string => {
    try {
      starts(env)();
    } catch (error) {
      return failureInWords(languageOf(locale), error);
    }
    return '';
  };
  expect(said({ LANG: 'sv_SE.UTF-8' })).toContain('Hemligheten i DATABASE_URL är kortare än 16 tecken');
  expect(said({ LC_ALL: 'ar' })).toContain('DATABASE_URL');
  expect(said({ LC_ALL: 'ar' })).toMatch(/أقصر/);
});
