/**
 * The frames of PostgreSQL's wire protocol, version 3: a type byte, an int32 length that counts itself, a body.
 * Only what the socket in front of the embedded engine must understand.
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export interface Message {
  type: string;
  /** The whole frame, header included. */
  frame: Buffer;
}

const HEADER = 5;

/** Takes the first whole message off `buffer`, or null while it is incomplete. */
export const firstMessage = (buffer: Buffer): Message | null => {
  if (buffer.length < HEADER) return null;
  const end = 1 + buffer.readInt32BE(1);
  if (end < HEADER) throw new RangeError(`a message of length ${end}: not PostgreSQL's protocol`);
  if (buffer.length < end) return null;
  return { type: String.fromCharCode(buffer[0]!), frame: buffer.subarray(0, end) };
};

/** All messages of a complete answer. */
export function* messagesOf(answer: Buffer): Generator<Message> {
  for (let rest = answer; rest.length > 0; ) {
    const message = firstMessage(rest);
    if (!message) throw new RangeError(`${rest.length} bytes after the last whole message`);
    yield message;
    rest = rest.subarray(message.frame.length);
  }
}

/** The SQL text of a Query or Parse message. */
export const sqlOf = (message: Message): string => {
  const body = message.frame.subarray(HEADER);
  const from = message.type === 'P' ? body.indexOf(0) + 1 : 0;
  return body.toString('utf8', from, body.indexOf(0, from));
};

/** The fields of an ErrorResponse or NoticeResponse, by their one-letter code (C code, M message …). */
export const fieldsOf = (message: Message): Map<string, string> => {
  const fields = new Map<string, string>();
  for (const field of message.frame.toString('utf8', HEADER).split('\0')) {
    if (field) fields.set(field[0]!, field.slice(1));
  }
  return fields;
};

/** What a LISTENing session is told. */
export const notificationOf = (message: Message): { channel: string; payload: string } => {
  const [channel = '', payload = ''] = message.frame.toString('utf8', HEADER + 4).split('\0');
  return { channel, payload };
};

/** The parameters of a StartupMessage (length, version, then name and value pairs). */
export const startupParameters = (frame: Buffer): Map<string, string> => {
  const words = frame.toString('utf8', 8).split('\0');
  const parameters = new Map<string, string>();
  for (let i = 0; i + 1 < words.length && words[i]; i += 2) parameters.set(words[i]!, words[i + 1]!);
  return parameters;
};

const framed = (type: string, body: Buffer): Buffer => {
  const frame = Buffer.alloc(HEADER + body.length);
  frame.write(type, 0, 'latin1');
  frame.writeInt32BE(4 + body.length, 1);
  body.copy(frame, HEADER);
  return frame;
};

/** An ErrorResponse. FATAL tells the client that the connection ends here. */
export const errorMessage = (severity: 'ERROR' | 'FATAL', code: string, sentence: string): Buffer =>
  framed('E', Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${sentence}\0\0`));

/** ReadyForQuery with the transaction's state: I idle, T open, E failed. */
export const readyMessage = (state: string): Buffer => framed('Z', Buffer.from(state, 'latin1'));

/** BackendKeyData: here the number of the connection, since the engine has one process for all. */
export const keyMessage = (connection: number): Buffer => {
  const body = Buffer.alloc(8);
  body.writeInt32BE(connection, 0);
  return framed('K', body);
};

export const SYNC = framed('S', Buffer.alloc(0));

/** A simple Query message. */
export const queryMessage = (sql: string): Buffer => framed('Q', Buffer.from(`${sql}\0`));
