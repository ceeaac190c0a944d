import type { CountingUnit, Discovery, Precision, TimePrecision } from '@lagesbild/contract';
import type { RejectionReason, SkipReason } from './reasons.ts';
import type { RawRow } from './source-file.ts';

/** One incident, ready to be stored but for its identity, its report's pseudonym and its numbers. */
export interface Draft {
  kind: 'incident';
  row: number;
  /** The source's own id, as written; null when it has none. It may repeat. */
  id: string | null;
  /** Milliseconds since 1970, UTC. */
  occurred_from: number;
  occurred_to: number | null;
  time_precision: TimePrecision;
  reported_at: number | null;
  /** YYYY-MM-DD, the day the source entered it. */
  registered: string | null;
  /** As the source wrote it, at most 200 characters. */
  source_category: string | null;
  /** `unclassified` where the mapping knows no code. */
  category: string;
  /** Degrees, WGS 84. Both null only where `precision` is area or coarser. */
  lon: number | null;
  lat: number | null;
  precision: Precision;
  /** null: the category's default. */
  discovery: Discovery | null;
  counting_unit: CountingUnit;
  /** The report number as written: never stored, the pipeline keeps a keyed hash of it. */
  report: string | null;
  /** Lies more than 10 km outside the area: kept and marked. */
  stray: boolean;
}

/** One cell of an area × period × category table. */
export interface AreaCountDraft {
  kind: 'area_count';
  row: number;
  area_code: string;
  area_name: string;
  /** YYYY-MM-DD, both inclusive. */
  period_from: string;
  period_to: string;
  source_category: string | null;
  category: string;
  counting_unit: CountingUnit;
  /** null: withheld by the source, which is not zero. */
  n: number | null;
  /** Written as a lone dash: what that means is the mapping's to say. */
  dash: boolean;
}

/** A row that can't be used, and why. */
export interface Rejection {
  kind: 'rejection';
  row: number;
  /** Which cell of a wide table's row, its column from 1; 0 for a whole row. */
  part: number;
  reason: RejectionReason;
  /** The header of the value at fault, where there is one. */
  field: string | null;
  /** As written, at most 200 characters. */
  value: string;
}

/** A row that is no incident, or was left out on request. */
export interface Skipped {
  kind: 'skipped';
  row: number;
  reason: SkipReason;
}

export type Outcome = Draft | AreaCountDraft | Rejection | Skipped;
export type Normaliser = (row: RawRow) => Outcome;

/** Category of a row whose value no one has mapped: visible and countable, never silently lost. */
export const UNCLASSIFIED = 'unclassified';
