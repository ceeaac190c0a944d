import type { Action } from '@lagesbild/contract';
import { cell } from '../../panels/row-file.ts';

/** A column of the file: its heading, and what it says of an action. */
export type ActionColumn = readonly [heading: string, of: (action: Action) => string | null];

/** Actions as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read å ä ö), a line each. */
export const actionFile = (actions: readonly Action[], columns: readonly ActionColumn[]): string => {
  const lines = actions.map((action) => columns.map(([, of]) => cell(of(action))));
  return `\ufeff${[columns.map(([heading]) => cell(heading)), ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
};
