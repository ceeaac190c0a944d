import { LANGUAGES, type Language, type Names } from '@lagesbild/contract';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { remember, remembered } from '../shell/preference.ts';
import { formatNumber } from './format.ts';

type Entries = Record<string, string>;
const files = import.meta.glob<Entries>('./*/*.json', { import: 'default' });
const KEPT_AS = 'lagesbild.language';

/** The language a person chose here before, else the first the browser asks for that we speak, else Swedish. */
export function preferredLanguage(kept: string | null, asked: readonly string[]): Language {
  const known = (code: string): Language | undefined => LANGUAGES.find((language) => language === code.split('-')[0]);
  return (kept === null ? undefined : known(kept)) ?? asked.map(known).find((code) => code !== undefined) ?? 'sv';
}

async function load(language: Language): Promise<void> {
  const own = Object.keys(files).filter((path) => path.startsWith(`./${language}/`));
  await Promise.all(
    own.map(async (path) => {
      const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
      i18next.addResourceBundle(language, namespace, await files[path]!(), true, true);
    }),
  );
}

function face(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

/** Make the page speak: resolves when every sentence of the language is here. */
export async function startText(): Promise<void> {
  const language = preferredLanguage(remembered(KEPT_AS), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [
      'shell',
      'panels',
      'hotSpots',
      'map',
      'import',
      'counts',
      'settings',
      'harm',
      'account',
      'audit',
      'system',
      'lawful',
      'methods',
      'exhibit',
      'disclosure',
      'review',
      'actions',
      'proposals',
      'release',
      'zones',
      'patrol',
    ],
    defaultNS: 'shell',
    resources: {},
    // Keys are flat: 'rail.map' is one key, so that one search finds it.
    keySeparator: false,
    interpolation: { escapeValue: false },
  });
  i18next.services.formatter?.add('number', (value, lng) => formatNumber(Number(value), lng ?? 'sv'));
  await load(language);
  face(language);
}

/** Speak another language from now on, and remember it. */
export async function speak(language: Language): Promise<void> {
  await load(language);
  remember(KEPT_AS, language);
  await i18next.changeLanguage(language);
  face(language);
}

/** The language the page speaks now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language as Language;
}

/** A name in the page's language, Swedish where it has none. */
export const nameIn = (names: Names, language: string): string => names[language as keyof Names] ?? names.sv;
