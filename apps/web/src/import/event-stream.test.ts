import { expect, it } from 'vitest';
import { eventsIn } from './event-stream.ts';

const bodyOf = (...chunks: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
const all = async (body: ReadableStream<Uint8Array> | null): Promise<string[]> => {
  const events: string[] = [];
  for await (const data of eventsIn(body)) events.push(data);
  return events;
};

it('reads events that arrive in pieces, and passes over heartbeats', async () => {
  expect(await all(bodyOf('data: {"n":', '1}\n\n:\n\nda', 'ta: {"n":2}\r\n\r\n'))).toEqual(['{"n":1}', '{"n":2}']);
});

it('leaves out an event that was cut off', async () => {
  expect(await all(bodyOf('data: 1\n\ndata: 2'))).toEqual(['1']);
});

it('keeps a letter whole that two pieces share', async () => {
  const bytes = new TextEncoder().encode('data: å\n\n');
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.slice(0, 7));
      controller.enqueue(bytes.slice(7));
      controller.close();
    },
  });
  expect(await all(body)).toEqual(['å']);
});

it('has nothing to say without a body', async () => {
  expect(await all(null)).toEqual([]);
});
