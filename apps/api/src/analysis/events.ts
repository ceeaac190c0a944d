import { PassThrough, type Readable } from 'node:stream';
import type { Problem } from '@lagesbild/contract';
import type { MethodWork } from './work.ts';

const PACE_MS = 150;

/**
 * A method at work as server-sent events: `step` {done, of} while it works, at most seven a second, then `answer` with what it
 * found, or `problem`. Whoever closes the stream gives the work up.
 */
export function workEvents(
  work: MethodWork,
  answer: Promise<string | null>,
  problem: (error: unknown) => Problem,
): Readable {
  const stream = new PassThrough();
  const say = (event: string, data: string): void => void stream.write(`event: ${event}\ndata: ${data}\n\n`);
  let told = '';
  const tell = setInterval(() => {
    const steps = JSON.stringify(work.steps());
    if (steps === told || stream.writableNeedDrain) return;
    told = steps;
    if (steps !== 'null') say('step', steps);
  }, PACE_MS);
  answer
    .then(
      (text) => text !== null && say('answer', text),
      (error: unknown) => say('problem', JSON.stringify(problem(error))),
    )
    .finally(() => {
      clearInterval(tell);
      stream.end();
    });
  stream.once('close', () => {
    clearInterval(tell);
    work.giveUp();
  });
  stream.write(':\n\n');
  return stream;
}
