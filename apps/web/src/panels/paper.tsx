import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { filterStore, useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatDataDate, formatList, formatNumber, localeOf } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { useDrawn } from './city.ts';
import styles from './paper.module.css';
import { usePeriodWords, useTimeline } from './timeline.ts';
import { weekWords } from './week-words.ts';

/** When the page is being printed; null while it isn't: what only paper needs isn't there twice on the screen. */
function usePrinted(): string | null {
  const language = useLanguage();
  const [printed, setPrinted] = useState<string | null>(null);
  useEffect(() => {
    const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'short' });
    // The page is laid out for paper as soon as this returns.
    const write = (): void => flushSync(() => setPrinted(format.format()));
    const drop = (): void => setPrinted(null);
    addEventListener('beforeprint', write);
    addEventListener('afterprint', drop);
    return () => {
      removeEventListener('beforeprint', write);
      removeEventListener('afterprint', drop);
    };
  }, [language]);
  return printed;
}

/** The head of a printed page: of where and when, how many of how many, and how new. */
export function PaperHead() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const { filter } = useFilter();
  const tally = useTally();
  const period = usePeriodWords();
  const monthly = useTimeline()?.extent.snap === 'month';
  const { last_day, demonstration } = municipality.data;
  if (usePrinted() === null) return null;
  const number = (n: number): string => formatNumber(n, language);
  const parts = [
    weekWords(filter, language),
    tally === null ? '' : t('summary.shows', { n: number(tally.n), total: number(tally.total) }),
    last_day === null ? '' : t('summary.dataTo', { day: formatDataDate({ last_day, monthly }, language) }),
    demonstration ? t('paper.demonstration') : '',
  ];
  return (
    <header className={styles.head}>
      <b>{nameIn(municipality.names, language)}</b>
      <b>{period}</b>
      <span>{parts.filter((part) => part !== '').join(' · ')}</span>
    </header>
  );
}

/** The foot of a printed page: where the data and the map come from, when it was printed, and the address that opens it again. */
export function PaperFoot() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const attribution = useDrawn()?.attribution ?? '';
  const printed = usePrinted();
  if (printed === null) return null;
  const sources = municipality.sources.filter(({ incidents }) => incidents > 0).map(({ name }) => name);
  const parts = [
    sources.length === 0 ? '' : t('paper.sources', { names: formatList(sources, language) }),
    attribution,
    t('paper.printed', { time: printed }),
  ];
  return (
    <footer className={styles.foot}>
      <span>{parts.filter((part) => part !== '').join(' · ')}</span>
      <bdi dir="ltr">{filterStore.permalink(location.origin)}</bdi>
    </footer>
  );
}
