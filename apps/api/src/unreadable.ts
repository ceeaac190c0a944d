import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ProblemError, problemOf } from './errors.ts';
import { endGently } from './parting.ts';

/** What Node's parser makes of bytes that are no request, or not one in time; anything else is `request_unreadable`. */
const CODES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
};

/** Answers what never becomes a request with a problem like any other, and ends the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  // The parser says so again with every piece that follows: a long body behind an address that is too long.
  if (socket.writableEnded) return;
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemOf(new ProblemError(CODES[error.code ?? ''] ?? 'request_unreadable'), { headers: {} });
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    // Said as well as done: a client that keeps connections must not use this one again.
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  endGently(socket);
}

/** Bodies are small here but for files; unpacking a stranger's would make a small one as large as they like. */
export function refusePackedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
      throw new ProblemError('encoding_unknown', { encoding }, { 'accept-encoding': 'identity' });
  });
}
