import { PassThrough, type Readable } from 'node:stream';

const PACE_MS = 150;
const BEAT_MS = 15_000;

interface Watched {
  /** The work as it stands now, as JSON has it. */
  now(): object;
  watch(listener: () => void): () => void;
  /** Nothing more will happen. */
  isOver(): boolean;
}

/**
 * Work as server-sent events: how it stands, then each change, at most seven a second, and the last one always; the
 * stream ends when the work is over.
 */
export function progressEvents({ now, watch, isOver }: Watched): Readable {
  const stream = new PassThrough();
  let timer: NodeJS.Timeout | null = null;
  const beat = setInterval(() => stream.write(':\n\n'), BEAT_MS);
  const say = (): void => {
    timer = null;
    // A reader that doesn't keep up gets the newest when it does, not everything it missed.
    if (!stream.writableNeedDrain || isOver()) stream.write(`data: ${JSON.stringify(now())}\n\n`);
    if (isOver()) stream.end();
  };
  const stop = watch(() => {
    if (isOver()) {
      if (timer) clearTimeout(timer);
      say();
    } else timer ??= setTimeout(say, PACE_MS);
  });
  stream.once('close', () => {
    clearInterval(beat);
    if (timer) clearTimeout(timer);
    stop();
  });
  say();
  return stream;
}
