import ar from './text/ar.json';
import en from './text/en.json';
import sv from './text/sv.json';

export const LANGUAGES = { sv: 'Svenska', en: 'English', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;
export type Word = keyof typeof sv;

const TEXTS: Record<Language, Record<Word, string>> = { sv, en, ar };
const KEPT = 'lagesbild-language';

/** What the visitor chose, else what their browser speaks. */
export function firstLanguage(): Language {
  const known = (word: string | null): Language | undefined =>
    (Object.keys(LANGUAGES) as Language[]).find((one) => word?.toLowerCase().startsWith(one));
  const kept = (() => {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null; // a browser that keeps nothing
    }
  })();
  return known(kept) ?? navigator.languages.map(known).find((one) => one !== undefined) ?? 'sv';
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // it holds for this page then
  }
}

export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

export const sayIn =
  (language: Language): Say =>
  (word, values = {}) =>
    TEXTS[language][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

const LOCALES: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' };

export const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

/** A list in words: a, b and c. */
export const listIn = (language: Language, words: readonly string[]): string =>
  new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(words);
