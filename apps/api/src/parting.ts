import type { Server } from 'node:http';
import { Socket } from 'node:net';

/** How long a client that was answered before it had sent everything may go on sending. */
const REST_MS = 5_000;

/**
 * Lets whoever is refused in the middle of sending read the refusal. A connection that is closed with bytes unread is reset, and a
 * client that hears of the reset while it writes never looks at the answer. So the rest is read and dropped until it ends.
 */
export function partGently(server: Server): void {
  server.prependListener('request', (request) => {
    const { socket } = request;
    socket.destroySoon = () => {
      if (request.complete) return Socket.prototype.destroySoon.call(socket);
      endGently(socket);
      request.unpipe();
      request.once('end', () => socket.destroy()).resume();
    };
  });
}

/** Sends what was written, and goes on reading until the other side ends as well, or has had its time. */
export function endGently(socket: Socket): void {
  socket.end();
  const limit = setTimeout(() => socket.destroy(), REST_MS).unref();
  socket.once('close', () => clearTimeout(limit));
}
