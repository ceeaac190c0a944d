import type { Import } from '@lagesbild/contract';
import { useSyncExternalStore } from 'react';
import { ApiProblem } from '../api.ts';
import { areaOf, type Draft, decisionOf, unanswered } from './draft.ts';
import { after, type ImportEvent, type ImportStage, isOver, NOTHING } from './stage.ts';
import * as wire from './wire.ts';

const KEPT_AS = 'lagesbild.import';

/** Names the first question that only the person can answer; the page puts the focus there. */
export const QUESTION_ID = 'import-question-';
export const AREA_ID = 'import-area';

/** What the page's import does: sends, tells, follows. One for the page, outside React, so that it outlives a route. */
class ImportDesk {
  stage: ImportStage = NOTHING;
  /** Called when an import has changed what an area holds. */
  onChanged: (held: Import) => void = () => {};
  #listeners = new Set<() => void>();
  #file: File | null = null;
  #next: File[] = [];
  #queue: File[] = [];
  #stop = new AbortController();
  #telling: Promise<void> = Promise.resolve();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly current = (): ImportStage => this.stage;

  open = (): void => this.#pass({ type: 'opened' });
  putAway = (): void => {
    this.#pass({ type: 'put_away' });
    if (this.stage.phase !== 'none') return;
    this.#remember(null);
    this.next();
  };

  /** Files were dropped or chosen. */
  take = (files: File[]): void => {
    const [file, ...more] = files;
    if (file === undefined) return;
    this.#pass({ type: 'dropped', files: files.map(({ name, size }) => ({ name, bytes: size })) });
    if (this.stage.next.length > 0) this.#next = files;
    else if (this.stage.phase === 'sending') {
      this.#queue.unshift(...more);
      this.#send(file);
    } else this.#queue.push(...files);
  };
  /** The new files instead of the one that waits. */
  swap = async (): Promise<void> => {
    const files = this.#next;
    if (files.length === 0) return;
    await this.#giveUp();
    this.take(files);
  };
  /** The new files after the one that waits. */
  queueUp = (): void => {
    this.#queue.push(...this.#next);
    this.#next = [];
    this.#pass({ type: 'queued' });
  };
  /** Not the new files. */
  keep = (): void => {
    this.#next = [];
    this.#pass({ type: 'kept' });
  };
  /** The file whose turn it is, if there is one. */
  next = (): void => {
    const file = this.#queue.shift();
    if (file === undefined) return;
    this.#pass({ type: 'turn' });
    this.#send(file);
  };
  /** The same file once more, after it didn't arrive or failed. */
  again = (): void => {
    const file = this.#file;
    this.#pass({ type: 'forgotten' });
    if (file !== null) this.take([file]);
  };
  /** Begin anew with no file. */
  forget = (): void => {
    this.#restart();
    this.#remember(null);
    this.#pass({ type: 'forgotten' });
  };

  /** Gives up a file that isn't running: the server forgets it too. Then it is the next one's turn. */
  drop = async (): Promise<void> => {
    const given = this.#giveUp();
    this.next();
    await given;
  };

  /** The person changed something; what changes how rows read is said at once. */
  edit = (draft: Partial<Draft>): void => {
    this.#pass({ type: 'edited', draft });
    void this.#tell('looking').catch((error: unknown) => this.#fail(error));
  };

  start = async (): Promise<void> => {
    if (this.stage.busy !== null || this.stage.held === null) return;
    const [first] = unanswered(this.stage);
    if (first !== undefined) return focusOn(QUESTION_ID + first.key);
    if (areaOf(this.stage) === null) {
      this.#pass({ type: 'stopped', problem: 'no_area' });
      return focusOn(AREA_ID);
    }
    this.#pass({ type: 'asked', busy: 'starting' });
    try {
      await this.#tell('starting');
      await this.#waiting();
      const [late] = unanswered(this.stage);
      if (late !== undefined) {
        this.#pass({ type: 'stopped', problem: null });
        return focusOn(QUESTION_ID + late.key);
      }
      this.#hear(await wire.runImport(this.stage.held.import_id));
      this.#pass({ type: 'stopped', problem: null });
      void this.#follow();
    } catch (error) {
      this.#fail(error);
    }
  };

