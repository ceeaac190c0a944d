import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { FILTER_PARAMETERS, type Problem, parseFilter } from '@lagesbild/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './db/database.ts';
import { ServerUnusable } from './db/server-check.ts';
import { testApp } from './incident/testing.ts';
import type { RoomApp } from './room.ts';

/** One file: what holds before any room, tried on one application without a database. */

interface Described {
  name: string;
  in: string;
  description?: string;
  schema: { pattern?: string };
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** An app whose database never comes: everything that must work without one. */
let app: RoomApp;
interface Description {
  paths: Record<string, Record<string, Route>>;
  components: { schemas: object };
}
interface Route {
  summary?: string;
  parameters?: Described[];
}
beforeAll(async () => {
  app = await testApp(new Promise<Database>(() => {}));
});
let asked: Promise<Description> | undefined;
/** Asked for once: making it takes so long on a busy machine that whoever asks next is turned away. */
const description = (): Promise<Description> =>
  (asked ??= app.inject({ url: '/api/openapi.json' }).then((response) => response.json<Description>()));
afterAll(() => app?.server.close());

describe('while the database opens', () => {
  test.each(['/api/installation', '/api/sigtuna', '/tiles/sigtuna/incidents/0/0/0.mvt'])(
    '%s says when to come back',
    async (url) => {
      const response = await app.inject({ url });
      expect([response.statusCode, response.json<Problem>().code]).toEqual([503, 'starting']);
      expect(response.headers['retry-after']).toBe('1');
    },
  );

  test('health answers, and the api is described', async () => {
    const health = await app.inject({ url: '/api/health' });
    expect([health.statusCode, health.json().status]).toEqual([503, 'starting']);
    const { paths, components } = await description();
    expect(Object.keys(paths)).toContain('/api/{municipality}/incidents/tally');
    for (const [, name] of JSON.stringify(paths).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(components.schemas).toHaveProperty(name!);
  });

  test('every parameter of a question says what it may hold, and its examples can be asked', async () => {
    const { paths } = await description();
    const asked = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ parameters = [] }) =>
        parameters.filter((one) => one.in === 'query').map((one) => ({ path, ...one })),
      ),
    );
    expect(asked.length).toBeGreaterThan(80);
    for (const { path, name, description, schema, example, examples } of asked) {
      const exact = ['pattern', 'enum', 'minimum', 'maxLength', 'format'].some((keyword) => keyword in schema);
      expect([path, name, description, exact]).toEqual([path, name, expect.stringMatching(/.{4}/), true]);
      const given = [example, ...Object.values(examples ?? {}).map(({ value }) => value)].filter(Boolean);
      expect([path, name, given.length > 0 || !('pattern' in schema)]).toEqual([path, name, true]);
      for (const text of given) {
        if (schema.pattern !== undefined) expect(text).toMatch(new RegExp(schema.pattern, 'u'));
        if ((FILTER_PARAMETERS as readonly string[]).includes(name) && path.includes('incidents'))
          expect(() => parseFilter(new URLSearchParams({ [name]: String(text) }))).not.toThrow();
      }
    }
  });

  test('every route of the api has a summary', async () => {
    const { paths } = await description();
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, route]) => (route.summary ? [] : [`${method} ${path}`])),
    );
    expect(silent).toEqual([]);
  });
});

test('a route that stands in no row of the table of permissions keeps the program from starting', async () => {
  const other = await testApp(new Promise<Database>(() => {}));
  expect(() => other.get('/api/:municipality/secrets', async () => 'secret')).toThrow(
    'GET /api/:municipality/secrets stands in no row of account/permission.ts',
  );
});

test('a database that can’t be opened is told in one sentence', async () => {
  const failed = await testApp(Promise.reject(new Error('the folder is held by another process')));
  const response = await failed.inject({ url: '/api/sigtuna', headers: { 'accept-language': 'en' } });
  expect([response.statusCode, response.json<Problem>().code]).toEqual([503, 'database_failed']);
  expect(response.json<Problem>().detail).toContain('the folder is held by another process');
  await failed.close();
});

test('why a server can’t be had is said in the language of whoever asks', async () => {
  const failed = await testApp(
    Promise.reject(new ServerUnusable('server_refuses', { setting: 'DATABASE_URL', user: 'lena' })),
  );
  const ask = { url: '/api/sigtuna', headers: { 'accept-language': 'sv' } };
  const { detail } = (await failed.inject(ask)).json<Problem>();
  expect(detail).toContain('Servern i DATABASE_URL släpper inte in lena');
  await failed.close();
});

