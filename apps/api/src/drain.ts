import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';

/** How long a connection that is kept may take to ask once more and be told that it was the last time. */
const QUIET_MS = 1_500;
/** How long those who wait at the door may take to be let in, one a turn of the event loop. */
const DOOR_MS = 1_000;
/** A longer turn had other work, and somebody may have come while it was done. */
const CALM_MS = 1;
/** How long answers under way may take; a stream of progress would go on as long as the import. */
const UNDER_WAY_MS = 4_000;

/**
 * Makes a server stoppable without anybody's request getting lost. HTTP lets a client send its next request on a kept
 * connection at any moment; a server that closes it in that moment drops the request. So nobody new is let in, those who
 * are connected are told with their next answer that the connection ends, and only those who say nothing are cut off.
 *
 * @returns stops taking connections; resolves when the last one is gone, or nobody waits for it any longer
 */
export function drainable(server: Server): () => Promise<void> {
  const connected = new Set<Socket>();
  const underWay = new Set<ServerResponse>();
  let draining = false;
  let allGone = (): void => {};
  server.on('connection', (socket: Socket) => {
    connected.add(socket);
    socket.once('close', () => {
      connected.delete(socket);
      if (draining && connected.size === 0) allGone();
    });
  });
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    if (draining) response.shouldKeepAlive = false;
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  /** Node's own idea of an idle connection leaves out those that never asked anything, as browsers open them in advance. */
  const endQuiet = (): void => {
    const busy = new Set([...underWay].map(({ socket }) => socket));
    for (const socket of connected) if (!busy.has(socket)) socket.destroy();
  };
  return () =>
    new Promise((resolve) => {
      draining = true;
      allGone = resolve;
      for (const response of underWay) response.shouldKeepAlive = false;
      setTimeout(() => onceCalm(server, endQuiet), QUIET_MS).unref();
      setTimeout(resolve, UNDER_WAY_MS).unref();
      onceCalm(server, () => {
        // Not http's own close, which cuts idle connections off at once.
        Listener.prototype.close.call(server);
        if (connected.size === 0) resolve();
      });
    });
}

/**
 * Calls `then` when a short turn of the event loop has let nobody in. Closing resets the connections that the system has made
 * and that nobody has accepted yet, and those whose request nobody has read; a busy process leaves many of both waiting.
 */
function onceCalm(server: Server, then: () => void): void {
  let accepted = false;
  const note = (): void => void (accepted = true);
  server.on('connection', note);
  const begun = performance.now();
  const turn = (): void => {
    accepted = false;
    const from = performance.now();
    setImmediate(() => {
      const now = performance.now();
      if ((accepted || now - from > CALM_MS) && now - begun < DOOR_MS) return turn();
      server.off('connection', note);
      then();
    });
  };
  setImmediate(turn); // the turn that is under way may be past the point where it lets anybody in
}
