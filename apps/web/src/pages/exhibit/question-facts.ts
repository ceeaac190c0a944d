import { type Filter, isMethod, METHODS, type Parameter, parseFilter } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { weekWords } from '../../panels/week-words.ts';
import { useArea } from '../../shell/area.tsx';
import { formatDay, formatList, formatNumber, formatPeriod, formatShare } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import type { FactRow } from '../system/facts.tsx';
import type { ExhibitAnswer } from './answer.ts';

/** One thing asked. What sets no limit is said, but doesn't tell questions apart. */
export interface Asked extends FactRow {
  limits: boolean;
}

/** The question of an exhibit in words: the filter, then what the method was told. */
export function useQuestionFacts({
  method,
  parameters,
  filter: asked,
}: Pick<ExhibitAnswer, 'method' | 'parameters' | 'filter'>): Asked[] {
  const { t } = useTranslation(['exhibit', 'panels']);
  const language = useLanguage();
  const { municipality, places } = useArea();
  const filter = parseFilter(new URLSearchParams(asked));
  const placeNames = new Map(places.features.map(({ properties: { slug, names } }) => [slug, nameIn(names, language)]));
  const categoryNames = new Map(municipality.categories.map(({ code, names }) => [code, nameIn(names, language)]));
  const named = (codes: readonly string[], names: ReadonlyMap<string, string>): string =>
    formatList(
      codes.map((code) => names.get(code) ?? code),
      language,
    );
  const row = (name: string, value: string, limits: boolean): Asked => ({ name: t(name), value, limits });
  const limited = (name: string, value: string | undefined, otherwise: string): Asked =>
    row(name, value ?? t(otherwise), value !== undefined);
  const { areas, places: inside, categories, discovery, precision, unit } = filter;
  const rows = [
    row('fact.period', period(filter), filter.from !== undefined || filter.to !== undefined),
    limited('fact.week', weekWords(filter, language) || undefined, 'all.week'),
    limited('fact.categories', categories && named(categories, categoryNames), 'all.categories'),
    areas !== undefined && inside === undefined
      ? row('fact.areas', named(areas, placeNames), true)
      : limited('fact.places', inside && named(inside, placeNames), 'all.places'),
  ];
  if (discovery !== undefined) rows.push(row('fact.discovery', worded('discovery', discovery), true));
  if (precision !== undefined) rows.push(row('fact.precision', worded('precision', precision), true));
  rows.push(row('fact.unit', t(`unit.${unit ?? 'report'}`), unit === 'row'));
  const known: Readonly<Record<string, Parameter>> = isMethod(method) ? METHODS[method].parameters : {};
  for (const [name, value] of Object.entries(parameters))
    rows.push(row(`parameter.${name}`, measured(value, known[name]?.unit ?? ''), value !== known[name]?.usual));
  return rows;

  function worded(of: 'discovery' | 'precision', codes: readonly string[]): string {
    return formatList(
      codes.map((code) => t(`panels:${of}.${code}`)),
      language,
    );
  }

  function period({ from, to }: Filter): string {
    if (from !== undefined && to !== undefined) return formatPeriod(from, to, language);
    if (from !== undefined) return t('fact.from', { day: formatDay(from, language) });
    return to === undefined ? t('all.period') : t('fact.to', { day: formatDay(to, language) });
  }

  function measured(value: number | string, unit: string): string {
    if (typeof value === 'string') return placeNames.get(value) ?? value;
    if (unit === 'share') return formatShare(value, language);
    const n = formatNumber(value, language);
    return unit === 'm' || unit === 'd' ? t(`unit.${unit}`, { n }) : n;
  }
}
