import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * The one that asks, in a process of its own and as cheap as it can be: bare sockets, requests written beforehand, an
 * answer read no further than its length. What it takes from the two cores is the same for both sides.
 */
export interface LoadOrder {
  port: number;
  /** asked for in turn, from the first again after the last */
  paths: string[];
  connections: number;
  for_ms: number;
}

export interface LoadReport {
  answers: number;
  took_ms: number;
  /** milliseconds of each answer */
  latency: number[];
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (report) => process.send!(report),
    (error: Error) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function load({ port, paths, connections, for_ms }: LoadOrder): Promise<LoadReport> {
  const requests = paths.map(
    (path) => `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept-encoding: gzip\r\n\r\n`,
  );
  const latency: number[] = [];
  const start = performance.now();
  let next = 0;
  const ask = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    await once(socket, 'connect');
    await new Promise<void>((resolve, reject) => {
      let asked = 0;
      let missing = 0; // bytes of the answer that are still to come
      const send = (): void => {
        asked = performance.now();
        if (asked - start > for_ms) return void socket.end(resolve);
        socket.write(requests[next++ % requests.length]!);
      };
      socket.on('error', reject);
      socket.on('data', (bytes: Buffer) => {
        missing = missing === 0 ? lengthOf(bytes) - bytes.length : missing - bytes.length;
        if (missing > 0) return;
        latency.push(performance.now() - asked);
        send();
      });
      send();
    });
  };
  await Promise.all(Array.from({ length: connections }, ask));
  return { answers: latency.length, took_ms: performance.now() - start, latency };
}

/** Bytes of the answer that starts here; its head comes in one piece. */
function lengthOf(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) throw new Error(bytes.toString());
  return end + 4 + Number(length);
}
