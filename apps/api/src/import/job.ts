import type { ImportDecision, Mapping, NewArea, SourceChoice } from '@lagesbild/contract';
import type { Actor } from '../audit/entry.ts';
import type { Counts } from './load.ts';
import type { Survey } from './reading/reading.ts';
import type { Fault, FileAt, Surveyed, Systems } from './task.ts';

/** A file on its way in, as the running process holds it. Only what is running or over stands in the database too. */
export interface Job {
  id: string;
  /** Who sent it. */
  who: Actor;
  state: 'reading' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' | 'undone';
  /** null for the demonstration, which has no file. */
  file: (FileAt & { temporary: boolean }) | null;
  file_name: string;
  bytes: number;
  sha256: string;
  started_at: Date;
  finished_at: Date | null;
  municipality: string | null;
  new_area: NewArea | null;
  source: SourceChoice | null;
  mapping: Mapping | null;
  /** What the person has said so far; the guess stands for the rest. */
  decided: ImportDecision;
  /** Coordinate systems that the file names and the program hasn't: what the register says of them, null for nothing. */
  systems: Systems;
  surveyed: Surveyed | null;
  /** The survey's counts, or the last import's: codes of reasons → rows. */
  rejected: Record<string, number>;
  counts: Counts;
  /** Something here is its own, and would go with it. */
  holds_rows: boolean;
  rows_total: number | null;
  /** When the first row was loaded (performance.now()), for the time left; null until then. */
  loading_since: number | null;
  /** Another file is loaded before it. */
  queued: boolean;
  fault: Fault | null;
  listeners: Set<() => void>;
}

/** Nothing more will happen to it. */
export const isOver = ({ state }: Pick<Job, 'state'>): boolean =>
  state !== 'reading' && state !== 'waiting' && state !== 'running';

export const rejectedOf = (survey: Survey | null): Record<string, number> => ({ ...survey?.rejected });
