/** Bytes that aren't a column file, or not a whole one. The message names what was found and what was expected. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
}
