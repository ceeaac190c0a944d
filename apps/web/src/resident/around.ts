import type { FlagForm, Names, ResidentAdditions } from '@lagesbild/contract';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Shelf } from './kept.ts';
import type { Plane } from './place/transverse-mercator.ts';
import type { Speech } from './speech.ts';

/** The page without what the installation adds to it. */
export const NO_ADDITIONS: ResidentAdditions = {
  languages: [],
  leave_to: null,
  basemap: { kind: 'sketch', url: null, attribution: null },
};

/** What every screen has around it. */
export interface Around {
  area: string;
  form: FlagForm;
  /** The area's metres. */
  plane: Plane;
  shelf: Shelf;
  speech: Speech;
  additions: ResidentAdditions;
}

export const AroundContext = createContext<Around | null>(null);

export function useAround(): Around {
  const around = useContext(AroundContext);
  if (around === null) throw new Error('a screen stands within the page');
  return around;
}

/** A name in the page's language, Swedish where it has none. */
export const nameIn = (names: Names, language: string): string =>
  (names as Readonly<Record<string, string | undefined>>)[language] ?? names.sv;

/** The words of something to choose: the area's own, or those the page ships. */
export function wordsOf(
  { speech }: Pick<Around, 'speech'>,
  kind: 'reason' | 'help' | 'why_not',
  { code, names }: { code: string; names: Names | null },
): string {
  return names === null ? (speech.wordOf(kind, code) ?? code) : nameIn(names, speech.language);
}
