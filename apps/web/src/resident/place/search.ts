import type { FlagForm } from '@lagesbild/contract';

type Place = FlagForm['places'][number];

/** Letters without what is above and below them, so that Marsta finds Märsta and الشارع finds الشَّارع. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How well a name fits what was typed: 0 begins with it, 1 a word of it does, 2 it is within; null not at all. */
function fit(name: string, typed: string): number | null {
  const words = folded(name);
  if (words.startsWith(typed)) return 0;
  if (words.includes(` ${typed}`)) return 1;
  return words.includes(typed) ? 2 : null;
}

/** Those that have a name that fits what was typed; the best first, otherwise as they came. */
export function searchNamed<T>(all: readonly T[], namesOf: (one: T) => readonly string[], text: string): T[] {
  const typed = folded(text);
  if (typed === '') return [...all];
  return all
    .flatMap((one) => {
      const fits = namesOf(one).flatMap((name) => fit(name, typed) ?? []);
      return fits.length === 0 ? [] : [{ one, fit: Math.min(...fits) }];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ one }) => one);
}

/** The places whose name, in any language, fits what was typed. */
export const searchPlaces = (places: readonly Place[], text: string): Place[] =>
  searchNamed(places, ({ names }) => Object.values(names), text);
