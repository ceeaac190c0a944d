import { splitStatements } from './sql-statements.ts';
import { errorMessage, firstMessage, type Message, queryMessage, SYNC, sqlOf } from './wire-message.ts';

/** Messages that belong together: nothing of another connection may come between them. */
export interface Batch {
  messages: Message[];
  /** Answers the client must not see, because it sent one simple Query and we run the extended protocol. */
  hidden: string;
  /** An answer given without asking the engine. */
  refusal: Buffer | null;
  /** May it take room on the disk? */
  writes: boolean;
  /** What the SQL says the deadline shall be, if it says so. */
  deadline: { limit_ms: number; local: boolean } | null;
}

const ENDS_BATCH = new Set(['Q', 'S', 'H']);
const COPY = /^\s*copy\b/i;
const WRITES = /\b(insert|update|delete|merge|create|alter|truncate|reindex|vacuum)\b/i;
const TIMEOUT = /\bset\s+(?:(local|session)\s+)?statement_timeout\s*(?:=|\bto\b)\s*'?(\d+)\s*(ms|s|min)?'?/i;
const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, min: 60_000 };

/** Takes the first whole batch off `received`, or null while it is incomplete. @returns also the bytes it took */
export const firstBatch = (received: Buffer): { batch: Batch; bytes: number } | null => {
  const messages: Message[] = [];
  let bytes = 0;
  for (;;) {
    const message = firstMessage(received.subarray(bytes));
    if (!message) return null;
    messages.push(message);
    bytes += message.frame.length;
    if (ENDS_BATCH.has(message.type) || message.type === 'X') return { batch: batchOf(messages), bytes };
  }
};

const batchOf = (messages: Message[]): Batch => {
  const texts = messages.filter(({ type }) => type === 'P' || type === 'Q').map(sqlOf);
  const timeout = texts.map((text) => TIMEOUT.exec(text)).find((found) => found !== null);
  return {
    messages: messages[0]!.type === 'Q' ? extended(texts[0]!) : messages,
    hidden: messages[0]!.type === 'Q' ? '12n' : '',
    refusal: texts.some((text) => COPY.test(text)) ? NO_COPY : null,
    writes: texts.some((text) => WRITES.test(text)),
    deadline: timeout
      ? { limit_ms: Number(timeout[2]) * UNIT_MS[timeout[3] ?? 'ms']!, local: timeout[1]?.toLowerCase() === 'local' }
      : null,
  };
};

const NO_COPY = errorMessage(
  'ERROR',
  '0A000',
  'COPY is not available on the embedded database: insert arrays with unnest instead.',
);

/**
 * A simple Query as messages of the extended protocol, one round per statement, one transaction for all as PostgreSQL
 * has it. Only there an unreported failure shows at once: in a simple Query it looks like "0 rows" until COMMIT.
 */
const extended = (sql: string): Message[] => {
  const statements = splitStatements(sql);
  if (statements.length === 0) return [firstMessage(queryMessage(sql))!];
  return [...statements.flatMap((text) => [parse(text), BIND, DESCRIBE, EXECUTE]), firstMessage(SYNC)!];
};

const message = (type: string, body: Buffer): Message => {
  const frame = Buffer.alloc(5 + body.length);
  frame.write(type, 0, 'latin1');
  frame.writeInt32BE(4 + body.length, 1);
  body.copy(frame, 5);
  return { type, frame };
};

/** Unnamed statement and portal, no parameters, all results as text. */
const parse = (sql: string) => message('P', Buffer.concat([Buffer.from(`\0${sql}\0`), Buffer.alloc(2)]));
const BIND = message('B', Buffer.alloc(8));
const DESCRIBE = message('D', Buffer.from('P\0'));
const EXECUTE = message('E', Buffer.alloc(5));
