import type { Discovery } from '@lagesbild/contract';
import type { Draft } from './reading/draft.ts';

/** Which import the rows belong to, and the number the first of them gets. */
export interface Destination {
  municipality_id: number;
  source_id: number;
  import_id: number;
}

/**
 * Puts rows in `staff.incident`, chunk by chunk, each committed by itself: nobody sees them until the import is done.
 * The server takes a binary COPY, the embedded engine arrays (a COPY breaks its connection).
 */
export interface IncidentWriter {
  /** Rows added since the last chunk was taken. */
  readonly size: number;
  /** Rows a chunk should have: well under a second of work. */
  readonly chunk: number;
  /** @param identity  16 bytes as latin1; @param content  four numbers, read at once */
  add(
    id: number,
    identity: string,
    content: Int32Array,
    draft: Draft,
    discovery: Discovery,
    report: string | null,
  ): void;
  /** Sends what was added; more may be added while it is under way. */
  send(): Promise<void>;
}
