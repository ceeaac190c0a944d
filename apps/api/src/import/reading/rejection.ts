import type { RejectionReason } from './reasons.ts';
import { wellFormed } from './well-formed.ts';

/** What the database takes for a rejected value and a source's category. */
const LONGEST_VALUE = 200;

/** A rejection as a row reader gives it: the normaliser puts the column's name in. */
export interface Refused {
  kind: 'refused';
  row: number;
  reason: RejectionReason;
  /** Position of the value at fault, −1 for none. */
  column: number;
  value: string;
}

/** @param column  position of the value at fault, −1 for none */
export function refuse(row: number, reason: RejectionReason, column: number, values: readonly string[]): Refused {
  return { kind: 'refused', row, reason, column, value: column === -1 ? '' : shorten(values[column] ?? '') };
}

/** At most 200 characters, never half a character. */
export function shorten(text: string): string {
  return text.length <= LONGEST_VALUE ? text : wellFormed(text.slice(0, LONGEST_VALUE)).replace(/\ufffd$/, '');
}
