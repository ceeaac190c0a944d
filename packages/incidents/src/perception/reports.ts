import { NO_POSITION } from '../columns.ts';

/** Hours of the day [start, end), local; from 22 to 6 runs past midnight. */
export interface Band {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Perception reports as they cross the wire: a list per field, a place in it per report. Codes are said once, in lists of their
 * own, and reports hold places in those.
 */
export interface ReportLists {
  readonly channels: readonly string[];
  readonly reasons: readonly string[];
  readonly why_not: readonly string[];
  readonly bands: readonly Band[];
  /** metres of the municipality's CRS; null: no more is known than the municipality */
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
  /** places in the contract's PRECISIONS */
  readonly precision: readonly number[];
  readonly channel: readonly number[];
  /** 1: the place feels safe */
  readonly safe: readonly number[];
  /** 1: something happened, rather than how the place feels */
  readonly happened: readonly number[];
  /** months since January 1970 */
  readonly month: readonly number[];
  /** a bit per band; 0: not said */
  readonly times: readonly number[];
  /** 1 weekday, 2 weekend, 3 both; 0: not said */
  readonly days: readonly number[];
  readonly strength: readonly number[];
  readonly reason: readonly (readonly number[])[];
  /** in `reason`; −1: not said */
  readonly weightiest: readonly number[];
  /** equal for reports that are heard as one where they are of one cell; −1: heard already, by another of those it came with */
  readonly voice: readonly number[];
  /** was what happened reported? 0 not said or not sure, 1 yes, 2 no */
  readonly reported: readonly number[];
  readonly why: readonly (readonly number[])[];
}

/** Where nobody has said anything, or none of it is asked for. */
export const NO_LISTS: ReportLists = {
  ...{ channels: [], reasons: [], why_not: [], bands: [], x: [], y: [], precision: [], channel: [], safe: [] },
  ...{ happened: [], month: [], times: [], days: [], strength: [], reason: [], weightiest: [], voice: [] },
  ...{ reported: [], why: [] },
};

/** The same in flat arrays: tens of thousands at most, swept in a millisecond. */
export interface PerceptionReports {
  readonly count: number;
  readonly channels: readonly string[];
  readonly reasons: readonly string[];
  readonly why_not: readonly string[];
  readonly bands: readonly Band[];
  /** whole centimetres; NO_POSITION where no more is known than the municipality */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly precision: Uint8Array;
  readonly channel: Uint8Array;
  readonly safe: Uint8Array;
  readonly happened: Uint8Array;
  readonly month: Int32Array;
  readonly times: Uint8Array;
  readonly days: Uint8Array;
  readonly strength: Uint8Array;
  readonly weightiest: Int16Array;
  readonly voice: Int32Array;
  readonly reported: Uint8Array;
  /** the reasons of report i are `reason[reason_from[i] … reason_from[i + 1]]`; the same of `why` */
  readonly reason: Uint8Array;
  readonly reason_from: Int32Array;
  readonly why: Uint8Array;
  readonly why_from: Int32Array;
}

const COLUMNS = [
  ...['y', 'precision', 'channel', 'safe', 'happened', 'month', 'times', 'days', 'strength', 'reason', 'weightiest'],
  ...['voice', 'reported', 'why'],
] as const satisfies readonly (keyof ReportLists)[];

const cm = (metres: number | null): number => (metres === null ? NO_POSITION : Math.round(metres * 100));

/** Lists laid end to end, and where each begins. */
function joined(lists: readonly (readonly number[])[]): { all: Uint8Array; from: Int32Array } {
  const from = new Int32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) from[i + 1] = from[i]! + list.length;
  return { all: Uint8Array.from(lists.flat()), from };
}

/** @throws {RangeError} when a list is of another length than the others */
export function perceptionReports(lists: ReportLists): PerceptionReports {
  const { channels, reasons, why_not, bands, x } = lists;
  const count = x.length;
  for (const name of COLUMNS)
    if (lists[name].length !== count)
      throw new RangeError(`${count} reports, ${lists[name].length} of them with ${name}`);
  const reason = joined(lists.reason);
  const why = joined(lists.why);
  return {
    ...{ count, channels, reasons, why_not, bands },
    x: Int32Array.from(lists.x, cm),
    y: Int32Array.from(lists.y, cm),
    precision: Uint8Array.from(lists.precision),
    channel: Uint8Array.from(lists.channel),
    safe: Uint8Array.from(lists.safe),
    happened: Uint8Array.from(lists.happened),
    month: Int32Array.from(lists.month),
    times: Uint8Array.from(lists.times),
    days: Uint8Array.from(lists.days),
    strength: Uint8Array.from(lists.strength),
    weightiest: Int16Array.from(lists.weightiest),
    voice: Int32Array.from(lists.voice),
    reported: Uint8Array.from(lists.reported),
    ...{ reason: reason.all, reason_from: reason.from },
    ...{ why: why.all, why_from: why.from },
  };
}
