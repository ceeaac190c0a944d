import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health, Language } from '@lagesbild/contract';
import { PROGRAM } from '../audit/entry.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { lastDrill } from './drill.ts';
import { saveBackup } from './save.ts';
import { clearUnfinished, listShelf, shelfName, thinShelf } from './shelf.ts';
import './sentences.ts';

const LOOK_MS = 30_000;
/** After a failure: soon enough for a disk that was full for a while. */
const AGAIN_MS = 10 * 60_000;

/**
 * Makes a backup when the newest one is old enough, and keeps so many. Counts by the files, so that a restart changes
 * nothing. What went wrong is in the log in full, and in /api/health as a code, since anybody may read that.
 */
export class BackupSchedule {
  readonly #config: Pick<Config, 'backup' | 'data_dir'>;
  readonly #onTrouble: (sentence: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | null = null;
  #stopped = false;
  #last: Date | null = null;
  #failed: { at: number; reason: string } | null = null;

  constructor(config: Pick<Config, 'backup' | 'data_dir'>, onTrouble: (sentence: string) => void) {
    this.#config = config;
    this.#onTrouble = onTrouble;
  }

  start(database: Database): void {
    if (this.#config.backup === null) return;
    const look = (): void => void this.look(database);
    this.#timer = setInterval(look, LOOK_MS).unref();
    look();
  }

  /** What is half made is given up with the database, and removed at the next start. */
  stop(): void {
    clearInterval(this.#timer);
    this.#stopped = true;
  }

  /** Makes a backup if one is due. */
  look(database: Database, now = new Date()): Promise<void> {
    this.#working ??= this.#work(database, now).finally(() => (this.#working = null));
    return this.#working;
  }

  async #work(database: Database, now: Date): Promise<void> {
    const { backup, data_dir } = this.#config;
    if (backup === null || (this.#failed !== null && now.getTime() - this.#failed.at < AGAIN_MS)) return;
    try {
      await mkdir(backup.folder, { recursive: true, mode: 0o700 });
      const [newest] = await listShelf(backup.folder);
      this.#last = newest?.made_at ?? null;
      if (this.#last !== null && now.getTime() - this.#last.getTime() < backup.every_ms) return;
      await clearUnfinished(backup.folder);
      await saveBackup(database, join(backup.folder, shelfName(now)), data_dir, PROGRAM);
      this.#last = now;
      this.#failed = null;
      await thinShelf(backup.folder, backup.keep);
    } catch (error) {
      if (this.#stopped) return;
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = error instanceof ProblemError ? String(error.params.reason ?? code) : (code ?? 'unknown');
      this.#failed = { at: now.getTime(), reason };
      this.#onTrouble(`The backup failed: ${message}`);
    }
  }

  /** When the next one is due, and how many there are. */
  async plan(): Promise<{ next_at: string | null; kept: number }> {
    const { backup } = this.#config;
    if (backup === null) return { next_at: null, kept: 0 };
    const shelf = await listShelf(backup.folder);
    const newest = shelf[0]?.made_at.getTime();
    return {
      next_at: newest === undefined ? null : new Date(newest + backup.every_ms).toISOString(),
      kept: shelf.length,
    };
  }

  async status(language: Language): Promise<Health['backup']> {
    const drilled = await lastDrill(this.#config.data_dir);
    return {
      state: this.#config.backup === null ? 'off' : this.#failed === null ? 'ok' : 'failing',
      last_at: this.#last?.toISOString() ?? null,
      problem: this.#failed && sentence(language, 'backup_failing', { reason: this.#failed.reason }),
      drilled_at: drilled?.at ?? null,
    };
  }
}
