import { rateRatio } from '@lagesbild/analysis';
import type { Tally } from '@lagesbild/contract';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Places } from '../api.ts';
import { useTally } from '../engine/hooks.ts';
import { filterStore, useFilter, useFilterField, usePassing, useView } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatNumber, formatShare } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { useAsked } from './asked.ts';
import { isOutside } from './brush.ts';
import { dayText } from './calendar.ts';
import { showPlace, useCity } from './city.ts';
import { CHANCE } from './compare.ts';
import { spanOf } from './extent.ts';
import panel from './panel.module.css';
import { type Place, placedOf, rankedPlaces } from './place-facts.ts';
import styles from './place-list.module.css';
import { yearBefore } from './presets.ts';
import { useTimeline } from './timeline.ts';

/** The places the agreements name, and the others on request, the fullest first: press one to see only it. */
export function PlaceList() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { places } = useArea();
  const tally = useTally();
  const { filter } = useFilter();
  const [more, setMore] = useState(false);
  const ranked = useRanked(places, tally);
  const before = useYearBefore();
  const named = ranked.filter(({ properties }) => properties.named_in !== null);
  const others = ranked.length - named.length;
  if (ranked.length === 0) return <p className={panel.note}>{t('place.none')}</p>;
  const placed = placedOf(tally, filter);
  const number = (n: number): string => formatNumber(n, language);
  const compared = before !== null;
  return (
    <>
      <ul className={styles.list} data-compared={compared || undefined}>
        {(named.length === 0 || more ? ranked : named).map((place) => (
          <PlaceRow key={place.properties.slug} place={place} placed={placed} before={before} />
        ))}
      </ul>
      {named.length > 0 && others > 0 && (
        <button type="button" className={panel.quiet} aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? t('place.fewer') : t('place.more', { count: others })}
        </button>
      )}
      <p className={styles.note}>
        {named.length > 0 && (
          <span className={styles.agreed}>
            <i aria-hidden="true" />
            {t('place.agreed')}
          </span>
        )}
        {placed !== null && placed > 0 && <span>{t('place.shareOf', { n: number(placed) })}</span>}
        {compared && <span>{t('place.changeOf')}</span>}
        {tally !== null && placed === 0 && tally.n > 0 && (
          <span>{t('place.nonePlaced', { all: number(tally.n) })}</span>
        )}
      </p>
    </>
  );
}

/** The ranking holds still while something is dragged or played: nobody can press a row that runs away. */
function useRanked(places: Places, tally: Tally | null): Place[] {
  const passing = usePassing();
  const kept = useRef<Place[]>([]);
  if (!passing || kept.current.length === 0) kept.current = rankedPlaces(places, tally);
  return kept.current;
}

/** The same question one year of weeks earlier; null without a chosen period, or where the data don't reach that far. */
function useYearBefore(): Tally | null {
  const { filter } = useFilter();
  const extent = useTimeline()?.extent;
  const span = extent === undefined ? null : spanOf(filter, extent);
  const earlier = span === null || extent === undefined ? null : yearBefore(span, extent.snap);
  const reached = span !== null && extent !== undefined && !isOutside(span, extent);
  const known = reached && earlier !== null && earlier.from >= extent.from;
  return useAsked(known ? { ...filter, from: dayText(earlier.from), to: dayText(earlier.to) } : null);
}

interface PlaceRowProps {
  place: Place;
  /** What shares are of; 0 where no count can be told. */
  placed: number | null;
  before: Tally | null;
}

function PlaceRow({ place, placed, before }: PlaceRowProps) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const tally = useTally();
  const { at, setView } = useView();
  const city = useCity();
  const chosen = useFilterField('places')?.includes(place.properties.slug) ?? false;
  const { slug, names, named_in } = place.properties;
  const unknown = tally === null || (placed === 0 && tally.n > 0);
  const n = unknown ? undefined : tally.places[slug];
  const peak = Math.max(1, ...Object.values(tally?.places ?? {}));
  const earlier = before?.places[slug];
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
        <span className={styles.name}>
          {named_in !== null && <i className={styles.mark} aria-hidden="true" />}
          {nameIn(names, language)}
          {named_in !== null && <span className="spoken"> ({t('place.agreed')})</span>}
        </span>
        <span className={styles.n}>
          {n === undefined ? '–' : formatNumber(n, language)}
          <span className="spoken"> {t('unit.incidents', { count: n ?? 0 })}</span>
        </span>
        <span className={styles.share}>{n === undefined || !placed ? '' : formatShare(n / placed, language)}</span>
        {before !== null && <Change now={n} before={earlier} />}
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

/** "+12": how many more than a year before, strong where that is more than chance gives. */
function Change({ now, before }: { now: number | undefined; before: number | undefined }) {
  const language = useLanguage();
  if (now === undefined || before === undefined) return <span className={styles.change}>–</span>;
  const strong = now !== before && rateRatio(now, before).p < CHANCE;
  return (
    <bdi dir="ltr" className={styles.change} data-strong={strong || undefined}>
      {formatNumber(now - before, language, { signDisplay: 'exceptZero' })}
    </bdi>
  );
}
