import { createServer, type Server, type Socket } from 'node:net';
import type { DeadlineClock } from './deadline-clock.ts';
import { checkAnswer, SilentFailure } from './statement-guard.ts';
import { type Batch, firstBatch } from './wire-batch.ts';
import {
  errorMessage,
  keyMessage,
  type Message,
  messagesOf,
  notificationOf,
  queryMessage,
  readyMessage,
  SYNC,
  startupParameters,
} from './wire-message.ts';

/** What runs one message: PGlite in the engine's thread. Throws {@link SilentFailure} when the engine itself broke. */
export type Run = (message: Buffer) => Buffer;

export interface WireServerOptions {
  path: string;
  run: Run;
  clock: DeadlineClock;
  /** The engine's greeting (authentication, parameters), given to every connection. */
  greeting: Buffer;
  onSilentFailure: (failure: SilentFailure) => void;
  onNotification: (notification: { channel: string; payload: string }) => void;
  /** Is there room on the disk for a statement that writes? */
  hasRoom: () => boolean;
  /** A transaction whose client says nothing for so long is ended, since everyone else waits for it. */
  idleTransaction_ms: number;
}

interface Connection {
  id: number;
  socket: Socket;
  received: Buffer;
  started: boolean;
  /** Limit of each statement, and the one in force until the transaction ends. 0: none. */
  limit_ms: number;
  localLimit_ms: number | null;
}

/** SYNC first: a connection may go in the middle of a batch. */
const NO_ROOM = errorMessage('ERROR', '53100', 'The disk is full: nothing can be stored before there is room.');
/** A transaction that couldn't write is to end as a failed one, whatever its client does next. */
const SPOIL = [...messagesOf(queryMessage('select 1 / 0'))];
const ROLLBACK = [...messagesOf(Buffer.concat([SYNC, queryMessage('rollback')]))];
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

/**
 * PostgreSQL's protocol on a unix socket, in front of an engine that can do one thing at a time. A connection keeps the
 * engine from the first message of a batch to its Sync, and from BEGIN to COMMIT or ROLLBACK; the others wait in the
 * order they came. (The server that PGlite offers hands out the engine message by message: two connections then mix up
 * each other's unnamed statements.)
 *
 * One session serves all connections: temporary tables, prepared names and SET without LOCAL are shared.
 */
export class WireServer {
  #options: WireServerOptions;
  #server: Server;
  #connections = new Set<Connection>();
  #waiting: { connection: Connection; batch: Batch }[] = [];
  #owner: Connection | null = null;
  #state = 'I';
  #broken = false;
  #working = false;
  #idle: NodeJS.Timeout | undefined;
  #nextId = 1;

