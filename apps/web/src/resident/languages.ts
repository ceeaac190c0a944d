import type { ResidentLanguage } from '@lagesbild/contract';
import { remember, remembered } from '../shell/preference.ts';
import { ask } from './wire.ts';

/** A language that can be chosen, by its own name. */
export type Listed = Pick<ResidentLanguage, 'language' | 'name' | 'dir'>;

/** What is shipped, in the order it is offered. Each is a file of `text/`, fetched when it is chosen. */
export const SHIPPED: readonly Listed[] = [
  { language: 'sv', name: 'Svenska', dir: 'ltr' },
  { language: 'en', name: 'English', dir: 'ltr' },
  { language: 'ar', name: 'العربية', dir: 'rtl' },
  { language: 'so', name: 'Soomaali', dir: 'ltr' },
  { language: 'fa', name: 'فارسی', dir: 'rtl' },
  { language: 'ti', name: 'ትግርኛ', dir: 'ltr' },
  { language: 'tr', name: 'Türkçe', dir: 'ltr' },
  { language: 'pl', name: 'Polski', dir: 'ltr' },
  { language: 'fi', name: 'Suomi', dir: 'ltr' },
  { language: 'uk', name: 'Українська', dir: 'ltr' },
  { language: 'es', name: 'Español', dir: 'ltr' },
];

const files = import.meta.glob<ResidentLanguage>('./text/*.json', { import: 'default' });
const KEPT_AS = 'places.language';

/** The language chosen here before, else the first the browser asks for that is listed, else Swedish. */
export function preferred(kept: string | null, asked: readonly string[], listed: readonly Listed[]): string {
  const known = (code: string | null): string | undefined =>
    listed.find(({ language }) => language === code || language === code?.split('-')[0])?.language;
  return known(kept) ?? asked.map(known).find((code) => code !== undefined) ?? 'sv';
}

export const wanted = (listed: readonly Listed[]): string =>
  preferred(remembered(KEPT_AS), navigator.languages, listed);

export const rememberLanguage = (language: string): void => remember(KEPT_AS, language);

/**
 * A language's sentences. What a file of the operator's folder leaves out, because it is older than the page, is said in Swedish.
 *
 * @throws {Unreachable} when its file can't be had
 */
export async function fileOf(language: string, added: readonly Listed[]): Promise<ResidentLanguage> {
  const shipped = files[`./text/${language}.json`];
  if (added.some((one) => one.language === language)) {
    const own = ask<ResidentLanguage>('GET', `/api/installation/resident/${language}`);
    const [file, { text }] = await Promise.all([own, (shipped ?? files['./text/sv.json']!)()]);
    return { ...file, text: { ...text, ...file.text } };
  }
  if (shipped === undefined) throw new RangeError(`${language} is no language of this page`);
  return shipped();
}

/** What is shipped, and what the operator's folder adds or puts in its place. */
export const allListed = (added: readonly Listed[]): Listed[] => [
  ...SHIPPED.filter(({ language }) => !added.some((one) => one.language === language)),
  ...added,
];
