import type { Category, CountedCategory, CountedPeriod } from '@lagesbild/contract';
import { formatDay, formatPeriod } from '../../text/format.ts';
import { nameIn } from '../../text/index.ts';

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** A whole year by its number, a whole month by its name; anything else from its first day to its last. */
export function periodName({ from, to }: CountedPeriod, language: string): string {
  const year = Number(from.slice(0, 4));
  const month = Number(from.slice(5, 7));
  if (from === `${year}-01-01` && to === `${year}-12-31`) return String(year);
  const endsMonth = to === lastDay(Number(to.slice(0, 4)), Number(to.slice(5, 7)));
  if (!from.endsWith('-01') || !endsMonth) return formatPeriod(from, to, language);
  if (to === lastDay(year, month)) return formatDay(from, language, { month: 'short', year: 'numeric' });
  return formatPeriod(from, to, language, 'month');
}

/** What a page of a table is called: the source's own words, or the category they are the code of. */
export function countedName(
  { category, source_category }: Pick<CountedCategory, 'category' | 'source_category'>,
  categories: readonly Category[],
  language: string,
): string {
  if (source_category !== '' && source_category !== category) return source_category;
  const known = categories.find(({ code }) => code === category);
  return known === undefined ? source_category || '–' : nameIn(known.names, language as never);
}

/** One of a table's categories as it stands in the address. */
export const countedKey = ({
  category,
  source_category,
}: Pick<CountedCategory, 'category' | 'source_category'>): string =>
  source_category === '' || source_category === category ? category : `${category}|${source_category}`;
