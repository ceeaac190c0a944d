import { type BinaryToTextEncoding, hash } from 'node:crypto';
import type { Field, Mapping } from '@lagesbild/contract';
import type { Draft } from './reading/draft.ts';

/** The columns that say which row it is when a file gives no ids; how they are mapped to codes doesn't matter. */
const TELLING: readonly Field[] = [
  'occurred_from',
  'occurred_from_time',
  'occurred_to',
  'occurred_to_time',
  'reported_at',
  'registered',
  'category',
  'x',
  'y',
  'report',
];

/** A byte a character: the fastest form a fingerprint comes in (Node takes it, its types don't list it). */
const LATIN1 = 'latin1' as BinaryToTextEncoding;

export interface Identify {
  /** What makes the row itself: its id, or without one its telling columns as written. 16 bytes as latin1. */
  name(draft: Draft, values: readonly string[]): string;
  /** The name with its ordinal: the second row of the same name is another row. */
  identity(name: string, ordinal: number): string;
  /** Pseudonym of a report number; the same number gives the same one in this installation only. */
  report(number: string): string;
}

/**
 * Keyed fingerprints (SHA-256, 128 bits) of a row. Keyed, since ids and report numbers are short enough to try all; the
 * key comes first and the result is cut, so that nothing can be appended to what was hashed.
 *
 * About 0.7 µs a row.
 */
export function createIdentify(key: string, mapping: Pick<Mapping, 'columns'>, headers: readonly string[]): Identify {
  const telling = TELLING.flatMap((field) => {
    const at = headers.indexOf(mapping.columns[field] ?? '');
    return mapping.columns[field] === undefined || at === -1 ? [] : [at];
  });
  /** A key of its own for each purpose, 132 bits: with a short id it fits one round of the hash. */
  const keyFor = (purpose: string): string => hash('sha256', `${key}\0${purpose}`, 'base64url').slice(0, 22);
  const keys = { id: keyFor('id'), row: keyFor('row'), again: keyFor('again'), report: keyFor('report') };
  const print = (purpose: keyof typeof keys, text: string): string =>
    hash('sha256', keys[purpose] + text, LATIN1).slice(0, 16);
  return {
    name(draft, values) {
      if (draft.id !== null) return print('id', draft.id);
      if (telling.length === 0) {
        const { occurred_from, source_category, lon, lat, report } = draft;
        return print('row', [occurred_from, source_category, lon, lat, report].join('\0'));
      }
      let text = '';
      for (const at of telling) text += `${values[at] ?? ''}\0`;
      return print('row', text);
    },
    identity: (name, ordinal) => (ordinal === 0 ? name : print('again', `${ordinal}\0${name}`)),
    report: (number) =>
      Buffer.from(print('report', number.normalize('NFC').trim().toUpperCase()), 'latin1').toString('hex'),
  };
}
