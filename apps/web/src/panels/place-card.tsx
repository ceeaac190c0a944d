import type { Municipality } from '@lagesbild/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatPeriod, formatShare } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { useAsked } from './asked.ts';
import { dayText } from './calendar.ts';
import { CategoryBreakdown } from './category-breakdown.tsx';
import { showPlace, useCity } from './city.ts';
import { compareWithYearBefore } from './compare.ts';
import { useComparison } from './comparison.ts';
import { ComparisonLine } from './comparison-line.tsx';
import { spanOf } from './extent.ts';
import { Figure, Figures, YearBefore } from './figure.tsx';
import { HourMatrix } from './hour-matrix.tsx';
import styles from './inspector.module.css';
import { hourlessOf } from './overview.tsx';
import panel from './panel.module.css';
import { hasArea, type Place } from './place-facts.ts';
import { useRun } from './playback-run.ts';
import { isUnplaced } from './shares.ts';
import { useTimeline } from './timeline.ts';
import { weekWords } from './week-words.ts';

/** One place under the page's filter: how many, which share, when in the week, of what, and the same weeks a year before. */
export function PlaceCard({ place }: { place: Place }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const city = useCity();
  const { filter, setFilter } = useFilter();
  const { slug, names, kind, named_in, source, year, precision_m } = place.properties;
  const countable = hasArea(place);
  const only = filter.places?.length === 1 && filter.places[0] === slug;
  const page = useTally();
  const asked = useAsked(only || !countable ? null : { ...filter, places: [slug] });
  // Where the page itself is limited to this place its own tally is the answer, and follows the finger.
  const tally = only ? page : asked;
  const n = page?.places[slug];
  const { places: _places, ...everywhere } = filter;
  const whole =
    useAsked(filter.places === undefined ? null : everywhere) ?? (filter.places === undefined ? page : null);
  const extent = useTimeline()?.extent;
  const span = extent === undefined ? null : spanOf(filter, extent);
  const quick = tally === null || extent === undefined ? null : compareWithYearBefore(tally, span, extent);
  const comparison = useComparison({ ...filter, places: [slug] }, quick, span, extent);
  const shown = extent === undefined ? undefined : { ...(span ?? extent), snap: extent.snap };
  const number = (value: number): string => formatNumber(value, language);
  const name = nameIn(names, language);
  const limits = weekWords(filter, language);
  const run = useRun();
  // What is known only to an area or coarser lies in no place: without any other nothing can be said, and not "none".
  const unknown = whole !== null && isUnplaced(whole);
  return (
    <>
      <header className={styles.head}>
        <small>
          {t(`place.kind.${kind}`)}
          {shown !== undefined && ` · ${formatPeriod(dayText(shown.from), dayText(shown.to), language, shown.snap)}`}
        </small>
        <h2>{name}</h2>
      </header>
      {countable && unknown && (
        <>
          <Figures>
            <Figure value={null} label={t('unit.incidents', { count: 0 })} />
            <Figure value={null} label={t('selection.ofPlaced', { n: number(0) })} />
            <Figure value={null} label={t('selection.yearBefore')} />
          </Figures>
          <p className={styles.sentence}>{t('place.nonePlaced', { all: number(whole.n) })}</p>
        </>
      )}
      {countable && !unknown && (
        <>
          <Figures>
            <Figure value={n === undefined ? null : number(n)} label={t('unit.incidents', { count: n ?? 0 })} />
            <Figure
              value={
                n === undefined || whole === null || whole.mapped === 0 ? null : formatShare(n / whole.mapped, language)
              }
              label={whole === null ? '' : t('selection.ofPlaced', { n: number(whole.mapped) })}
            />
            {tally === null ? <Figure value={null} label="" /> : <YearBefore comparison={comparison} span={span} />}
          </Figures>
          <p className={styles.sentence} aria-live="polite">
            {n !== undefined &&
              t(comparison === null ? 'sentence.here' : 'sentence.hereCompared', {
                place: limits === '' ? name : t('sentence.during', { place: name, hours: limits }),
                count: n,
                n: number(n),
                change: comparison === null ? '' : change(comparison.now - comparison.before, t, number),
              })}
          </p>
          <ComparisonLine comparison={comparison} />
          {comparison?.late && <p className={panel.note}>{t('selection.late')}</p>}
          <section className={styles.section} aria-labelledby="place-week">
            <h3 id="place-week">
              {t('matrix.title')} <small>{t('matrix.unit')}</small>
            </h3>
            {tally !== null && (
              <HourMatrix
                hours={tally.hours}
                hourless={hourlessOf(tally)}
                label={`${t('matrix.title')}, ${name}`}
                runPeak={only ? (run?.hoursPeak ?? null) : null}
              />
            )}
          </section>
          {tally !== null && tally.n > 0 && (
            <section className={styles.section} aria-labelledby="place-categories">
              <h3 id="place-categories">{t('inspector.categories')}</h3>
              <CategoryBreakdown tally={tally} />
            </section>
          )}
          {whole !== null && whole.mapped < whole.n && (
            <p className={panel.note}>
              {t('place.unplaced', { n: number(whole.n - whole.mapped), all: number(whole.n) })}
            </p>
          )}
        </>
      )}
      {!countable && (
        <p className={panel.note}>
          {precision_m === null ? t('place.point') : t('place.pointWithin', { n: number(precision_m) })}
        </p>
      )}
      <div className={styles.acts}>
        {countable && !unknown && (
          <button
            type="button"
            className={only ? '' : 'primary'}
            onClick={() => setFilter(({ places: _old, ...rest }) => (only ? rest : { ...rest, places: [slug] }))}
          >
            {only ? t('place.showAll') : t('place.showOnly')}
          </button>
        )}
        {city !== null && (
          <button type="button" onClick={() => showPlace(city, place)}>
            {t('place.zoom')}
          </button>
        )}
      </div>
      <p className={panel.note}>
        {named_in !== null &&
          `${t('place.namedIn', { agreement: agreementNamed(municipality.agreements, named_in, language) })} `}
        {t('place.outline', { source: `\u2068${source.replace(/\.$/, '')}\u2069`, year })}
      </p>
    </>
  );
}

/** The title of the agreement that a place was named in, where the area has it; else what the place says itself. */
function agreementNamed(agreements: Municipality['agreements'], named_in: string, language: string): string {
  const agreement = agreements.find(({ valid_from }) => valid_from.startsWith(named_in));
  return agreement === undefined ? named_in : nameIn(agreement.title, language);
}

/** "12 fler än", "lika många som": a difference in words. */
function change(difference: number, t: TFunction<'panels'>, number: (n: number) => string): string {
  if (difference === 0) return t('sentence.same', {});
  const count = Math.abs(difference);
  return t(difference > 0 ? 'sentence.more' : 'sentence.fewer', { count, n: number(count) });
}