describe('who comes in', () => {
  const ask = (method: 'GET' | 'POST', headers: Record<string, string>) =>
    app.inject({ method, url: '/api/health', headers }).then((response) => response.json<Problem>().code);

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '[::ffff:127.0.0.1]'])(
    'a page that reached us as "%s" is refused',
    async (host) => expect(await ask('GET', { host })).toBe('host_refused'),
  );
  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:3000'])('%s is ours', async (host) =>
    expect(await ask('GET', { host })).toBeUndefined(),
  );
  test.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3001' },
    { origin: 'http://localhost:3000.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a form of another site (%o) is refused', async (headers) =>
    expect(await ask('POST', { host: 'localhost:3000', ...(headers as unknown as Record<string, string>) })).toBe(
      'origin_refused',
    ),
  );
  test('a program that sends a cookie has to say where from, as a browser does', async () => {
    const cookie = 'lagesbild_3000=x';
    expect(await ask('POST', { host: 'localhost:3000', cookie })).toBe('origin_refused');
    expect(await ask('POST', { host: 'localhost:3000', cookie, origin: 'http://localhost:3000' })).toBe('not_found');
    expect(await ask('POST', { host: 'localhost:3000', cookie, 'sec-fetch-site': 'same-origin' })).toBe('not_found');
  });
  test('our own page and a program may write', async () => {
    const own = { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    expect([await ask('POST', own), await ask('POST', { host: 'localhost:3000' })]).toEqual(['not_found', 'not_found']);
  });

  describe('behind a proxy at https://lagesbild.example.se', () => {
    let behind: RoomApp;
    beforeAll(async () => {
      const env = { PUBLIC_URL: 'https://lagesbild.example.se', HOST: '0.0.0.0' };
      behind = await testApp(new Promise<Database>(() => {}), env);
    });
    afterAll(() => behind?.server.close());
    const OWN = 'https://lagesbild.example.se';
    const HOSTS = ['lagesbild.example.se', 'LAGESBILD.example.se', 'localhost:3000', '127.0.0.1:3000'];
    const ORIGINS = [
      OWN,
      'http://lagesbild.example.se',
      'https://lagesbild.example.se:8443',
      'https://evil.lagesbild.example.se',
      'https://lagesbild.example.se.evil.example',
      'https://example.se',
      'http://localhost:3000',
      'http://localhost:3001',
      'http://127.0.0.1:3000',
      'https://localhost:3000',
      'null',
      'file://',
      '',
    ];
    const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

    test('every way to write × host × origin is let in or refused as it should', async () => {
      let asked = 0;
      for (const method of METHODS)
        for (const host of HOSTS)
          for (const origin of ORIGINS) {
            const response = await behind.inject({ method, url: '/api/health', headers: { host, origin } });
            // Its own http origin counts where nothing can lie in between: at the machine itself.
            const own = origin === OWN || (/^(localhost|127)/.test(host) && origin === `http://${host}`);
            const expected = own ? 'not_found' : 'origin_refused';
            expect([method, host, origin, response.json<Problem>().code]).toEqual([method, host, origin, expected]);
            asked++;
          }
      expect(asked).toBe(METHODS.length * HOSTS.length * ORIGINS.length);
    });

    test.each(['lagesbild.example.se:3000', 'example.se', 'evil.example', 'lagesbild.example.se.'])(
      'a request for "%s" is not for us, and is told where we are',
      async (host) => {
        const response = await behind.inject({ url: '/api/health', headers: { host } });
        expect(response.json<Problem>()).toMatchObject({ status: 421, code: 'host_refused' });
        expect(response.json<Problem>().detail).toContain(OWN);
      },
    );
  });

  test('another port in Host is refused on a real socket', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const status = (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const call = request({ host: '127.0.0.1', port, path: '/api/health', headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode!);
        });
        call.on('error', reject).end();
      });
    // Health is never shed: 503 is its own "starting".
    expect([await status(`localhost:${port}`), await status(`localhost:${port + 1}`)]).toEqual([503, 421]);
  });
});

describe('what a page may load', () => {
  const policyOf = async (env: Record<string, string>): Promise<string> => {
    const other = await testApp(new Promise<Database>(() => {}), env);
    const { headers } = await other.inject({ url: '/api/health' });
    return String(headers['content-security-policy']);
  };
  test('is this origin only', async () => {
    const policy = await policyOf({});
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|upgrade-insecure-requests/);
    expect(policy).toContain("worker-src 'self';");
    expect(policy).toMatch(/require-trusted-types-for 'script';trusted-types default$/);
  });
  test('and the map style the operator chose', async () => {
    const policy = await policyOf({ BASEMAP: 'https://maps.example.org/style.json' });
    expect(policy).toContain("connect-src 'self' https://maps.example.org;");
  });
});

