import { PassThrough, type Readable } from 'node:stream';
import type { Presence } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { PassingWords } from '../db/passing-word.ts';

const BEAT_MS = 15_000;
/** A process that hasn't been heard of for so long is gone, and who looked there with it. */
const GONE_MS = 3 * BEAT_MS;
/** A stream lives no longer: whoever still looks opens the next. */
export const STREAM_MS = 10 * 60_000;

interface Watcher extends Presence {
  municipality_id: number;
  stream: PassThrough;
}

/** Somebody whose stream is in another process. */
interface Distant extends Presence {
  municipality_id: number;
  heard_ms: number;
}

/** What processes say of who looks. `hello`: tell me who looks with you. */
type Said = { municipality_id: number } & (
  | ({ kind: 'here'; hello: boolean } & Presence)
  | { kind: 'gone'; key: string }
  | { kind: 'look'; key: string; flags: string[] }
  | { kind: 'changed' }
);

const ABOUT = 'presence';

/**
 * Who has the queue of an area open, in this process and in the others, and what they look at. It is in memory only, and gone with the
 * stream: it says who is at work now, never who was.
 */
export class Watchers {
  readonly #watchers = new Set<Watcher>();
  readonly #distant = new Map<string, Distant>();
  readonly #pass: (said: Said) => void;

  /**
   * @param opened    the database, once it is there: its processes tell each other
   * @param onTrouble hears of words that didn't get through
   */
  constructor(opened: Promise<{ knex: Knex; words: PassingWords }>, onTrouble: (error: unknown) => void) {
    opened.then(
      ({ words }) => words.on(ABOUT, (said, from) => this.#hear(said as Said, from)),
      () => {}, // said by every route
    );
    this.#pass = (said) => void opened.then(({ knex, words }) => words.pass(knex, ABOUT, said)).catch(onTrouble);
  }

  /**
   * As server-sent events: `presence` with those who look besides oneself, at each change; `changed` when flags were decided about.
   * @param key  of the person; streams of one person are one
   */
  watch(municipality_id: number, { key, name }: Pick<Presence, 'key' | 'name'>): Readable {
    const stream = new PassThrough();
    const watcher: Watcher = { municipality_id, key, name, flags: [], stream };
    this.#watchers.add(watcher);
    const beat = setInterval(() => {
      stream.write(':\n\n');
      this.#sayHere(watcher);
      if (this.#forgetGone()) this.#tell(municipality_id);
    }, BEAT_MS);
    const end = setTimeout(() => stream.end(), STREAM_MS);
    stream.once('close', () => {
      clearInterval(beat);
      clearTimeout(end);
      this.#watchers.delete(watcher);
      if (!this.#of(municipality_id).some((other) => other.key === key))
        this.#pass({ kind: 'gone', municipality_id, key });
      this.#tell(municipality_id);
    });
    stream.write(':\n\n');
    this.#sayHere(watcher, true);
    this.#tell(municipality_id);
    return stream;
  }

  /** What somebody looks at now, wherever their stream is. */
  look(municipality_id: number, key: string, flags: string[]): void {
    this.#pass({ kind: 'look', municipality_id, key, flags });
    this.#looks(municipality_id, key, flags);
  }

  /** Flags of the area were decided about. */
  changed(municipality_id: number): void {
    this.#pass({ kind: 'changed', municipality_id });
    this.#sayChanged(municipality_id);
  }

  /** Those who look besides this person, each once. */
  others(municipality_id: number, key: string): Presence[] {
    this.#forgetGone();
    const found = new Map<string, Presence>();
    for (const watcher of [...this.#of(municipality_id), ...this.#distant.values()]) {
      if (watcher.key === key || watcher.municipality_id !== municipality_id) continue;
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

  #hear(said: Said, from: string): void {
    const { municipality_id } = said;
    const distant = (key: string): string => `${from} ${municipality_id} ${key}`;
    if (said.kind === 'changed') this.#sayChanged(municipality_id);
    else if (said.kind === 'look') this.#looks(municipality_id, said.key, said.flags);
    else {
      const { key } = said;
      if (said.kind === 'gone') this.#distant.delete(distant(key));
      else {
        const { name, flags, hello } = said;
        this.#distant.set(distant(key), { municipality_id, key, name, flags, heard_ms: Date.now() });
        if (hello) for (const watcher of this.#of(municipality_id)) this.#sayHere(watcher);
      }
      this.#tell(municipality_id);
    }
  }

  #sayHere({ municipality_id, key, name, flags }: Watcher, hello = false): void {
    this.#pass({ kind: 'here', hello, municipality_id, key, name, flags });
  }

  #looks(municipality_id: number, key: string, flags: string[]): void {
    for (const watcher of [...this.#watchers, ...this.#distant.values()])
      if (watcher.municipality_id === municipality_id && watcher.key === key) watcher.flags = flags;
    this.#tell(municipality_id);
  }

  #sayChanged(municipality_id: number): void {
    for (const { stream } of this.#of(municipality_id)) stream.write('event: changed\ndata: {}\n\n');
  }

  /** @returns whether anybody was forgotten */
  #forgetGone(): boolean {
    const before = this.#distant.size;
    for (const [whose, { heard_ms }] of this.#distant) if (Date.now() - heard_ms > GONE_MS) this.#distant.delete(whose);
    return this.#distant.size < before;
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
