import type { Language } from '@lagesbild/contract';

/** One sentence in every shipped language, with `{name}` where a parameter goes. */
export type Sentence = Readonly<Record<Language, string>>;
export type Params = Readonly<Record<string, string | number>>;

/** @returns the sentence with its parameters in place; a parameter that isn't given stays visible as `{name}`. */
export function fill(sentence: Sentence, language: Language, params: Params = {}): string {
  return sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : String(value);
  });
}
