import type { Mapping, NewArea, SourceChoice } from '@lagesbild/contract';
import type { ClientConfig } from 'pg';
import { isDiskFull, ProblemError } from '../errors.ts';
import type { SentenceParams } from '../sentence.ts';
import type { Counts, LoadPlan } from './load.ts';
import {
  type Doubt,
  type KeptSource,
  type KnownArea,
  type RawRow,
  ReadingError,
  type Survey,
  type Wide,
} from './reading/reading.ts';

/** A file where it lies, and what the person calls it. */
export interface FileAt {
  path: string;
  file_name: string;
}

/** An area with the codes of its categories. */
export interface AreaWithCategories extends KnownArea {
  categories: string[];
}

/** EPSG code → what the register says of it. */
export type Systems = Record<number, NonNullable<Mapping['crs']> | null>;

/** Read a file and say what an import would do with it: under a guess, or under what a person decided. */
export interface SurveyTask {
  kind: 'survey';
  file: FileAt;
  areas: AreaWithCategories[];
  kept: KeptSource[];
  shippedCategories: string[];
  systems: Systems;
  decided: { mapping?: Mapping; municipality?: string; new_area?: NewArea; source?: SourceChoice };
}

/** Load a file's rows, or the demonstration's. */
export interface LoadTask {
  kind: 'load';
  rows: { file: FileAt; area: Pick<KnownArea, 'outline'> | null } | { demonstration: { seed: number; until: string } };
  plan: LoadPlan;
  connection: ClientConfig;
}

export type Task = SurveyTask | LoadTask;

export interface Surveyed {
  headers: string[];
  /** The table had periods or categories as columns. */
  wide: Wide | null;
  /** By where the rows land, the x column holds the northing. */
  swapped: boolean;
  mapping: Mapping;
  municipality: string | null;
  new_area: NewArea | null;
  source: SourceChoice;
  doubts: Doubt[];
  /** null when the mapping can't be used: `fault` says why. */
  survey: Survey | null;
  fault: Fault | null;
  /** The first rows as written, for a person to find the fault in. */
  head: RawRow[];
}

/** A fault in words of any language: the code of a registered sentence. */
export interface Fault {
  code: string;
  params: SentenceParams;
}

/** What the thread is told. */
export type Word = { task: Task } | 'cancel';

/** What the thread says; exactly one of the last three ends it. */
export type Report =
  | { kind: 'progress'; counts: Counts }
  | { kind: 'read'; rows_read: number }
  | { kind: 'surveyed'; result: Surveyed }
  | { kind: 'loaded'; counts: Counts }
  | { kind: 'ended'; fault: Fault | null; error: string | null; counts: Counts | null };

/** What can be said in a sentence about an error; null for one that nobody foresaw. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof ReadingError) return { code: `reading_${error.code}`, params: { ...error.params } };
  if (error instanceof ProblemError) return { code: error.code, params: { ...error.params } };
  if (isDiskFull(error)) return { code: 'disk_full', params: {} };
  return null;
}
