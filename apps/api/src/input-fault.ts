import { LOGIN_PATTERN, PLAIN_LINE, PLAIN_LINES } from '@lagesbild/contract';
import type { SentenceParams } from './sentence.ts';

/** One thing that a schema finds wrong with a value, as the validator hands it over. */
export interface SchemaFault {
  keyword: string;
  params: Readonly<Record<string, unknown>>;
}

type Reason = { say: string; with?: SentenceParams };

const TYPES = ['string', 'number', 'int', 'boolean', 'object', 'array', 'record', 'tuple'];
const FORMATS = ['uuid', 'date', 'datetime', 'email'];

/**
 * Why a schema refuses a value, in a form that can be said in the reader's language: the validator's own message is
 * English, and names types instead of a way out.
 *
 * @param value  what stands there; undefined when nothing does
 */
export function schemaReason({ keyword, params }: SchemaFault, value: unknown): Reason {
  if (value === undefined) return { say: 'reason_missing' };
  const named = (known: readonly string[], name: unknown): string =>
    known.includes(String(name)) ? String(name) : 'other';
  switch (keyword) {
    case 'invalid_type':
      return { say: 'reason_type', with: { expected: { say: `type_${named(TYPES, params.expected)}` } } };
    case 'invalid_value':
      return { say: 'reason_among', with: { known: [params.values].flat().join(', ') } };
    case 'too_small':
      return { say: `reason_least_${of(params.origin)}`, with: { limit: String(params.minimum) } };
    case 'too_big':
      return { say: `reason_most_${of(params.origin)}`, with: { limit: String(params.maximum) } };
    case 'invalid_format': {
      const format = named(FORMATS, params.format);
      if (format !== 'other') return { say: `reason_format_${format}` };
      const worded = WORDED.get(String(params.pattern));
      if (worded !== undefined) return { say: worded };
      return typeof params.pattern === 'string'
        ? { say: 'reason_pattern', with: { pattern: params.pattern } }
        : { say: 'reason_other' };
    }
    case 'unrecognized_keys':
      return { say: 'reason_fields', with: { fields: [params.keys].flat().join(', ') } };
    default:
      return { say: 'reason_other' };
  }
}

/** Patterns that people meet, in words. */
const WORDED: ReadonlyMap<string, string> = new Map([
  [String(PLAIN_LINE), 'reason_plain'],
  [String(PLAIN_LINES), 'reason_plain'],
  [String(LOGIN_PATTERN), 'reason_login'],
]);

/** What a limit counts: characters of a text, entries of a list, or the number itself. */
const of = (origin: unknown): 'text' | 'list' | 'number' =>
  origin === 'string' ? 'text' : origin === 'array' || origin === 'set' ? 'list' : 'number';
