import { plainLineOf, type SourceChoice } from '@lagesbild/contract';
import { asciiSlug } from './area-name.ts';
import type { SourceFile } from './source-file.ts';

/** Where does the file come from? Two publishers are known by their format; else its name stands until someone says. */
export function guessSource(file: SourceFile, lieElsewhere: boolean): SourceChoice {
  if (file.format === 'police_uk') {
    const licence = 'Open Government Licence v3.0';
    return { slug: 'data-police-uk', name: 'data.police.uk', kind: 'open', licence };
  }
  if (file.format === 'polisen') return { slug: 'polisen-se', name: 'polisen.se', kind: 'open', licence: null };
  const name = plainLineOf(file.fileName.replace(/^.*[\\/]/, '').replace(/(\.[a-z0-9]{1,8}){1,2}$/i, ''), 200);
  const slug = asciiSlug(name).slice(0, 60).replace(/-+$/, '');
  return {
    slug: slug === '' ? 'fil' : slug,
    name: name === '' ? 'Fil' : name,
    // A file about somewhere else is something to try the program on, most likely published.
    kind: lieElsewhere ? 'open' : 'municipal',
    licence: null,
  };
}
