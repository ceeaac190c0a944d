import { createHmac } from 'node:crypto';
import type { ACTS, Act } from './acts.ts';

/**
 * Who did it. A patrol is its unit, never a person; `machine` is whoever sits at one that nobody has claimed, `command` who
 * can open the database itself, `program` a schedule.
 */
export type Actor =
  | { kind: 'account'; account_id: string; name: string }
  | { kind: 'demonstration' | 'unit'; name: string }
  | { kind: 'machine' | 'command' | 'program' | 'nobody' };

export const COMMAND: Actor = { kind: 'command' };
export const PROGRAM: Actor = { kind: 'program' };
export const NOBODY_KNOWN: Actor = { kind: 'nobody' };

/** Something that happened, as whoever did it tells. No addresses, no user agents, no text that a stranger typed. */
export type NewEntry<A extends Act = Act> = {
  [K in A]: {
    act: K;
    who: Actor;
    /** The area's number or slug; null for what belongs to none. */
    area: number | string | null;
    /** What it was done to: its number, and the name it has now. */
    object?: { kind: string; id?: string; name?: string };
  } & Told<(typeof ACTS)[K]['details'][number]>;
}[A];
type Told<D extends string> = [D] extends [never] ? { details?: undefined } : { details: Record<D, string | number> };

/** What a seal covers, in the columns' own words; `details` is the text that is stored. */
export interface SealedEntry {
  municipality_id: number;
  entry_no: number;
  /** UTC to the microsecond, as `SEALED_TIME` writes it: 20270131T120000000000Z. */
  at: string;
  act: string;
  who_kind: Actor['kind'];
  who_id: string | null;
  who: string;
  object_kind: string | null;
  object_id: string | null;
  object: string;
  details: string;
  key_id: string;
}

/** As to_char takes it. Without colons, which a query's text would take for names. */
export const SEALED_TIME = 'YYYYMMDD"T"HH24MISSUS"Z"';
export const sealedTime = (at: Date): string => at.toISOString().replace(/[-:.]/g, '').replace('Z', '000Z');

/** The seal of an entry that follows the one with the seal `before` ('' for the first). */
export function sealOf(key: string, before: string, entry: SealedEntry): string {
  const { municipality_id, entry_no, at, act, who_kind, who_id, who } = entry;
  const { object_kind, object_id, object, details, key_id } = entry;
  const covered = [municipality_id, entry_no, at, act, who_kind, who_id, who];
  covered.push(object_kind, object_id, object, details, key_id);
  return sealed(key, ['entry', before, ...covered]);
}

/** The seal of "everything up to here was let go by a rule". */
export const disposalSealOf = (key: string, municipality_id: number, entry_no: number, seal: string): string =>
  sealed(key, ['disposed', municipality_id, entry_no, seal]);

/** HMAC-SHA256 of the parts, told apart as JSON tells them, so that no two different lists are the same text. */
export const sealed = (key: string, parts: readonly (string | number | null)[]): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(JSON.stringify(parts)).digest('hex');
