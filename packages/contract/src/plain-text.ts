import { z } from 'zod';

/** Nothing invisible, nothing that turns the direction of what follows. */
export const PLAIN_LINE = /^[^\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/u;
/** The same, where a line may end. */
export const PLAIN_LINES = /^(?:[^\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\t\n\r])*$/u;

const MARKS = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** A text from elsewhere as it may be proposed to somebody: in one line, without what can't be seen. At most `max` characters. */
export const plainLineOf = (text: string, max: number): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(MARKS, '')
    .trim()
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();

/** Something written by hand in one line, such as a name; at most `max` characters. */
export const plainLine = (max: number) => z.string().trim().max(max).regex(PLAIN_LINE);

/** Something written by hand in as many lines as it takes. */
export const plainLines = (max: number) => z.string().trim().max(max).regex(PLAIN_LINES);
