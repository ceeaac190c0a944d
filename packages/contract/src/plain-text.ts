import { z } from 'zod';

/** Nothing invisible, nothing that turns the direction of what follows. */
export const PLAIN_LINE = /^[^\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/u;
/** The same, where a line may end. */
export const PLAIN_LINES = /^(?:[^\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\t\n\r])*$/u;

/** Something written by hand in one line, such as a name; at most `max` characters. */
export const plainLine = (max: number) => z.string().trim().max(max).regex(PLAIN_LINE);

/** Something written by hand in as many lines as it takes. */
export const plainLines = (max: number) => z.string().trim().max(max).regex(PLAIN_LINES);
