import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partGently } from './parting.ts';
import { answerUnreadable } from './unreadable.ts';

const LIMIT = 1024;
const PIECE = 'x'.repeat(64 * 1024);
const PIECES = 64;

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = Fastify({ bodyLimit: LIMIT, clientErrorHandler: answerUnreadable });
  partGently(app.server);
  app.post('/', async () => 'read');
  app.addHook('onRequest', async (request, reply) =>
    request.headers.authorization === undefined ? undefined : reply.code(403).send('refused'),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

const written = (socket: Socket, text: string): Promise<void> =>
  new Promise((resolve, reject) => socket.write(text, (error) => (error ? reject(error) : resolve())));

test.each([
  ['an address that is too long', `POST /${'y'.repeat(70_000)} HTTP/1.1`, 431],
  ['a body that is too long', 'POST / HTTP/1.1', 413],
  ['whoever ends the connection afterwards', 'POST / HTTP/1.1\r\nauthorization: x\r\nconnection: close', 403],
])('%s is refused while the body is on its way, and the connection is not reset under it', async (_, line, status) => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setEncoding('utf8');
  let answer = '';
  const ended = new Promise<void>((resolve, reject) => socket.once('end', resolve).once('error', reject));
  const begun = new Promise<void>((resolve) => socket.once('data', () => resolve()));
  socket.on('data', (text) => {
    answer += text;
  });
  const length = PIECES * PIECE.length;
  const type = 'content-type: application/json';
  await written(socket, `${line}\r\nhost: localhost\r\n${type}\r\ncontent-length: ${length}\r\n\r\n`);
  await Promise.race([begun, ended]);
  for (let i = 0; i < PIECES; i++) await written(socket, PIECE);
  socket.end();
  await ended;
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test('whoever never stops sending after a refusal is let go after a while', { timeout: 20_000 }, async () => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()).once('error', () => {}));
  await written(socket, `POST /${'y'.repeat(70_000)} HTTP/1.1\r\n`);
  const dripping = setInterval(() => socket.writable && socket.write('x'), 100);
  socket.resume();
  await gone;
  clearInterval(dripping);
});
