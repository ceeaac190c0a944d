import type { Names } from '@lagesbild/contract';
import type { Language } from './words.ts';

/** What staff have written: in the reader's language where they have, else in Swedish. */
export function Said({ names, language, name }: { names: Names; language: Language; name: (names: Names) => string }) {
  return (
    <p lang={names[language] === undefined ? 'sv' : language} dir="auto">
      {name(names)}
    </p>
  );
}
