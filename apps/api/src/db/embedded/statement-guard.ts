import { fieldsOf, type Message, messagesOf } from './wire-message.ts';

/** The engine reported success for something that failed. Nothing it says after this can be believed. */
export class SilentFailure extends Error {
  constructor(sign: string) {
    super(`The embedded database failed without saying so (${sign}). It is being restarted; nothing was stored.`);
  }
}

/** What each message of the extended protocol must bring back, when it brings no error. */
const EXPECTED: Record<string, string> = { P: '1', B: '2', C: '3', D: 'Tn', E: 'CIs', S: 'Z', F: 'V' };

/**
 * Does this answer show that a failure went unreported? C++ exceptions (GEOS) and stack overflows inside the WASM
 * engine unwind past PostgreSQL's own error handling: an Execute then ends as "suspended" though it had no row limit,
 * or without any tag; or a notice says that a snapshot is still active.
 *
 * @param sent    the message that was run
 * @param answer  everything the engine wrote for it
 * @param failed  an earlier message of the same batch failed: the engine rightly ignores the rest until Sync
 * @throws {SilentFailure} naming the sign
 * @returns the answer's messages
 */
export const checkAnswer = (sent: Message, answer: Buffer, failed: boolean): Message[] => {
  const messages = [...messagesOf(answer)];
  for (const message of messages) {
    if (message.type !== 'N' && message.type !== 'E') continue;
    const fields = fieldsOf(message);
    const text = fields.get('M') ?? '';
    if (/snapshot .* still active/.test(text)) throw new SilentFailure(text);
    if (fields.get('C') === '34000' && text.includes('""')) throw new SilentFailure(text);
  }
  if (messages.some(({ type }) => type === 'E')) return messages;
  if (failed && sent.type !== 'S') return messages;
  const expected = EXPECTED[sent.type];
  if (expected === undefined) return messages;
  const end = messages.findLast(({ type }) => expected.includes(type));
  if (!end) throw new SilentFailure(`no answer to message ${sent.type}`);
  if (end.type === 's') {
    const rows = messages.filter(({ type }) => type === 'D').length;
    if (rowLimitOf(sent) === 0 || rows < rowLimitOf(sent)) throw new SilentFailure('the statement stopped midway');
  }
  return messages;
};

/** The row limit of an Execute message: int32 after the portal's name; 0 is none. */
const rowLimitOf = ({ frame }: Message): number => frame.readInt32BE(frame.indexOf(0, 5) + 1);
