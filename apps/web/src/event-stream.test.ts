import { describe, expect, it } from 'vitest';
import { type ServerEvent, serverEvents } from './event-stream.ts';

const TEXT =
  ':\n\nevent: step\ndata: {"done":1,"of":2}\n\nevent: answer\ndata: {"place":"Märsta"}\n\nevent: step\ndata: cut';

async function heard(size: number): Promise<ServerEvent[]> {
  const bytes = new TextEncoder().encode(TEXT);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  const events: ServerEvent[] = [];
  for await (const event of serverEvents(body)) events.push(event);
  return events;
}

describe('what a server tells while it works', () => {
  it.each([1, 2, 3, 7, 1000])('is heard whole in pieces of %i bytes, but for what the end cut off', async (size) => {
    expect(await heard(size)).toEqual([
      { event: 'step', data: '{"done":1,"of":2}' },
      { event: 'answer', data: '{"place":"Märsta"}' },
    ]);
  });

  it('is let go when nobody listens any more', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('event: step\ndata: 1\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const { data } of serverEvents(body)) {
      expect(data).toBe('1');
      break;
    }
    expect(cancelled).toBe(true);
  });
});
