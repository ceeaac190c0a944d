/**
 * Which requests are one and the same, sent again because no answer came: the api does them once and gives the first answer.
 * Pressing the button again after the connection was lost mustn't do it twice.
 */
const unanswered = new Map<string, string>();
const ofFiles = new WeakMap<File, string>();

export const RESEND_HEADER = 'Idempotency-Key';

/** @returns null on http to another machine, where browsers make no UUIDs: it is sent without a key then */
const newKey = (): string | null => globalThis.crypto?.randomUUID?.() ?? null;

/** The key of what is to be sent: that of the same content if its answer is still missing. */
export function resendKey(content: string): string | null {
  const key = unanswered.get(content) ?? newKey();
  if (key !== null) unanswered.set(content, key);
  return key;
}

/** An answer came, whichever: the same content is another request from here on. */
export const answered = (content: string): void => void unanswered.delete(content);

/** A file keeps its key as long as the page holds it. */
export function resendKeyOfFile(file: File): string | null {
  const key = ofFiles.get(file) ?? newKey();
  if (key !== null) ofFiles.set(file, key);
  return key;
}
