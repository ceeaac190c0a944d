import { PassThrough, type Readable } from 'node:stream';
import type { Presence } from '@lagesbild/contract';

const BEAT_MS = 15_000;
/** A stream lives no longer: whoever still looks opens the next. */
export const STREAM_MS = 10 * 60_000;

interface Watcher extends Presence {
  municipality_id: number;
  stream: PassThrough;
}

/**
 * Who has the queue of an area open in this process, and what they look at. It is in memory only, and gone with the stream: it says who
 * is at work now, never who was.
 */
export class Watchers {
  readonly #watchers = new Set<Watcher>();

  /**
   * As server-sent events: `presence` with those who look besides oneself, at each change; `changed` when flags were decided about.
   * @param key  of the person; streams of one person are one
   */
  watch(municipality_id: number, { key, name }: Pick<Presence, 'key' | 'name'>): Readable {
    const stream = new PassThrough();
    const watcher: Watcher = { municipality_id, key, name, flags: [], stream };
    this.#watchers.add(watcher);
    const beat = setInterval(() => stream.write(':\n\n'), BEAT_MS);
    const end = setTimeout(() => stream.end(), STREAM_MS);
    stream.once('close', () => {
      clearInterval(beat);
      clearTimeout(end);
      this.#watchers.delete(watcher);
      this.#tell(municipality_id);
    });
    stream.write(':\n\n');
    this.#tell(municipality_id);
    return stream;
  }

  /** What somebody looks at now. */
  look(municipality_id: number, key: string, flags: string[]): void {
    for (const watcher of this.#of(municipality_id)) if (watcher.key === key) watcher.flags = flags;
    this.#tell(municipality_id);
  }

  /** Flags of the area were decided about. */
  changed(municipality_id: number): void {
    for (const { stream } of this.#of(municipality_id)) stream.write('event: changed\ndata: {}\n\n');
  }

  /** Those who look besides this person, each once. */
  others(municipality_id: number, key: string): Presence[] {
    const found = new Map<string, Presence>();
    for (const watcher of this.#of(municipality_id)) {
      if (watcher.key === key) continue;
      const before = found.get(watcher.key)?.flags ?? [];
      found.set(watcher.key, {
        key: watcher.key,
        name: watcher.name,
        flags: [...new Set([...before, ...watcher.flags])],
      });
    }
    return [...found.values()];
  }

  close(): void {
    for (const { stream } of this.#watchers) stream.end();
  }

  #of(municipality_id: number): Watcher[] {
    return [...this.#watchers].filter((watcher) => watcher.municipality_id === municipality_id);
  }

  #tell(municipality_id: number): void {
    for (const { stream, key } of this.#of(municipality_id))
      if (!stream.writableNeedDrain)
        stream.write(`event: presence\ndata: ${JSON.stringify(this.others(municipality_id, key))}\n\n`);
  }
}
