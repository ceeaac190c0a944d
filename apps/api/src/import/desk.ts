import { rm } from 'node:fs/promises';
import type { ImportDecision, Mapping } from '@lagesbild/contract';
import { type Actor, COMMAND } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { checkMunicipality } from '../municipality/check.ts';
import { SHIPPED_CATEGORIES, SIGTUNA } from '../municipality/shipped.ts';
import { readAreas, readKeptSources } from './areas.ts';
import { existing } from './begin.ts';
import { withCrs } from './crs.ts';
import { DEMONSTRATION, demonstrationFile, demonstrationMapping, loadedDemonstrations } from './demonstration.ts';
import { isOver, type Job, rejectedOf } from './job.ts';
import { Jobs } from './jobs.ts';
import { openKey } from './key.ts';
import { NO_COUNTS } from './load.ts';
import { notWaiting, readyToLoad } from './ready.ts';
import { type LoadJob, runLoad } from './run.ts';
import type { FileAt, Report } from './task.ts';
import { startThread, type Thread } from './thread.ts';
import { undo } from './undo.ts';
import { removeUnfinished } from './unfinished.ts';
import './sentences.ts';

export interface NewFile extends FileAt {
  bytes: number;
  sha256: string;
  /** Ours to delete when it has been read. */
  temporary: boolean;
}

const desks = new WeakMap<Database, Desk>();

/** The desk of a database: one, whoever asks in this process, since loads wait for each other at it. */
export function deskOf(database: Database, data_dir: string, onTrouble?: (sentence: string) => void): Desk {
  const known = desks.get(database);
  if (known) return known;
  const desk = new Desk(database, data_dir, onTrouble);
  desks.set(database, desk);
  return desk;
}

const WAITING_MAX = 20;

/**
 * Where files are received, looked through, decided about and loaded: one place for the page, the command and the api.
 * Surveys run at once, loads one after another. What is here is forgotten when the process ends; what is loaded isn't.
 */
export class Desk {
  #database: Database;
  #data_dir: string;
  #onTrouble: (sentence: string) => void;
  #jobs = new Jobs();
  #threads = new Map<string, Thread>();
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(database: Database, data_dir: string, onTrouble: (sentence: string) => void = () => {}) {
    this.#database = database;
    this.#data_dir = data_dir;
    this.#onTrouble = onTrouble;
  }

  /** @throws {ProblemError} import_too_many, before a file is received for nothing */
  admit(): void {
    const waiting = this.#jobs.count((job) => !isOver(job));
    if (waiting >= WAITING_MAX) throw new ProblemError('import_too_many', { n: waiting });
  }

  /** Takes a file and starts to look through it. */
  async add(file: NewFile, decided: ImportDecision = {}, who: Actor = COMMAND): Promise<Job> {
    this.admit();
    if (decided.municipality !== undefined) await existing(this.#database.knex, decided.municipality);
    const { file_name, bytes, sha256 } = file;
    const job = this.#jobs.keep({ file, file_name, bytes, sha256, decided, who });
    await this.#survey(job);
    return job;
  }

  /** Loads the synthetic data, by the same road as a file. @throws {ProblemError} demonstration_elsewhere, demonstration_older */
  async demonstrate(slug: string, today: string, who: Actor = COMMAND): Promise<Job> {
    await existing(this.#database.knex, slug);
    if (slug !== SIGTUNA.slug) throw new ProblemError('demonstration_elsewhere', { slug });
    const file_name = demonstrationFile(today);
    // Its five years end today: an older one's rows are other rows, and would stay beside the new ones.
    const [other] = (await loadedDemonstrations(this.#database.knex, slug)).filter(
      (one) => one.file_name !== file_name,
    );
    if (other) throw new ProblemError('demonstration_older', { file: other.file_name });
    const job = this.#jobs.keep({
      file_name,
      sha256: '',
      who,
      municipality: slug,
      source: DEMONSTRATION,
      mapping: demonstrationMapping(),
    });
    this.#load(job, { demonstration: { seed: 2019, until: today } });
    return job;
  }

  /** @throws {ProblemError} import_unknown */
  find(id: string): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new ProblemError('import_unknown', { id });
    return job;
  }

