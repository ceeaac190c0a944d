import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatPeriod, formatShare, weekdayNames } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { dayText } from './calendar.ts';
import { timelineOf } from './extent.ts';
import { IncidentList } from './incident-list.tsx';
import { hourlessOf } from './overview.tsx';
import { placedOf, rankedPlaces } from './place-facts.ts';
import styles from './tables.module.css';
import { binDays } from './time-bins.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The map in words and figures, where this browser can't draw one: nothing is lost but the picture. */
export function Tables() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const tally = useTally();
  const { filter } = useFilter();
  const months = useMemo(() => {
    const timeline = timelineOf(municipality.data, tally);
    return timeline === null ? [] : binDays(timeline.days, timeline.extent.from, 'month').bins.reverse();
  }, [municipality.data, tally]);
  if (tally === null) return <p className={styles.tables}>{t('list.fetching')}</p>;
  const number = (n: number): string => formatNumber(n, language);
  const ranked = rankedPlaces(places, tally);
  const placed = placedOf(tally, filter);
  const weekdays = weekdayNames(language, 'short');
  const hourless = hourlessOf(tally);
  const categories = municipality.categories
    .map(({ code, names }) => ({ name: nameIn(names, language), n: tally.categories[code] ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  return (
    <div className={styles.tables}>
      <p className={styles.lead}>{t('tables.noMap')}</p>
      {placed === 0 && tally.n > 0 && <p>{t('place.nonePlaced', { all: number(tally.n) })}</p>}
      {ranked.length > 0 && (
        <table className={styles.table}>
          <caption>{t('place.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('tables.place')}</th>
              <th scope="col">{t('tables.incidents')}</th>
              <th scope="col">{t('tables.share')}</th>
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ properties: { slug, names } }) => (
              <tr key={slug}>
                <th scope="row">{nameIn(names, language)}</th>
                <td>{placed === 0 ? '–' : number(tally.places[slug] ?? 0)}</td>
                <td>{placed ? formatShare((tally.places[slug] ?? 0) / placed, language) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table className={styles.table}>
        <caption>{t('tables.categories')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tables.category')}</th>
            <th scope="col">{t('tables.incidents')}</th>
          </tr>
        </thead>
        <tbody>
          {categories.map(({ name, n }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{number(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles.table}>
        <caption>{t('tables.months')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tables.month')}</th>
            <th scope="col">{t('tables.incidents')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ start, n }) => (
            <tr key={start}>
              <th scope="row">{formatPeriod(dayText(start), dayText(start), language, 'month')}</th>
              <td>{number(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hourless > 0 && tally.hours.every((n) => n === 0) ? (
        <p>{t('matrix.none', { count: hourless, n: number(hourless) })}</p>
      ) : (
        <table className={`${styles.table} ${styles.wide}`}>
          <caption>{t('matrix.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('tables.hour')}</th>
              {weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {HOURS.map((hour) => (
              <tr key={hour}>
                <th scope="row">
                  <bdi dir="ltr">{`${String(hour).padStart(2, '0')}–${String((hour + 1) % 24).padStart(2, '0')}`}</bdi>
                </th>
                {weekdays.map((name, row) => (
                  <td key={name}>{number(tally.hours[row * 24 + hour] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section className={styles.table} aria-label={t('inspector.incidents')}>
        <h2>{t('inspector.incidents')}</h2>
        <IncidentList />
      </section>
    </div>
  );
}
