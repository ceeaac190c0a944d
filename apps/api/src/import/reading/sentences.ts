import { LANGUAGES, type Language } from '@lagesbild/contract';
import { registerSentences, type SentenceParams, sentence } from '../../sentence.ts';

/** One sentence in every shipped language, with `{name}` where a parameter goes. */
export type Sentence = Readonly<Record<Language, string>>;
export type Params = Readonly<SentenceParams>;

/** Adds a table of sentences to the program's own, under a prefix that keeps its codes apart. */
export function registerTable(prefix: string, table: Readonly<Record<string, Sentence>>): void {
  const added = { sv: {}, en: {}, ar: {} } as Record<Language, Record<string, string>>;
  for (const [code, texts] of Object.entries(table)) {
    for (const language of LANGUAGES) added[language][`${prefix}_${code}`] = texts[language];
  }
  registerSentences(added);
}

/** @returns the sentence of a registered table with its parameters in place, safe to show */
export function say(language: Language, prefix: string, code: string, params: Params = {}): string {
  return sentence(language, `${prefix}_${code}`, { ...params });
}
