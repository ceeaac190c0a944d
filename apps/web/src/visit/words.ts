import ar from './text/ar.json';
import en from './text/en.json';
import sv from './text/sv.json';

const FILES = { sv, en, ar };
export type Language = keyof typeof FILES;
type Key = keyof typeof sv;
export type Say = (key: Key, slots?: Readonly<Record<string, string | number>>) => string;

/** The first language the browser asks for that the page speaks, else Swedish. */
export const languageOf = (asked: readonly string[]): Language =>
  asked.map((code) => code.split('-')[0]).find((code): code is Language => code !== undefined && code in FILES) ?? 'sv';

/** Sentences of a language, with what stands in their slots. */
export const wordsOf =
  (language: Language): Say =>
  (key, slots = {}) =>
    FILES[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ''));

/** 18:05, in every language. */
export const clockText = (minute: number): string => {
  const of_day = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(of_day / 60)).padStart(2, '0')}:${String(of_day % 60).padStart(2, '0')}`;
};

/** A day by its name and date, in the language that the page stands in. */
export const dayName = (day: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`));
