import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drainable } from './drain.ts';

let server: Server;
let drain: () => Promise<void>;
let release = (): void => {};
beforeEach(async () => {
  server = createServer(async (request, response) => {
    if (request.url === '/slow') await new Promise<void>((resolve) => (release = resolve));
    response.end('answered');
  });
  drain = drainable(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.closeAllConnections());

const port = (): number => (server.address() as AddressInfo).port;

/** A connection that is kept, as a browser has it. */
async function connected(at: number) {
  const socket = connect(at, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  let heard = '';
  socket.on('data', (text) => (heard += text));
  return {
    ended,
    async ask(path = '/'): Promise<string> {
      heard = '';
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
      await expect.poll(() => heard).toMatch(/\r\n\r\n.*answered/s);
      return heard.toLowerCase();
    },
  };
}

test('a request on a kept connection is answered after the stop, and told that it was the last', async () => {
  const client = await connected(port());
  expect(await client.ask()).toContain('connection: keep-alive');
  const drained = drain();
  expect(await client.ask()).toContain('connection: close');
  await client.ended;
  await drained;
});

test('a request under way is waited for', async () => {
  const client = await connected(port());
  const asked = once(server, 'request');
  const answer = client.ask('/slow');
  await asked;
  const drained = drain();
  release();
  expect(await answer).toContain('connection: close');
  await drained;
});

test('those who were at the door when the stop came, while the process was busy, are let in and answered', async () => {
  const at = port();
  const program = `
    const sockets = Array.from({ length: 30 }, () => require('node:net').connect(${at}, '127.0.0.1'));
    let [answered, failed] = [0, 0];
    for (const socket of sockets) {
      socket.on('connect', () => socket.write('GET / HTTP/1.1\\r\\nhost: x\\r\\n\\r\\n'));
      socket.once('data', () => answered++).on('error', () => failed++);
      socket.on('close', () => answered + failed >= 30 && process.exit(failed));
    }`;
  const crowd = spawn(process.execPath, ['-e', program]);
  const left = once(crowd, 'exit');
  // Nothing is accepted meanwhile: they come, and wait.
  for (const until = performance.now() + 1_500; performance.now() < until; );
  await drain();
  expect(await left).toEqual([0, null]);
});

test('who comes while the door is being closed, and the process busy, is let in or refused, never dropped', async () => {
  const program = `
    let [open, dropped] = [0, 0];
    const options = { port: ${port()}, host: '127.0.0.1', agent: false };
    const left = () => --open === 0 && process.stdin.readableEnded && process.exit(dropped);
    process.stdin.on('data', () => {
      for (let n = 0; n < 3; n++, open++)
        require('node:http').get(options, (answer) => answer.resume().on('end', left)).on('error', ({ code }) => {
          if (code !== 'ECONNREFUSED') dropped++;
          left();
        });
    });
    process.stdin.on('end', () => open === 0 && process.exit(dropped));`;
  const crowd = spawn(process.execPath, ['-e', program]);
  const left = once(crowd, 'exit');
  const oneCame = once(server, 'request');
  crowd.stdin.write('come');
  await oneCame;
  // Work that comes when a turn of the event loop has let nobody in: people come meanwhile.
  let [letIn, spells] = [false, 0];
  server.on('connection', () => (letIn = true));
  const work = (): void => {
    if (!letIn) {
      crowd.stdin.write('come');
      for (const until = performance.now() + 50; performance.now() < until; );
      spells++;
    }
    letIn = false;
    if (spells < 5) setImmediate(work);
    else crowd.stdin.end();
  };
  setImmediate(work);
  await drain();
  expect(await left).toEqual([0, null]);
});

test('nobody new is let in', async () => {
  const at = port();
  await drain();
  const socket = connect(at, '127.0.0.1');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});

test('those who say nothing are not waited for without end', async () => {
  await connected(port());
  const from = performance.now();
  await drain();
  expect(performance.now() - from).toBeLessThan(3_500);
});