test('an answer is kept nowhere unless its route says so, https stays https where it is spoken, and the device is left alone', async () => {
  const https = await testApp(new Promise<Database>(() => {}), { PUBLIC_URL: 'https://lagesbild.example.se' });
  const { headers } = await https.inject({ url: '/api/openapi.json', headers: { host: 'lagesbild.example.se' } });
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'strict-transport-security': 'max-age=31536000',
    'permissions-policy': expect.stringContaining('camera=()'),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  });
  expect((await app.inject({ url: '/api/health' })).headers['strict-transport-security']).toBeUndefined();
});

describe('bad requests', () => {
  test.each([
    ['/api/%ff', 400, 'malformed_url'],
    ['/nothing/there', 404, 'not_found'],
    [`/api/${'a'.repeat(300)}/places`, 404, 'not_found'],
  ])('%s gives %i %s as a problem', async (url, status, code) => {
    const response = await app.inject({ url });
    expect([response.statusCode, response.json<Problem>().code]).toEqual([status, code]);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});

describe('what is hardly a request', () => {
  let port: number;
  let listening: RoomApp;
  beforeAll(async () => {
    listening = await testApp(new Promise<Database>(() => {}));
    await listening.listen({ host: '127.0.0.1', port: 0 });
    port = (listening.server.address() as AddressInfo).port;
  });
  afterAll(() => listening.server.close());

  const sent = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('utf8').on('data', (text) => (answer += text));
      socket.on('close', () => resolve(answer)).on('error', reject);
    });

  test.each([
    ['GARBAGE\r\n\r\n', 400, 'request_unreadable'],
    [`GET /api/health HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`, 431, 'header_too_large'],
  ])('gets a problem as well, and its connection ends', async (bytes, status, code) => {
    const answer = await sent(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('connection: close');
    expect(answer).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ status, code });
  });
});

test('a body that comes compressed is not unpacked', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json', 'content-encoding': 'br' },
    payload: '{}',
  });
  expect([response.statusCode, response.json<Problem>().code]).toEqual([415, 'encoding_unknown']);
});

test('more requests at once than can be answered are turned away, and then it goes on as before', async () => {
  const release: (() => void)[] = [];
  const full = await testApp(new Promise<Database>(() => {}));
  full.addHook('preHandler', async ({ url }) => {
    if (url.endsWith('?held')) await new Promise<void>((resolve) => release.push(resolve));
  });
  const held = Array.from({ length: 256 }, () => full.inject({ url: '/api/health?held' }));
  await expect.poll(() => release.length).toBe(256);
  const refused = await full.inject({ url: '/api/sigtuna' });
  expect([refused.statusCode, refused.json<Problem>().code, refused.headers['retry-after']]).toEqual([
    503,
    'busy',
    '1',
  ]);
  expect((await full.inject({ url: '/api/health' })).json().status).toBe('starting');
  for (const answer of release) answer();
  await Promise.all(held);
  expect((await full.inject({ url: '/api/sigtuna' })).json<Problem>().code).toBe('starting');
});

test('connections of strangers leave half of the files for everything else', () => {
  const limit = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout.trim();
  const files = limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
  expect(app.server.maxConnections ?? 10_000).toBe(Math.min(10_000, Math.floor(files / 2)));
});

test.each([
  [{ code: '57014' }, 503, 'question_too_slow'],
  [{ code: '57P01' }, 503, 'database_away'],
  [{ code: '53100' }, 503, 'disk_full'],
  [{ code: '25006' }, 503, 'read_only'],
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, 503, 'database_away'],
  [{ message: 'select 1 - Connection terminated unexpectedly' }, 503, 'database_away'],
  [{ message: 'select 1 - Connection terminated unexpectedly', code: '23505' }, 500, 'internal'],
  [{ name: 'KnexTimeoutError' }, 503, 'busy'],
  [{ code: '23505' }, 500, 'internal'],
  [{ code: 'ENOENT', syscall: 'open' }, 500, 'internal'],
])('an error like %o becomes %i %s, and tells nothing of itself', async (traits, status, code) => {
  const other = await testApp(new Promise<Database>(() => {}));
  other.addHook('preHandler', async () => {
    throw Object.assign(new Error('secret detail'), traits);
  });
  const response = await other.inject({ url: '/api/openapi.json' });
  expect([response.statusCode, response.json<Problem>().code]).toEqual([status, code]);
  expect(response.body).not.toContain('secret detail');
  expect(response.headers['retry-after'] === undefined).toBe(status === 500);
});
