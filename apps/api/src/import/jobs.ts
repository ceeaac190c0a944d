import { randomUUID } from 'node:crypto';
import { COMMAND } from '../audit/entry.ts';
import { isOver, type Job } from './job.ts';
import { NO_COUNTS } from './load.ts';

const KEPT_MAX = 200;

/** The files on their way in that this process holds, and the last of those that are over. */
export class Jobs {
  #held = new Map<string, Job>();

  get(id: string): Job | undefined {
    return this.#held.get(id);
  }

  all(): Job[] {
    return [...this.#held.values()];
  }

  count(which: (job: Job) => boolean): number {
    return this.all().filter(which).length;
  }

  /** A new one, with what isn't given as it begins; the oldest that are over make room. */
  keep(given: Partial<Job> & Pick<Job, 'file_name' | 'sha256'>): Job {
    const job: Job = {
      id: randomUUID(),
      who: COMMAND,
      state: 'reading',
      file: null,
      bytes: 0,
      started_at: new Date(),
      finished_at: null,
      municipality: null,
      new_area: null,
      source: null,
      mapping: null,
      decided: {},
      systems: {},
      surveyed: null,
      rejected: {},
      counts: { ...NO_COUNTS },
      holds_rows: false,
      rows_total: null,
      loading_since: null,
      queued: false,
      fault: null,
      listeners: new Set(),
      ...given,
    };
    this.#held.set(job.id, job);
    const over = this.all().filter(isOver);
    for (const old of over.slice(0, Math.max(0, this.#held.size - KEPT_MAX))) this.#held.delete(old.id);
    return job;
  }
}
