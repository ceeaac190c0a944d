import type { ResidentLanguage } from '@lagesbild/contract';
import type { ComponentChild } from 'preact';
import type swedish from './text/sv.json';

type Entry = keyof (typeof swedish)['text'];
type Stem<Key> = Key extends `${infer Start}_${'one' | 'other'}` ? Start : Key;
/** What the page can say. Sentences with a plural are asked for by their stem, with `n`. */
export type Sentence = Stem<Entry>;

export type Slots = Readonly<Record<string, string | number>>;

export interface Speech extends Omit<ResidentLanguage, 'text'> {
  say(sentence: Sentence, slots?: Slots): string;
  /** The word of a shipped choice; undefined where there is none. */
  wordOf(kind: 'reason' | 'help' | 'why_not', code: string): string | undefined;
  /** A sentence with elements in its slots. */
  compose(sentence: Sentence, slots: Readonly<Record<string, ComponentChild>>): ComponentChild[];
}

/** Digits and calendar are pinned: some regions' defaults print other ones. */
export const localeOf = (language: string): string => `${language}-u-ca-gregory-nu-latn`;

/**
 * A month and its year in words; in figures, year first, where the browser doesn't know the language's months: most lack those of Somali and
 * Tigrinya, and would say "2026 M11", or borrow another language's.
 */
export function monthIn(language: string, day: Date): string {
  const locale = localeOf(language);
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf([locale]).length > 0;
  const said = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(day);
  if (isKnown && !/\bM\d/.test(said)) return said;
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
}

const SLOT = /\{(\w+)\}/;

/** A language that speaks. */
export function speechOf({ text, ...file }: ResidentLanguage): Speech {
  const plural = new Intl.PluralRules(file.language);
  const number = new Intl.NumberFormat(localeOf(file.language));
  const found = (sentence: string, n: unknown): string => {
    const names =
      typeof n === 'number' ? [`${sentence}_${plural.select(n)}`, `${sentence}_other`, sentence] : [sentence];
    const name = names.find((one) => text[one] !== undefined);
    if (name === undefined) throw new RangeError(`${file.language} has no sentence ${sentence}`);
    return text[name]!;
  };
  const shown = (value: string | number | undefined): string =>
    typeof value === 'number' ? number.format(value) : (value ?? '');
  return {
    ...file,
    say: (sentence, slots = {}) =>
      found(sentence, slots.n).replace(new RegExp(SLOT, 'g'), (_, name: string) => shown(slots[name])),
    wordOf: (kind, code) => text[`${kind}.${code}`],
    compose: (sentence, slots) =>
      found(sentence, slots.n)
        .split(SLOT)
        .map((part, i) => (i % 2 === 0 ? part : slots[part])),
  };
}
