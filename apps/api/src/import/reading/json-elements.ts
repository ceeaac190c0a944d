import { ReadingError } from './faults.ts';
import type { Limits } from './source-file.ts';

const BATCH = 1024;
const DEPTH = 64;
const SPACE = /[\s,]/y;

/** One parsed element and its number in the array, from 1. */
export interface Element {
  row: number;
  value: unknown;
}

/**
 * The elements of a JSON array, of the `features` array of an object, or of newline-delimited JSON, parsed one at a
 * time: a file of any size in constant memory.
 *
 * @throws {ReadingError} broken_json with the number of the element at fault, also for one nested deeper than 64;
 *   long_row for one longer than eight rows may be
 */
export async function* readElements(
  text: AsyncIterable<string>,
  fileName: string,
  limits: Limits,
): AsyncGenerator<Element[], void, undefined> {
  let rest = '';
  let row = 0;
  let inside: 'start' | 'members' | 'elements' | 'lines' | 'after' = 'start';
  let batch: Element[] = [];
  const broken = () => new ReadingError('broken_json', { file: fileName, row: row + 1 });
  const limit = limits.rowLength * 8;

  /** Takes what it can from `rest`; false when more text is needed. */
  function step(last: boolean): boolean {
    if (inside === 'start') {
      rest = rest.trimStart();
      if (rest === '') return false;
      if (rest[0] === '[') {
        rest = rest.slice(1);
        inside = 'elements';
      } else if (rest[0] === '{') {
        // One object a line, unless the first line is only the beginning of an object.
        const line = rest.indexOf('\n');
        if (line === -1 && !last) return false;
        const whole = line === -1 ? rest : rest.slice(0, line);
        inside = isWholeObject(whole) && !/"features"\s*:/.test(whole) ? 'lines' : 'members';
        if (inside === 'members') rest = rest.slice(1);
      } else throw broken();
      return true;
    }
    if (inside === 'members') return member();
    if (inside === 'after') {
      rest = '';
      return false;
    }
    let at = skipSpace(rest, 0);
    if (at === rest.length) {
      rest = '';
      if (last && inside === 'elements') throw broken();
      return false;
    }
    if (inside === 'elements' && rest[at] === ']') {
      inside = 'after';
      return true;
    }
    const from = at;
    let taken = 0;
    while (at < rest.length && taken < BATCH) {
      if (inside === 'elements' && rest[at] === ']') break;
      const end = valueEnd(rest, at, last && inside === 'lines');
      if (end === DEPTH_EXCEEDED) throw broken();
      if (end === null) break;
      batch.push({ row: row + 1, value: parse(rest.slice(at, end)) });
      row++;
      taken++;
      at = skipSpace(rest, end);
    }
    if (taken === 0) {
      if (last) throw broken();
      rest = from === 0 ? rest : rest.slice(from);
      return false;
    }
    rest = rest.slice(at);
    return true;
  }

  function member(): boolean {
    const key = /^[\s,]*"((?:[^"\\]|\\.)*)"\s*:\s*/.exec(rest);
    if (!key) {
      if (/^\s*\}/.test(rest)) inside = 'after';
      else if (rest.length > limit || /^[\s,]*[^\s,"}]/.test(rest)) throw broken();
      return inside === 'after';
    }
    const at = key[0].length;
    if (at >= rest.length) return false;
    if (key[1] === 'features' && rest[at] === '[') {
      rest = rest.slice(at + 1);
      inside = 'elements';
      return true;
    }
    const end = valueEnd(rest, at, false);
    if (end === DEPTH_EXCEEDED) throw broken();
    if (end === null) return false;
    rest = rest.slice(end);
    return true;
  }

  function parse(json: string): unknown {
    try {
      return JSON.parse(json);
    } catch {
      throw broken();
    }
  }

  for await (const chunk of text) {
    rest += chunk;
    while (step(false)) {
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    if (rest.length > limit) throw new ReadingError('long_row', { row: row + 1, limit });
  }
  while (step(true)) {
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
  }
  if ((inside as string) === 'members') throw broken();
  if (batch.length > 0) yield batch;
}

const DEPTH_EXCEEDED = -1;

/** @returns where the value that starts at `at` ends, or null when the text ends inside it */
function valueEnd(text: string, at: number, last: boolean): number | null {
  const first = text.charCodeAt(at);
  if (first !== 123 && first !== 91 && first !== 34) {
    let end = at;
    while (end < text.length && !/[\s,\]}]/.test(text[end] as string)) end++;
    return end < text.length || last ? Math.max(end, at + 1) : null;
  }
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      i = stringEnd(text, i);
      if (i === -1) return null;
      if (depth === 0) return i + 1;
    } else if (code === 123 || code === 91) {
      if (++depth > DEPTH) return DEPTH_EXCEEDED;
    } else if (code === 125 || code === 93) {
      if (--depth === 0) return i + 1;
    }
  }
  return null;
}

/** @returns where the closing quote stands, −1 when the text ends first */
function stringEnd(text: string, open: number): number {
  let quote = text.indexOf('"', open + 1);
  while (quote !== -1) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote;
    quote = text.indexOf('"', quote + 1);
  }
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    SPACE.lastIndex = at;
    if (!SPACE.test(text)) break;
    at++;
  }
  return at;
}

function isWholeObject(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
