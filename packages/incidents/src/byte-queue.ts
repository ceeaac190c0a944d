import { CodecError } from './codec-error.ts';

/** Words from a stream of bytes that is cut anywhere, holding no more of it than the next piece needs. */
export class ByteQueue {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array(0);
  private position = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** @returns exactly `count` words in memory of their own @throws {CodecError} when the stream ends before */
  async words(count: number, what: string): Promise<Uint32Array> {
    const words = new Uint32Array(count);
    const bytes = new Uint8Array(words.buffer);
    for (let filled = 0; filled < bytes.length; ) {
      if (this.position === this.chunk.length && !(await this.next()))
        throw new CodecError(`${what} ends after ${filled} bytes, ${bytes.length} expected`);
      const part = this.chunk.subarray(this.position, this.position + bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.position += part.length;
    }
    return words;
  }

  /** @returns how many bytes there are beyond what was read, stopping at the first piece that has any */
  async rest(): Promise<number> {
    while (this.position === this.chunk.length) if (!(await this.next())) return 0;
    return this.chunk.length - this.position;
  }

  /** Tells the stream that nobody reads on. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async next(): Promise<boolean> {
    const { done, value } = await this.chunks.next();
    if (done === true) return false;
    this.chunk = value;
    this.position = 0;
    return true;
  }
}
