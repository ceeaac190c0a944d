import { type BinaryToTextEncoding, hash } from 'node:crypto';
import type { Discovery, Field, Mapping } from '@lagesbild/contract';
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
  /** Everything that is stored of the row: same identity with other content is an update. */
  content(draft: Draft, discovery: Discovery, report: string | null): string;
  /** Pseudonym of a report number; the same number gives the same one in this installation only. */
  report(number: string): string;
}

/**
 * Keyed fingerprints (SHA-256, 128 bits) of a row. Keyed, since ids and report numbers are short enough to try all.
 *
 * About 1 µs a row.
 */
export function createIdentify(key: string, mapping: Pick<Mapping, 'columns'>, headers: readonly string[]): Identify {
  const telling = TELLING.flatMap((field) => {
    const at = headers.indexOf(mapping.columns[field] ?? '');
    return mapping.columns[field] === undefined || at === -1 ? [] : [at];
  });
  const print = (kind: string, text: string): string => hash('sha256', `${key}${kind}\0${text}`, LATIN1);
  const keyedName = `${key}id\0`;
  return {
    name(draft, values) {
      if (draft.id !== null) return hash('sha256', keyedName + draft.id, LATIN1).slice(0, 16);
      if (telling.length === 0) {
        const { occurred_from, source_category, lon, lat, report } = draft;
        return print('row', [occurred_from, source_category, lon, lat, report].join('\0')).slice(0, 16);
      }
      let text = '';
      for (const at of telling) text += `${values[at] ?? ''}\0`;
      return print('row', text).slice(0, 16);
    },
    identity: (name, ordinal) => (ordinal === 0 ? name : print(`again ${ordinal}`, name).slice(0, 16)),
    content(d, discovery, report) {
      const times = `${d.occurred_from}|${d.occurred_to}|${d.time_precision}|${d.reported_at}|${d.registered}`;
      const place = `${d.lon}|${d.lat}|${d.precision}|${d.stray}`;
      const rest = `${d.category}|${discovery}|${d.counting_unit}|${report}|${d.source_category}`;
      return print('content', `${times}|${place}|${rest}`).slice(0, 16);
    },
    report: (number) =>
      Buffer.from(print('report', number.normalize('NFC').trim().toUpperCase()).slice(0, 16), 'latin1').toString('hex'),
  };
}
