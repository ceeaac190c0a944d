import type { Language } from '@lagesbild/contract';

/** Digits and calendar are pinned: some regions' defaults print other ones, and a date must read the same to all. */
const LOCALES: Record<Language, string> = {
  sv: 'sv-SE-u-ca-gregory-nu-latn',
  en: 'en-GB-u-ca-gregory-nu-latn',
  ar: 'ar-u-ca-gregory-nu-latn',
};

/** The locale that Intl formats a language's page in. */
export const localeOf = (language: string): string => LOCALES[language as Language] ?? LOCALES.sv;

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let format = kept.get(key) as T | undefined;
  if (format === undefined) {
    format = make();
    kept.set(key, format);
  }
  return format;
}

export const formatNumber = (n: number, language: string, options: Intl.NumberFormatOptions = {}): string =>
  keep(`n ${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(localeOf(language), options)).format(n);

export const formatShare = (share: number, language: string): string =>
  formatNumber(share, language, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });

const P = { minimumFractionDigits: 3, maximumFractionDigits: 3 } as const;
const LEAST_P = 0.001;

/** A p-value: three decimals, and no smaller than that. Isolated, since "<" turns round in a text from right to left. */
export const formatP = (p: number, language: string): string =>
  p < LEAST_P ? `\u2066< ${formatNumber(LEAST_P, language, P)}\u2069` : formatNumber(p, language, P);

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const MONTH = { month: 'short', year: 'numeric' } as const;

/** Days have no clock and no zone: noon UTC stands for one, formatted in UTC. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const dates = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  keep(
    `d ${language} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', ...options }),
  );

/** A local day (yyyy-mm-dd) in words. */
export const formatDay = (day: string, language: string, options: Intl.DateTimeFormatOptions = DAY): string =>
  dates(language, options).format(noon(day));

/** The day that data reach to, or the month where no day is known. */
export const formatDataDate = (
  { last_day, monthly }: { last_day: string; monthly: boolean },
  language: string,
  options: Intl.DateTimeFormatOptions = DAY,
): string => formatDay(last_day, language, monthly ? { month: 'long', year: 'numeric' } : options);

/** Two local days as one phrase: "24 aug. – 21 nov. 2026"; the dash has room where an end is more than one word. */
export const formatPeriod = (from: string, to: string, language: string, whole: 'day' | 'month' = 'day'): string =>
  dates(language, whole === 'day' ? DAY : MONTH)
    .formatRange(noon(from), noon(to))
    .replace(/^(.*\s.*?)\s?–\s?(?=\S)/u, '$1 – ');

/** The weekdays' names, Monday first. */
export const weekdayNames = (language: string, weekday: 'long' | 'short' | 'narrow'): string[] =>
  // 2024-01-01 was a Monday.
  Array.from({ length: 7 }, (_, i) => dates(language, { weekday }).format(noon(`2024-01-0${i + 1}`)));

export const formatList = (items: readonly string[], language: string): string =>
  new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(items);
