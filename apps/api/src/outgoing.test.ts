import type { lookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ProblemError } from './errors.ts';
import { fetchFrom, isPublic, type Outgoing } from './outgoing.ts';

/** A neighbour that nobody may reach through us: it counts who connects, by any protocol. */
let touched = 0;
const canary = createSocketServer((socket) => {
  touched++;
  socket.destroy();
});
let port: number;
let server: Server;
let origin: string;
beforeAll(async () => {
  await new Promise<void>((done) => canary.listen(0, '::', done));
  port = (canary.address() as AddressInfo).port;
  server = createServer(({ url }, response) => {
    if (url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    else if (url === '/endless') {
      const write = (): void => {
        while (response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', write).on('error', () => {});
      write();
    } else if (url === '/silent') return;
    else response.end('ok');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  canary.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  touched = 0;
});

const LIMITS: Outgoing = { headers: {}, timeout_ms: 60_000, largest_bytes: 1024 ** 2 };
const outcome = async (address: string, more: Partial<Outgoing> = {}): Promise<string> => {
  try {
    return String((await fetchFrom(address, { ...LIMITS, ...more })).status);
  } catch (error) {
    return error instanceof ProblemError ? error.code : `${(error as Error).name}: ${(error as Error).message}`;
  }
};

test.each([
  'https://127.0.0.1:PORT/',
  'https://127.1:PORT/',
  'https://2130706433:PORT/',
  'https://0x7f000001:PORT/',
  'https://0177.0.0.1:PORT/',
  'https://127.0.0.1.:PORT/',
  'https://0:PORT/',
  'https://0.0.0.0:PORT/',
  'https://[::1]:PORT/',
  'https://[::]:PORT/',
  'https://[::ffff:127.0.0.1]:PORT/',
  'https://[::ffff:7f00:1]:PORT/',
  'https://[64:ff9b::7f00:1]:PORT/',
  'https://[fe80::1]:PORT/',
  'https://[fd00::1]:PORT/',
  'https://localhost:PORT/',
  'https://①②⑦.⓪.⓪.①:PORT/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://user:word@polisen.se/',
  'http://polisen.se/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/_x',
  'data:text/plain,x',
  'javascript:alert(1)',
  '//127.0.0.1:PORT/',
  '',
  'https://',
])('%s is refused, and no packet reaches a neighbour', async (address) => {
  expect(await outcome(address.replace('PORT', String(port)))).toBe('outgoing_refused');
  expect(touched).toBe(0);
});

/** A name server that says these, one after another. */
const saying = (...answers: string[][]): typeof lookup => {
  let turn = 0;
  return ((_: string, __: object, done: (error: null, found: { address: string; family: number }[]) => void) => {
    const now = answers[Math.min(turn++, answers.length - 1)]!;
    done(
      null,
      now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
};

test.each([[['127.0.0.1']], [['93.184.215.14', '127.0.0.1']], [['::ffff:127.0.0.1']], [[]]])(
  'a name that stands for %j is refused',
  async (answer) => {
    expect(await outcome(`https://evil.example:${port}/`, { resolve: saying(answer) })).toBe('outgoing_refused');
    expect(touched).toBe(0);
  },
);

test('a name is looked up once: what was looked at is what is connected to, whatever it stands for a moment later', async () => {
  let asked = 0;
  const resolve = ((...given: Parameters<typeof lookup>) => {
    asked++;
    return saying(['0.0.0.0'], ['127.0.0.1'])(...given);
  }) as unknown as typeof lookup;
  expect(await outcome(`https://rebinding.example:${port}/`, { resolve })).toBe('outgoing_refused');
  expect([asked, touched]).toEqual([1, 0]);
});

test('a redirect is told, not followed; what has no end is broken off, and so is what says nothing', async () => {
  const trusted = { trusted: true };
  expect(await outcome(`${origin}/`, trusted)).toBe('200');
  expect(await outcome(`${origin}/away`, trusted)).toBe('302');
  expect(touched).toBe(0);
  expect(await outcome(`${origin}/endless`, trusted)).toBe('Error: > 1 MB');
  expect(await outcome(`${origin}/silent`, { ...trusted, timeout_ms: 300 })).toMatch(/^TimeoutError/);
});

test.each([
  ['93.184.215.14', true],
  ['2a00:1450:400f:80d::200e', true],
  ['172.32.0.1', true],
  ['172.31.255.255', false],
  ['255.255.255.255', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['ff02::1', false],
  ['evil.example', false],
])('%s: on the internet %s', (address, expected) => expect(isPublic(address)).toBe(expected));
