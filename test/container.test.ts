import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/**
 * The compose file and the Dockerfile, read as the programs read them. They are tried by nobody between two releases, so
 * what they take for granted (files, services, settings, packages) is checked here.
 */
const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
}
const text = read('docker-compose.yml');
const compose = parse(text, { strict: true, uniqueKeys: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);

/** What the compose specification allows, of what we might write: a misspelt key is refused by `docker compose config`. */
const SERVICE_KEYS =
  'build command depends_on environment healthcheck image network_mode ports pull_policy restart stop_grace_period volumes';

/** Words of a command line that are paths in the repository. */
const pathsIn = (words: readonly string[]): string[] => words.filter((word) => /^\w.*\/.*\.\w+$/.test(word));

describe('docker-compose.yml', () => {
  test('has a server, a migration that ends, and the application after it', () => {
    expect(Object.keys(compose).sort()).toEqual(['services', 'volumes']);
    expect(Object.keys(compose.services)).toEqual(['database', 'migrate', 'api']);
    expect(compose.services.migrate?.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(compose.services.api?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(compose.services.database?.healthcheck).toBeDefined();
  });

  test.each(services)('%s is written in words that compose knows', (_, service) => {
    expect(Object.keys(service).filter((key) => !SERVICE_KEYS.split(' ').includes(key))).toEqual([]);
    const checked = Object.keys(service.healthcheck ?? {});
    expect(checked.filter((key) => !['test', 'interval', 'timeout', 'retries'].includes(key))).toEqual([]);
  });

  test.each(services)('%s names images, folders, files and volumes that are there', (_, service) => {
    const built = services.flatMap(([, { build, image }]) => (build === undefined ? [] : [image]));
    if (service.build !== undefined) expect(existsSync(join(root, service.build, 'Dockerfile'))).toBe(true);
    else expect(built.includes(service.image) || /^[\w./-]+:[\w.-]+$/.test(service.image ?? '')).toBe(true);
    for (const path of pathsIn(service.command ?? [])) expect(existsSync(join(root, path)), path).toBe(true);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0] as string);
  });

  test.each(services)('%s is reached from this machine only', (name, service) => {
    expect(service.ports ?? []).toEqual(name === 'migrate' ? [] : [expect.stringMatching(/^127\.0\.0\.1:/)]);
  });

  test('every variable has a value of its own, but for the password, which nobody else may know', () => {
    const variables = [...text.replace(/^#.*/gm, '').matchAll(/(?<!\$)\$(?!\$)(\{[^}]*\}|\w*)/g)].map(
      (match) => match[1] as string,
    );
    expect(variables.length).toBeGreaterThan(0);
    const [password, ...others] = new Set(variables.filter((variable) => !/^\{[A-Z_]+:-\w+\}$/.test(variable)));
    expect(others).toEqual([]);
    expect(password).toMatch(/^\{POSTGRES_PASSWORD:\?.*docker-compose\.yml shows\}$/);
  });

  test('the application gets only settings that .env.example describes, and the password of the server', () => {
    const described = [...read('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    const given = Object.keys({ ...compose.services.migrate?.environment, ...compose.services.api?.environment });
    expect(given.filter((name) => !described.includes(name))).toEqual(['PGPASSWORD']);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const copied = lines.filter((line) => /^COPY (?!--from)/.test(line)).map((line) => line.split(/\s+/).slice(1, -1));

  test('copies only what is there', () => {
    expect(copied.flat().filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('installs for every member of the workspace', () => {
    const members = ['apps', 'packages'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((n) => `${folder}/${n}`),
    );
    const installed = copied.slice(0, -1).flat();
    expect(members.map((member) => `${member}/package.json`).filter((path) => !installed.includes(path))).toEqual([]);
  });

  test('starts a file that is there, by a loader that is no development package', () => {
    const command = JSON.parse((lines.at(-1) as string).replace(/^CMD /, '')) as string[];
    expect(pathsIn(command)).toEqual(['apps/api/src/server.ts']);
    expect(existsSync(join(root, 'apps/api/src/server.ts'))).toBe(true);
    const { dependencies } = JSON.parse(read('apps/api/package.json')) as { dependencies: Record<string, string> };
    expect(dependencies).toHaveProperty(command[command.indexOf('--import') + 1] as string);
  });
});
