import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Case } from './case.ts';
import { pause } from './stage.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A proposal of zones may search for 45 s, and no answer takes longer. */
const WAIT_MS = 60_000;
/** An answer that never ends (progress of an import) is let go after this. */
const STREAM_MS = 300;

/**
 * Sends requests as they are, unlike a browser or fetch, which would mend or refuse most of them. Who is told to wait
 * because too many came waits, and sends it again: what was turned away at the door wasn't tried.
 */
export class RawClient {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  /** How often it had to. */
  waits = 0;

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * @param address where it comes from, on a machine that has several
   * @returns null when the connection was closed without an answer
   */
  async ask(one: Case, address?: string): Promise<Answer | null> {
    if (one.raw !== undefined) return this.#bytes(one.raw);
    const answer = await this.#once(one, address);
    if (answer?.status !== 429 || !answer.text.includes('"rate_limited"')) return answer;
    this.waits++;
    await pause(1000 * Number(answer.headers['retry-after']));
    return this.ask(one, address);
  }

  #once({ method, path, headers, body }: Case, address: string | undefined): Promise<Answer | null> {
    return new Promise((done) => {
      const none = (): void => done(null);
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          agent: this.#agent,
          method,
          path,
          setHost: false,
          timeout: WAIT_MS,
          ...(address === undefined ? {} : { localAddress: address }),
          headers: {
            host: `localhost:${this.#port}`,
            origin: `http://localhost:${this.#port}`,
            ...(body === null ? {} : { 'content-length': body.length }),
            ...headers,
          },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          const { statusCode: status = 0, headers: got } = answer;
          const finish = (): void => done({ status, headers: got, text: Buffer.concat(pieces).toString('utf8') });
          if (String(got['content-type']).startsWith('text/event-stream'))
            setTimeout(() => {
              finish();
              asked.destroy();
            }, STREAM_MS);
          answer
            .on('data', (piece) => pieces.push(piece))
            .on('end', finish)
            .on('error', finish);
        },
      );
      asked.on('error', none).on('timeout', () => asked.destroy());
      asked.end(body ?? undefined);
    });
  }

  #bytes(raw: string): Promise<Answer | null> {
    return new Promise((done) => {
      let text = '';
      const socket = connect(this.#port, '127.0.0.1', () =>
        socket.write(raw.replaceAll('HOST', `localhost:${this.#port}`), 'latin1'),
      );
      const finish = (): void => {
        socket.destroy();
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
        done(status === 0 ? null : { status, headers: {}, text });
      };
      // Half a request is waited for by the server for half a minute; here it is enough that it does so quietly.
      socket.setTimeout(500, finish);
      socket
        .setEncoding('latin1')
        .on('data', (piece) => (text += piece))
        .on('close', finish)
        .on('error', finish);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
