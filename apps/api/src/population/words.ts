import type { Language, PopulationSum } from '@lagesbild/contract';
import { type SentenceParams, sentence } from '../sentence.ts';
import './sentences.ts';

/** What is known, as sentences are filled in with it. */
export const described = (
  language: Language,
  slug: string,
  { source, counted_on, squares, residents, sides, demonstration }: PopulationSum,
): SentenceParams => ({
  ...{ slug, source, n: squares, residents, sides: sides.join(' + ') },
  day: counted_on ?? sentence(language, 'population_no_day'),
  made_up: demonstration ? ` ${sentence(language, 'population_made_up')}` : '',
});
