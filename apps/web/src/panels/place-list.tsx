import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { filterStore, useFilterField, useView } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatNumber, formatShare } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { showPlace, useCity } from './city.ts';
import panel from './panel.module.css';
import { orderedPlaces, type Place } from './place-facts.ts';
import styles from './place-list.module.css';

/** The places the agreement names, then the others, with their counts: press one to see only it. */
export function PlaceList() {
  const { t } = useTranslation('panels');
  const { places } = useArea();
  const [more, setMore] = useState(false);
  const { named, others } = orderedPlaces(places);
  if (named.length + others.length === 0) return <p className={panel.note}>{t('place.none')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {(named.length > 0 ? named : others).map((place) => (
          <PlaceRow key={place.properties.slug} place={place} />
        ))}
        {more && named.length > 0 && others.map((place) => <PlaceRow key={place.properties.slug} place={place} />)}
      </ul>
      {named.length > 0 && others.length > 0 && (
        <button type="button" className={panel.quiet} aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? t('place.fewer') : t('place.more', { count: others.length })}
        </button>
      )}
    </>
  );
}

function PlaceRow({ place }: { place: Place }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const tally = useTally();
  const { at, setView } = useView();
  const city = useCity();
  const chosen = useFilterField('places')?.includes(place.properties.slug) ?? false;
  const { slug, names } = place.properties;
  const n = tally?.places[slug];
  const peak = Math.max(1, ...Object.values(tally?.places ?? {}));
  const whole = wholeOf(tally);
  const press = (): void => {
    if (chosen) {
      filterStore.setFilter(({ places: _places, ...rest }) => rest);
      setView({ at: undefined });
      return;
    }
    filterStore.setFilter((filter) => ({ ...filter, places: [slug] }));
    setView({ at: slug });
    showPlace(city, place);
  };
  return (
    <li className={styles.row} data-at={at === slug || undefined}>
      <button type="button" className={styles.place} aria-pressed={chosen} onClick={press}>
        <span className={styles.name}>{nameIn(names, language)}</span>
        <span className={styles.n}>
          {n === undefined ? '–' : formatNumber(n, language)}
          <span className="spoken"> {t('unit.incidents', { count: n ?? 0 })}</span>
        </span>
        <span className={styles.share}>
          {n === undefined || whole === null ? '' : formatShare(n / whole, language)}
        </span>
        <i className={styles.bar} style={{ transform: `scaleX(${((n ?? 0) / peak).toFixed(3)})` }} />
      </button>
      <button
        type="button"
        className={`${panel.tool} ${panel.small}`}
        aria-label={t('place.look', { place: nameIn(names, language) })}
        onClick={() => {
          setView({ at: slug });
          showPlace(city, place);
        }}
      >
        <Icon name="forward" size={16} />
      </button>
    </li>
  );
}

/** What a place's share is a share of: all selected, unless a place is part of the question itself. */
const wholeOf = (tally: { n: number } | null): number | null =>
  tally === null || tally.n === 0 || filterStore.filter.places !== undefined ? null : tally.n;
