import type { Language } from '@lagesbild/contract';
import { ar } from './sentences/ar.ts';
import { en } from './sentences/en.ts';
import { sv } from './sentences/sv.ts';

/** A value that is itself a sentence, so that it is said in the reader's language. */
export interface Said {
  say: string;
  /** What is filled in there. */
  with?: SentenceParams;
}
export type SentenceParams = Record<string, string | number | Said>;
type Texts = Record<Language, Readonly<Record<string, string>>>;

const texts = { sv: new Map<string, string>(), en: new Map<string, string>(), ar: new Map<string, string>() };

/**
 * Add a room's own sentences, once, when its module is loaded.
 * @throws {Error} when a code lacks a language, or is already taken by other words
 */
export function registerSentences(added: Texts): void {
  const codes = new Set([...Object.keys(added.sv), ...Object.keys(added.en), ...Object.keys(added.ar)]);
  for (const code of codes)
    for (const language of ['sv', 'en', 'ar'] as const) {
      const text = added[language][code];
      if (text === undefined) throw new Error(`The sentence ${code} is missing in ${language}`);
      const before = texts[language].get(code);
      if (before !== undefined && before !== text) throw new Error(`The sentence ${code} is already taken`);
      texts[language].set(code, text);
    }
}
registerSentences({ sv, en, ar });

/** Codes of every sentence known so far; the tests compare the languages by it. */
export const sentenceCodes = (language: Language): string[] => [...texts[language].keys()];

/** The sentence as it was registered. */
export const textOf = (language: Language, code: string): string => texts[language].get(code) ?? '';

// A stranger's value may carry line breaks or turn the direction of the whole sentence: neither reaches the reader.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const VALUE_MAX = 120;
const VALUE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/** A value from outside as it may stand in a sentence: one line, no invisible characters, 120 characters at most. */
export function printable(value: string): string {
  const clean = value.slice(0, 4 * VALUE_MAX).replace(UNPRINTABLE, '\ufffd');
  return clean.length > VALUE_MAX ? `${clean.slice(0, VALUE_MAX)}…` : clean;
}

/**
 * The sentence for `code`, with its `{params}` filled in; numbers are written as the language writes them. In Arabic
 * each value is isolated (U+2068…U+2069), so that a Latin one doesn't reorder the words around it.
 * `{n|row|# rows}` is the first form when `n` is one and else the second, with the number where a `#` stands.
 */
export function sentence(language: Language, code: string, params: SentenceParams = {}): string {
  const text = texts[language].get(code);
  if (text === undefined) throw new Error(`There is no sentence ${code}`);
  return text.replace(VALUE, (whole, name: string, one?: string, more?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (typeof value === 'object') return sentence(language, value.say, value.with);
    const written =
      typeof value === 'number'
        ? value.toLocaleString(language === 'ar' ? 'ar-u-nu-latn' : language)
        : printable(value);
    const set = language === 'ar' ? `\u2068${written}\u2069` : written;
    const form = value === 1 ? one : more;
    return form === undefined ? set : form.replace('#', () => set);
  });
}
