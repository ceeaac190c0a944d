import { join } from 'node:path';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { databaseTrouble, ProblemError } from '../errors.ts';
import { readOrMakeKey } from '../key-file.ts';
import type { Attacked } from './gate.ts';
import { GateThread } from './gate-thread.ts';
import type { GateStep, GateTask } from './gate-worker.ts';
import { type Area, KEY_FILE } from './ground.ts';
import { keepReleases } from './make.ts';

/** Releases being made or tried again, as the running process holds it. */
export interface Work {
  kind: GateTask['kind'];
  state: 'waiting' | GateStep['stage'] | 'done' | 'failed';
  /** parts done, of how many; 0 of 0 until the rows are read */
  done: number;
  of: number;
  made: string[];
  changed: string[];
  attacked: Attacked[];
  problem: ProblemError | null;
  listeners: Set<() => void>;
  /** resolves when it is over, whatever came of it */
  settled: Promise<void>;
}

/** Nothing more will happen to it. */
export const isOver = ({ state }: Pick<Work, 'state'>): boolean => state === 'done' || state === 'failed';

/**
 * The one way to releases: whoever asks for them (a person, the command, once a day the program) joins what is under way for the area. The last of
 * each area is kept, to be told of.
 */
export class ReleaseWorks {
  readonly #thread = new GateThread();
  readonly #works = new Map<number, Work>();
  readonly #onTrouble: (sentence: string) => void;
  #closed = false;

  /** @param onTrouble  hears of what nobody foresaw */
  constructor(onTrouble: (sentence: string) => void) {
    this.#onTrouble = onTrouble;
  }

  /** What is under way in the area, or was last. */
  of({ municipality_id }: Pick<Area, 'municipality_id'>): Work | null {
    return this.#works.get(municipality_id) ?? null;
  }

  /**
   * @param onMade  hears of each release when it is stored
   * @throws {ProblemError} release_under_way, when the area's releases are made and asked to be tried, or the other way round; key_broken
   */
  start(database: Database, kind: GateTask['kind'], area: Area, who: Actor, onMade: () => void = () => {}): Work {
    const before = this.of(area);
    if (before !== null && !isOver(before)) {
      if (before.kind === kind) return before;
      throw new ProblemError('release_under_way', { area: area.names.sv });
    }
    readOrMakeKey(join(database.data_dir, KEY_FILE)); // a broken one is said here, not in the thread
    const work: Work = {
      ...{ kind, state: 'waiting', done: 0, of: 0, made: [], changed: [], attacked: [], problem: null },
      ...{ listeners: new Set(), settled: Promise.resolve() },
    };
    this.#works.set(area.municipality_id, work);
    work.settled = this.#run(database, area, work, who, onMade).then(
      () => change(work, { state: 'done', done: work.of }),
      (error: unknown) => change(work, { state: 'failed', problem: this.#problemOf(error, area) }),
    );
    return work;
  }

  /** @returns stops listening */
  watch(work: Work, listener: () => void): () => void {
    work.listeners.add(listener);
    return () => void work.listeners.delete(listener);
  }

  /** Ends the thread; a release that is being stored is stored, or isn't. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread.close();
    await Promise.all([...this.#works.values()].map(({ settled }) => settled));
  }

  async #run(database: Database, area: Area, work: Work, who: Actor, onMade: () => void): Promise<void> {
    const onStep = ({ stage, done, of }: GateStep): void => change(work, { state: stage, done, of });
    const found = await this.#thread.run(database, work.kind, area, onStep);
    change(work, { attacked: found.attacked, changed: found.changed });
    if (work.kind === 'check') return;
    await keepReleases(database, area, found, who, (release) => {
      change(work, { made: [...work.made, release] });
      onMade();
      return !this.#closed;
    });
  }

  #problemOf(error: unknown, area: Area): ProblemError {
    const foreseen = error instanceof ProblemError ? error : databaseTrouble(error);
    if (foreseen !== null) return foreseen;
    if (!this.#closed) this.#onTrouble(`No release of ${area.slug} was made: ${(error as Error).stack ?? error}`);
    return new ProblemError('release_failed', { area: area.names.sv });
  }
}

function change(work: Work, to: Partial<Work>): void {
  Object.assign(work, to);
  for (const listener of work.listeners) listener();
}
