import type { Said, SentenceParams } from '../sentence.ts';
import type { TableRow } from './table.ts';
import { COLUMNS, type Column, folded, WORDS } from './words.ts';

/** Why a row can't be used: a sentence's code, and what stands in it. */
export class RowFault extends Error {
  readonly code: string;
  readonly params: SentenceParams;
  constructor(code: string, params: SentenceParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
  /** As part of another sentence. */
  get said(): Said {
    return { say: this.code, with: this.params };
  }
}

/** Reads the cells of one row. @throws {RowFault} by each */
export class RowReader {
  private readonly row: TableRow;
  constructor(row: TableRow) {
    this.row = row;
  }

  text(column: Column): string {
    return this.row.cells[column] ?? '';
  }

  /** A text that has to be there. */
  some(column: Column): string {
    const value = this.text(column);
    if (value === '') throw new RowFault('perception_row_empty', { column: COLUMNS[column][0] });
    return value;
  }

  /** The code of a word; null for an empty cell. */
  code<C extends keyof typeof WORDS>(column: C, text = this.text(column)): (keyof (typeof WORDS)[C] & string) | null {
    if (text === '') return null;
    const asked = folded(text);
    const found = Object.entries<readonly string[]>(WORDS[column]).find(
      ([code, words]) => folded(code) === asked || words.includes(asked),
    );
    if (found !== undefined) return found[0] as keyof (typeof WORDS)[C] & string;
    const known = Object.entries<readonly string[]>(WORDS[column]).map(([code, words]) => words[0] ?? code);
    throw new RowFault('perception_row_word', { value: text, column: COLUMNS[column][0], known: known.join(', ') });
  }

  /** Several of them, as `kväll; natt`. */
  codes<C extends keyof typeof WORDS>(column: C): (keyof (typeof WORDS)[C] & string)[] {
    return this.list(column).map((text) => this.code(column, text)!);
  }

  list(column: Column): string[] {
    const parts = this.text(column).split(/[;,|]/);
    return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
  }

  /** A number in its range; null for an empty cell. */
  number(column: Column, min: number, max: number, whole = true): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const value = numberOf(text);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
      throw new RowFault('perception_row_number', { value: text, column: COLUMNS[column][0], min, max });
    return value;
  }

  /** A share as 0.42, 0,42 or 42 %. */
  share(column: Column): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const value = text.endsWith('%') ? numberOf(text.slice(0, -1)) / 100 : numberOf(text);
    if (!(value >= 0 && value <= 1))
      throw new RowFault('perception_row_number', { value: text, column: COLUMNS[column][0], min: 0, max: 1 });
    return value;
  }
}

/** With a comma or a full stop for decimals, and spaces between thousands; NaN for anything else. */
export function numberOf(text: string): number {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
