/** What a server tells while it works: a name, and a line of data. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Server-sent events of one line of data each, as the api sends them, whatever pieces they arrive in. Comments are left out, and so is an
 * event that is cut off by the end.
 */
export async function* serverEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      // Joined only where an event ends: an answer of megabytes comes in hundreds of pieces.
      const piece = decoder.decode(value, { stream: true });
      const straddles = pieces.at(-1)?.endsWith('\n') === true && piece.startsWith('\n');
      pieces.push(piece);
      if (!straddles && !piece.includes('\n\n')) continue;
      const blocks = pieces.join('').split('\n\n');
      pieces = [blocks.pop()!];
      for (const block of blocks) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (event !== undefined && data !== undefined) yield { event, data };
      }
    }
  } finally {
    await reader.cancel();
  }
}