  demonstrate = (municipality: string): Promise<void> =>
    this.#ask('starting', async () => {
      this.#restart();
      this.#file = null;
      this.#hear(await wire.loadDemonstration(municipality));
      this.#pass({ type: 'opened' });
      void this.#follow();
    });

  cancel = (): Promise<void> =>
    this.#ask('cancelling', async () => {
      if (this.stage.held !== null) this.#hear(await wire.cancelImport(this.stage.held.import_id));
    });

  undo = (): Promise<void> =>
    this.#ask('undoing', async () => {
      const { held } = this.stage;
      if (held?.municipality) this.#hear(await wire.undoImport(held.municipality, held.import_id));
    });

  /** After a reload: an import that still goes on is found again. */
  resume = async (): Promise<void> => {
    const id = sessionStorage.getItem(KEPT_AS);
    if (id === null || this.stage.phase !== 'none') return;
    try {
      const held = await wire.readImport(id);
      if (this.stage.phase !== 'none') return;
      if (isOver(held)) return this.#remember(null);
      this.#hear(held);
      void this.#follow();
    } catch (error) {
      // Not answering yet is no reason to forget it.
      if (error instanceof ApiProblem && error.status === 404) this.#remember(null);
    }
  };

  /** The same import in the language the page speaks now. */
  translate = async (): Promise<void> => {
    const { held } = this.stage;
    if (held === null) return;
    const again = await wire.readImport(held.import_id).catch(() => null);
    if (again !== null && this.stage.held?.import_id === again.import_id) this.#hear(again);
    if (again !== null && !isOver(again) && again.state !== 'waiting') void this.#follow();
  };

  async #giveUp(): Promise<void> {
    const { held } = this.stage;
    this.forget();
    if (held !== null && !isOver(held)) await wire.cancelImport(held.import_id).catch(() => {});
  }

  #pass(event: ImportEvent): void {
    this.stage = after(this.stage, event);
    for (const listener of this.#listeners) listener();
  }

  #send(file: File): void {
    const { signal } = this.#restart();
    this.#file = file;
    const arrived = async (): Promise<void> => {
      const held = await wire.sendFile(file, (bytes) => this.#pass({ type: 'sent', bytes }), signal);
      if (signal.aborted) return;
      this.#hear(held);
      await this.#follow();
    };
    arrived().catch((error: unknown) => {
      if (!signal.aborted) this.#pass({ type: 'refused', problem: sentenceOf(error) });
    });
  }

  #hear(held: Import): void {
    const before = this.stage.held;
    this.#pass({ type: 'heard', held });
    this.#remember(held.state === 'cancelled' || held.state === 'undone' ? null : held.import_id);
    const changed = held.state === 'done' || held.state === 'undone';
    if (changed && before?.state !== held.state) this.onChanged(held);
  }

  async #follow(): Promise<void> {
    const { held } = this.stage;
    if (held === null) return;
    const { signal } = this.#restart();
    try {
      await wire.followImport(held.import_id, (next) => this.#hear(next), signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** Says what is new, one saying after another, and follows the survey it starts. */
  #tell(when: 'looking' | 'starting'): Promise<void> {
    const told = this.#telling
      .catch(() => {})
      .then(async () => {
        const { held, told } = this.stage;
        if (held === null) return;
        const decision = decisionOf(this.stage, when);
        if (JSON.stringify(decision) === told) return;
        this.#restart();
        this.#hear(await wire.tellImport(held.import_id, decision));
        this.#pass({ type: 'told', decision });
        void this.#follow();
      });
    this.#telling = told;
    return told;
  }

  /** Until the file has been looked through as it was last told. */
  #waiting(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const { held, problem } = this.stage;
        if (held?.state === 'reading' && problem === null) return;
        this.#listeners.delete(look);
        if (held?.state === 'waiting') resolve();
        else reject(new Error(problem ?? held?.problem ?? ''));
      };
      this.#listeners.add(look);
      look();
    });
  }

  async #ask(busy: 'starting' | 'cancelling' | 'undoing', act: () => Promise<void>): Promise<void> {
    if (this.stage.busy !== null) return;
    this.#pass({ type: 'asked', busy });
    try {
      await act();
      this.#pass({ type: 'stopped', problem: null });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#pass({ type: 'stopped', problem: sentenceOf(error) });
  }

  #restart(): AbortController {
    this.#stop.abort();
    this.#stop = new AbortController();
    return this.#stop;
  }

  #remember(id: string | null): void {
    if (id === null) sessionStorage.removeItem(KEPT_AS);
    else sessionStorage.setItem(KEPT_AS, id);
  }
}

/** The api's own sentence; 'unreachable' stands for one that only the page can say. */
const sentenceOf = (error: unknown): string =>
  error instanceof ApiProblem
    ? error.code === 'unreachable'
      ? 'unreachable'
      : error.problem.detail
    : error instanceof Error
      ? error.message
      : String(error);

function focusOn(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center' });
  (element?.querySelector<HTMLElement>('input, select') ?? element)?.focus();
}

/** The one desk of the page. */
export const importDesk = new ImportDesk();
export const useImportStage = (): ImportStage => useSyncExternalStore(importDesk.subscribe, importDesk.current);
