import { useTranslation } from 'react-i18next';
import { useEngineState, useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatShare } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { compareWithYearBefore } from './compare.ts';
import { useComparison } from './comparison.ts';
import { ComparisonLine } from './comparison-line.tsx';
import { EmptySelection } from './empty-selection.tsx';
import { spanOf } from './extent.ts';
import { Figure, Figures, YearBefore } from './figure.tsx';
import { HourMatrix } from './hour-matrix.tsx';
import styles from './inspector.module.css';
import panel from './panel.module.css';
import { rankedPlaces } from './place-facts.ts';
import { PlaceList } from './place-list.tsx';
import { useRun } from './playback-run.ts';
import { useTimeline } from './timeline.ts';
import { weekWords } from './week-words.ts';

const EMPTY_WEEK: readonly number[] = new Array(168).fill(0);

/** The selection's number, its share, and the same weeks a year before. */
export function SelectionHead() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const tally = useTally();
  const { filter } = useFilter();
  const extent = useTimeline()?.extent;
  const span = extent === undefined ? null : spanOf(filter, extent);
  const quick = tally === null || extent === undefined ? null : compareWithYearBefore(tally, span, extent);
  const comparison = useComparison(filter, quick, span, extent);
  const number = (n: number): string => formatNumber(n, language);
  const limits = weekWords(filter, language);
  return (
    <>
      <header className={styles.head}>
        <small>{limits === '' ? t('selection.whole') : t('selection.hours', { hours: limits })}</small>
        <h2>{nameIn(municipality.names, language)}</h2>
      </header>
      <Figures>
        <Figure
          value={tally === null ? undefined : number(tally.n)}
          label={tally === null ? '' : t(filter.unit === 'row' ? 'unit.rows' : 'unit.incidents', { count: tally.n })}
        />
        <Figure
          value={tally === null ? undefined : tally.total === 0 ? null : formatShare(tally.n / tally.total, language)}
          label={tally === null ? '' : t('selection.ofAll', { n: number(tally.total) })}
        />
        {tally === null ? <Figure value={undefined} label="" /> : <YearBefore comparison={comparison} span={span} />}
      </Figures>
    </>
  );
}

/** One sentence that says the selection aloud, as the map shows it. */
function Sentence() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const tally = useTally();
  const { filter } = useFilter();
  if (tally === null || tally.n === 0) return null;
  const limits = weekWords(filter, language);
  const fullest = rankedPlaces(places, tally).find(({ properties }) => properties.named_in !== null);
  const inFullest = fullest === undefined ? 0 : (tally.places[fullest.properties.slug] ?? 0);
  const [code, most] = Object.entries(tally.categories)
    .filter(([code]) => filter.categories === undefined || filter.categories.includes(code))
    .reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0]);
  const category = municipality.categories.find((c) => c.code === code);
  const parts: string[] = [];
  if (fullest !== undefined && inFullest > 0 && filter.places === undefined) {
    const name = nameIn(fullest.properties.names, language);
    parts.push(
      t('sentence.place', {
        place: limits === '' ? name : t('sentence.during', { place: name, hours: limits }),
        count: inFullest,
        n: formatNumber(inFullest, language),
        share: formatShare(inFullest / tally.mapped, language),
      }),
    );
  }
  if (category !== undefined && most > 0)
    parts.push(
      t('sentence.category', {
        category: nameIn(category.names, language),
        n: formatNumber(most, language),
        count: most,
      }),
    );
  return <p className={styles.sentence}>{parts.join(' ')}</p>;
}

/** The selection as a whole: the named places, and when in the week. */
export function Overview() {
  const { t } = useTranslation('panels');
  const { phase } = useEngineState();
  const tally = useTally();
  const { filter } = useFilter();
  const hours = tally?.hours ?? EMPTY_WEEK;
  const run = useRun();
  const extent = useTimeline()?.extent;
  const span = extent === undefined ? null : spanOf(filter, extent);
  const quick = tally === null || extent === undefined ? null : compareWithYearBefore(tally, span, extent);
  const comparison = useComparison(filter, quick, span, extent);
  if (phase === 'ready' && tally !== null && tally.n === 0) return <EmptySelection />;
  return (
    <>
      <Sentence />
      <ComparisonLine comparison={comparison} />
      <section className={styles.section} aria-labelledby="overview-places">
        <h3 id="overview-places">{t('place.title')}</h3>
        <PlaceList />
      </section>
      <section className={styles.section} aria-labelledby="overview-week">
        <h3 id="overview-week">
          {t('matrix.title')} <small>{t('matrix.unit')}</small>
        </h3>
        <HourMatrix
          hours={hours}
          hourless={hourlessOf(tally)}
          label={t('matrix.title')}
          runPeak={run?.hoursPeak ?? null}
        />
      </section>
      {comparison?.late && <p className={panel.note}>{t('selection.late')}</p>}
    </>
  );
}

/** Selected incidents without a known hour: named by the tally under an hour filter, else what the week lacks. */
export function hourlessOf(
  tally: { n: number; hours: readonly number[]; left_out: { hourless: number } } | null,
): number {
  if (tally === null) return 0;
  if (tally.left_out.hourless > 0) return tally.left_out.hourless;
  return Math.max(0, tally.n - tally.hours.reduce((sum, n) => sum + n, 0));
}