  knows(id: string): boolean {
    return this.#jobs.get(id) !== undefined;
  }

  /**
   * What the person settles; the file is looked through again when it changes what the rows become.
   * @throws {ProblemError} import_not_waiting, crs_inexact, and what is wrong with a new area
   */
  async decide(job: Job, decision: ImportDecision): Promise<void> {
    if (job.state !== 'waiting' && job.state !== 'reading') throw notWaiting(job);
    if (decision.municipality !== undefined) await existing(this.#database.knex, decision.municipality);
    if (decision.new_area !== undefined)
      await checkMunicipality(this.#database.knex, { ...decision.new_area, outline_source: '' });
    const mapping = decision.mapping && (await withCrs(this.#database.knex, decision.mapping));
    const decided = { ...job.decided, ...decision, ...(mapping && { mapping }) };
    if (decision.municipality !== undefined) delete decided.new_area;
    else if (decision.new_area !== undefined) delete decided.municipality;
    job.decided = decided;
    await this.#survey(job);
  }

  /** Starts to load it, after those that are before it. @throws {ProblemError} import_not_waiting, import_not_ready, import_unusable */
  run(job: Job): void {
    const { file, survey } = readyToLoad(job);
    job.rows_total = survey?.rows_read ?? null;
    this.#load(job, { file });
  }

  /** Stops it wherever it is; nothing of it stays. One that is over stays as it is. */
  async cancel(job: Job): Promise<void> {
    if (isOver(job)) return;
    if (job.state === 'running' && this.#threads.has(job.id)) {
      this.#threads.get(job.id)?.cancel();
      await this.settled(job);
      return;
    }
    await this.#threads.get(job.id)?.end();
    await this.#over(job, 'cancelled');
  }

  /** @throws {ProblemError} import_unknown, import_not_done, import_running */
  async undo(slug: string, id: string, who: Actor = COMMAND, options?: { empty: boolean }): Promise<void> {
    const municipality_id = await existing(this.#database.knex, slug);
    const busy = this.#jobs.count((job) => job.state === 'running' && job.municipality === slug);
    if (busy > 0) throw new ProblemError('import_running');
    await undo(this.#database, municipality_id, id, who, options);
    const job = this.#jobs.get(id);
    if (job) this.#change(job, { state: 'undone' });
    this.#clear();
  }

  /** Calls `listener` at each change. @returns stops */
  watch(job: Job, listener: () => void): () => void {
    job.listeners.add(listener);
    return () => job.listeners.delete(listener);
  }

  /** Resolves when the job waits for a person, or is over. */
  settled(job: Job): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (job.state === 'reading' || job.state === 'running') return;
        stop();
        resolve();
      };
      const stop = this.watch(job, check);
      check();
    });
  }

  /** Resolves when nothing is being loaded or cleared away. */
  idle(): Promise<void> {
    return this.#queue;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#jobs.all().map((job) => this.cancel(job).catch(() => {})));
    await this.#queue;
    await Promise.all([...this.#threads.values()].map((thread) => thread.end()));
  }

  #change(job: Job, change: Partial<Job>): void {
    Object.assign(job, change);
    for (const listener of [...job.listeners]) listener();
  }

  async #over(job: Job, state: 'done' | 'cancelled' | 'failed', change: Partial<Job> = {}): Promise<void> {
    this.#threads.delete(job.id);
    if (job.file?.temporary) await rm(job.file.path, { force: true });
    this.#change(job, { ...change, state, finished_at: new Date() });
  }

  async #survey(job: Job): Promise<void> {
    const { knex } = this.#database;
    const [areas, kept] = await Promise.all([readAreas(knex), readKeptSources(knex)]);
    await this.#threads.get(job.id)?.end();
    if (isOver(job) || job.file === null || this.#closed) return;
    this.#change(job, { state: 'reading', counts: { ...NO_COUNTS } });
    const shippedCategories = SHIPPED_CATEGORIES.map(({ code }) => code);
    const { file, decided, systems } = job;
    const task = { kind: 'survey' as const, file, areas, kept, shippedCategories, systems, decided };
    const thread = startThread(task, (report) => {
      if (this.#threads.get(job.id) === thread) this.#hearSurvey(job, report);
    });
    this.#threads.set(job.id, thread);
  }

  #hearSurvey(job: Job, report: Report): void {
    if (report.kind === 'read') this.#change(job, { counts: { ...NO_COUNTS, rows_read: report.rows_read } });
    if (report.kind === 'surveyed') {
      this.#threads.delete(job.id);
      const { result } = report;
      const { mapping, municipality, new_area, source, fault, survey } = result;
      if (fault?.code === 'reading_unknown_srid' && !(mapping.srid in job.systems)) {
        this.#lookUp(job, mapping);
        return;
      }
      const rejected = rejectedOf(survey);
      const rows_total = survey?.rows_read ?? null;
      const settled = { mapping, municipality, new_area, source, fault, rejected, rows_total };
      this.#change(job, { ...settled, surveyed: result, state: 'waiting', counts: { ...NO_COUNTS } });
    }
    if (report.kind === 'ended') {
      if (report.error) this.#onTrouble(`A file could not be surveyed: ${report.error}`);
      void this.#over(job, 'failed', { fault: report.fault ?? { code: 'import_interrupted', params: {} } });
    }
  }

  /** The file itself names a system that isn't one of ours: if the register knows it, the file is looked through again. */
  #lookUp(job: Job, mapping: Mapping): void {
    void withCrs(this.#database.knex, mapping)
      .then(
        ({ crs }) => {
          job.systems[mapping.srid] = crs ?? null;
        },
        () => {
          job.systems[mapping.srid] = null;
        },
      )
      .then(() => this.#survey(job))
      .catch((error: Error) => this.#onTrouble(error.message));
  }

  #load(job: Job, what: LoadJob['what']): void {
    const queued = this.#jobs.count(({ state }) => state === 'running') > 0;
    this.#change(job, { state: 'running', queued, counts: { ...NO_COUNTS }, rejected: {} });
    this.#queue = this.#queue.then(async () => {
      if (isOver(job)) return;
      if (job.queued) this.#change(job, { queued: false });
      // What a killed process left would be taken for rows that count.
      await this.#tidy();
      const key = await openKey(this.#data_dir, this.#database.knex).catch((error: unknown) => error as Error);
      const end = await runLoad(
        this.#database,
        key,
        { job, what },
        {
          onThread: (thread) => {
            this.#threads.set(job.id, thread);
            // Cancelled between its turn in the queue and its thread.
            if (isOver(job)) thread.cancel();
          },
          onCounts: (counts) => this.#change(job, { counts }),
          onTrouble: this.#onTrouble,
        },
      );
      const { added, updated } = end.counts;
      // A table of counts is kept as it came, also when it says what another did.
      const holds_rows = added + updated > 0 || job.mapping?.format === 'area_counts';
      await this.#over(job, end.state, { ...end, holds_rows });
      if (end.state !== 'done') await this.#tidy();
    });
  }

  /** Clears away in the same queue as the loads: neither disturbs the other. */
  #clear(): void {
    this.#queue = this.#queue.then(() => this.#tidy());
  }

  async #tidy(): Promise<void> {
    // What fails here is invisible, and the next start goes on with it.
    await removeUnfinished(this.#database).catch((error: Error) => this.#onTrouble(`Clearing away: ${error.message}`));
  }
}
