import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { cellBounds } from '../map/cell-shapes.ts';
import { spotByKey, sureness } from '../map/hot-spots.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatP } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { BecameOf } from './became-of.tsx';
import { useCity } from './city.ts';
import { comparisonOf } from './compare.ts';
import { ComparisonLine } from './comparison-line.tsx';
import { spanOf } from './extent.ts';
import { Figure, Figures } from './figure.tsx';
import { HotSpotFailure } from './hot-spot-failure.tsx';
import { whereIs } from './hot-spot-name.ts';
import { useHotSpots, useProjection } from './hot-spots.ts';
import { HourMatrix } from './hour-matrix.tsx';
import styles from './inspector.module.css';
import panel from './panel.module.css';
import { useTimeline } from './timeline.ts';

/** One place that stands out: how many, how many were to be expected, how sure, when in the week, against a year before. */
export function HotSpotCard({ at }: { at: string }) {
  const { t } = useTranslation(['hotSpots', 'panels']);
  const language = useLanguage();
  const { places } = useArea();
  const { filter } = useFilter();
  const tally = useTally();
  const { answer: hotSpots, failed, cause } = useHotSpots();
  const projected = useProjection();
  const city = useCity();
  const extent = useTimeline()?.extent;
  const spot = spotByKey(hotSpots, at);
  if (failed && spot === undefined) return <HotSpotFailure cause={cause} />;
  if (hotSpots === null || spot === undefined)
    return (
      <p className={panel.note} role="status">
        {t(hotSpots === null ? 'working' : 'gone')}
      </p>
    );
  const { how, name, slug } = whereIs(spot, places, projected, language);
  const where = t(`where.${how}`, { place: name });
  const number = (n: number): string => formatNumber(n, language, { maximumFractionDigits: n < 10 ? 1 : 0 });
  const span = extent === undefined ? null : spanOf(filter, extent);
  const comparison =
    spot.before === null || span === null || extent === undefined
      ? null
      : comparisonOf(spot.count, spot.before, span, extent);
  const { cell_m } = hotSpots.raster;
  const inPlace = slug === null ? undefined : tally?.places[slug];
  const known = spot.hours.reduce((sum, n) => sum + n, 0);
  return (
    <>
      <header className={styles.head}>
        <small>{t('kind', { cell: formatNumber(hotSpots.raster.cell_m, language) })}</small>
        <h2>{where}</h2>
      </header>
      <Figures>
        <Figure value={number(spot.count)} label={t('panels:unit.incidents', { count: spot.count })} />
        <Figure value={number(spot.expected)} label={t('expected')} />
        <Figure value={formatP(spot.p, language)} label={t('p')} />
      </Figures>
      <p className={styles.sentence} aria-live="polite">
        {t('sentence', {
          place: where,
          count: spot.count,
          n: number(spot.count),
          expected: number(spot.expected),
          sure: t(`sure.${sureness(spot.p)}`),
        })}
      </p>
      <p className={panel.note}>
        {t('extent', {
          cells: number(spot.cells.length),
          cell: number(cell_m),
          area: formatNumber((spot.cells.length * cell_m * cell_m) / 1e6, language, { maximumSignificantDigits: 2 }),
        })}{' '}
        {inPlace !== undefined && t('apart', { place: name, n: number(inPlace), count: inPlace })}
      </p>
      <BecameOf spot={spot} />
      <ComparisonLine comparison={comparison} />
      {comparison?.late && <p className={panel.note}>{t('panels:selection.late')}</p>}
      <section className={styles.section} aria-labelledby="hot-spot-week">
        <h3 id="hot-spot-week">
          {t('panels:matrix.title')} <small>{t('panels:matrix.unit')}</small>
        </h3>
        <HourMatrix hours={spot.hours} hourless={spot.count - known} label={`${t('panels:matrix.title')}, ${where}`} />
      </section>
      {city !== null && (
        <div className={styles.acts}>
          <button type="button" onClick={() => city.fit(cellBounds(spot.cells, hotSpots.raster, projected.toDegrees))}>
            {t('panels:place.zoom')}
          </button>
        </div>
      )}
      <p className={panel.note}>{t('method')}</p>
    </>
  );
}