  constructor(options: WireServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.path, resolve);
    });
  }

  close(): void {
    this.#server.close();
    for (const { socket } of this.#connections) socket.destroy();
  }

  #accept(socket: Socket): void {
    const limits = { limit_ms: 0, localLimit_ms: null };
    const connection: Connection = { id: this.#nextId++, socket, received: Buffer.alloc(0), started: false, ...limits };
    this.#connections.add(connection);
    socket.on('data', (data) => {
      connection.received = connection.received.length ? Buffer.concat([connection.received, data]) : data;
      try {
        this.#read(connection);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#leave(connection));
  }

  #read(connection: Connection): void {
    while (!connection.started) if (!this.#greet(connection)) return;
    for (;;) {
      const first = firstBatch(connection.received);
      if (!first) return;
      connection.received = connection.received.subarray(first.bytes);
      if (first.batch.messages.at(-1)!.type === 'X') return void connection.socket.end();
      this.#waiting.push({ connection, batch: first.batch });
      void this.#work();
    }
  }

  /** The first packets have no type byte. @returns false while more bytes are needed */
  #greet(connection: Connection): boolean {
    const { received, socket } = connection;
    if (received.length < 8 || received.length < received.readInt32BE(0)) return false;
    const length = received.readInt32BE(0);
    const code = received.readInt32BE(4);
    connection.received = received.subarray(length);
    if (code === SSL_REQUEST || code === GSS_REQUEST) socket.write('N');
    else if (code === CANCEL_REQUEST) {
      // The engine is deaf while it runs, so there is nobody to tell; the deadline ends what runs too long.
      socket.end();
      return false;
    } else {
      connection.limit_ms = Number(startupParameters(received.subarray(0, length)).get('statement_timeout') ?? 0) || 0;
      connection.started = true;
      socket.write(Buffer.concat([this.#options.greeting, keyMessage(connection.id), readyMessage('I')]));
    }
    return true;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (!this.#broken) {
      const owner = this.#owner;
      const at = owner ? this.#waiting.findIndex(({ connection }) => connection === owner) : 0;
      const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
      if (!next) break;
      this.#runBatch(next.connection, next.batch);
      // Lets sockets be read and written between two batches.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#working = false;
  }

  #runBatch(connection: Connection, batch: Batch): void {
    clearTimeout(this.#idle);
    const answers: Buffer[] = [];
    try {
      const refusal = batch.refusal ?? (batch.writes && !this.#options.hasRoom() ? this.#noRoom(connection) : null);
      if (refusal) answers.push(refusal, readyMessage(this.#state));
      else this.#runMessages(connection, batch, answers);
    } catch (error) {
      this.#fail(connection, error instanceof SilentFailure ? error : new SilentFailure(String(error)));
      return;
    }
    if (batch.deadline) this.#setLimit(connection, batch.deadline);
    if (this.#state === 'I') connection.localLimit_ms = null;
    if (connection.socket.writable) connection.socket.write(Buffer.concat(answers));
    const unfinished = batch.messages.at(-1)!.type === 'H';
    this.#owner = unfinished || this.#state !== 'I' ? connection : null;
    if (this.#owner && !connection.socket.writable) this.#leave(connection);
    else if (this.#owner) this.#watchIdle(connection);
  }

  #noRoom(connection: Connection): Buffer {
    if (this.#state === 'T') for (const message of SPOIL) this.#run(connection, message, false);
    return NO_ROOM;
  }

  #runMessages(connection: Connection, batch: Batch, answers: Buffer[]): void {
    let failed = false;
    for (const sent of batch.messages) {
      for (const message of this.#run(connection, sent, failed)) {
        if (message.type === 'E') failed = true;
        if (message.type === 'A') this.#options.onNotification(notificationOf(message));
        else if (!batch.hidden.includes(message.type)) answers.push(message.frame);
      }
    }
  }

  #run(connection: Connection, sent: Message, failed: boolean): Message[] {
    this.#options.clock.started(connection.id, connection.localLimit_ms ?? connection.limit_ms);
    try {
      const messages = checkAnswer(sent, this.#options.run(sent.frame), failed);
      const ready = messages.findLast(({ type }) => type === 'Z');
      if (ready) this.#state = String.fromCharCode(ready.frame[5]!);
      return messages;
    } finally {
      this.#options.clock.finished();
    }
  }

  #setLimit(connection: Connection, { limit_ms, local }: { limit_ms: number; local: boolean }): void {
    if (!local) connection.limit_ms = limit_ms;
    else if (this.#state === 'T') connection.localLimit_ms = limit_ms;
  }

  /** The caller hears of it before anything else happens; the engine is not asked again. */
  #fail(connection: Connection, failure: SilentFailure): void {
    this.#broken = true;
    const { socket } = connection;
    const tell = () => this.#options.onSilentFailure(failure);
    if (socket.writable) socket.end(errorMessage('FATAL', 'XX000', failure.message), tell);
    else tell();
  }

  #leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#waiting = this.#waiting.filter((entry) => entry.connection !== connection);
    if (this.#owner !== connection || this.#broken) return;
    clearTimeout(this.#idle);
    try {
      for (const message of ROLLBACK) this.#run(connection, message, false);
    } catch (error) {
      this.#fail(connection, error instanceof SilentFailure ? error : new SilentFailure(String(error)));
    }
    this.#owner = null;
    void this.#work();
  }

  #watchIdle(connection: Connection): void {
    this.#idle = setTimeout(() => {
      const sentence = `The transaction did nothing for ${this.#options.idleTransaction_ms / 1000} s and was ended.`;
      connection.socket.end(errorMessage('FATAL', '25P03', sentence));
      this.#leave(connection);
    }, this.#options.idleTransaction_ms);
  }
}
