import { useTranslation } from 'react-i18next';
import { useFilter, useView, withLayer } from '../filter.ts';
import { cellBounds } from '../map/cell-shapes.ts';
import { spotKey, sureness } from '../map/hot-spots.ts';
import { KeepExhibit } from '../pages/exhibit/keep-exhibit.tsx';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatP } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { BecameOf } from './became-of.tsx';
import { ChangeList } from './change-list.tsx';
import { useCity } from './city.ts';
import { HotSpotFailure, LargerCells } from './hot-spot-failure.tsx';
import styles from './hot-spot-list.module.css';
import { whereIs } from './hot-spot-name.ts';
import { spotParameters, useHotSpots, useProjection } from './hot-spots.ts';
import { CellSlider } from './lens.tsx';
import { NearRepeat } from './near-repeat.tsx';
import panel from './panel.module.css';

/** The places that stand out, the surest first, numbered as on the map; select one and the map goes there. */
export function HotSpotList() {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { places } = useArea();
  const { filter } = useFilter();
  const { at, cell_m, layers, setView } = useView();
  const concentrations = useHotSpots();
  const { answer: hotSpots, working, failed, cause } = concentrations;
  const projected = useProjection();
  const city = useCity();
  if (failed) return <HotSpotFailure cause={cause} />;
  if (hotSpots === null) return <p className={panel.note}>{t('working')}</p>;
  const number = (n: number): string => formatNumber(n, language, { maximumFractionDigits: n < 10 ? 1 : 0 });
  const { spots, refused, n, raster } = hotSpots;
  return (
    <div className={styles.whole} data-working={working || undefined}>
      <p role="status">
        {spots.length === 0
          ? t('none', { n: formatNumber(n, language), count: n })
          : t('found', { count: spots.length, n: formatNumber(spots.length, language) })}
      </p>
      {!layers.includes('spots') && spots.length > 0 && (
        <button
          type="button"
          className={panel.quiet}
          onClick={() => setView(({ layers: on }) => ({ layers: withLayer(on, 'spots') }))}
        >
          {t('show')}
        </button>
      )}
      <ol className={styles.list}>
        {spots.map((spot, i) => {
          const key = spotKey(spot, hotSpots);
          const { how, name } = whereIs(spot, places, projected, language);
          return (
            <li key={key}>
              <button
                type="button"
                className={styles.spot}
                aria-current={at === key || undefined}
                onClick={() => {
                  setView(({ layers: on }) => ({ at: key, layers: withLayer(on, 'spots') }));
                  city?.fit(cellBounds(spot.cells, hotSpots.raster, projected.toDegrees));
                }}
              >
                <span className={styles.rank}>{formatNumber(i + 1, language)}</span>
                <span className={styles.name}>{t(`where.${how}`, { place: name })}</span>
                <b>{number(spot.count)}</b>
                <small>
                  {t('row', {
                    expected: number(spot.expected),
                    sure: t(`sure.${sureness(spot.p)}`),
                    p: formatP(spot.p, language),
                  })}
                </small>
                <BecameOf spot={spot} />
              </button>
            </li>
          );
        })}
      </ol>
      <LargerCells of={concentrations} wanted_m={cell_m} />
      <p className={panel.note}>
        {t('of', { n: formatNumber(n, language), cell: formatNumber(raster.cell_m, language) })}{' '}
        {refused.outside > 0 &&
          `${t('outside', { n: formatNumber(refused.outside, language), count: refused.outside })} `}
        {refused.coarse > 0 && t('coarse', { n: formatNumber(refused.coarse, language), count: refused.coarse })}
      </p>
      {spots.length > 0 && <p className={panel.note}>{t('apartList')}</p>}
      <p className={panel.note}>
        {t('method')}{' '}
        <a href="/metoder#hot-spots-gi-gi-and-g" target="_blank" rel="noreferrer">
          {t('methodLink')}
        </a>
      </p>
      {city === null && <CellSlider />}
      <KeepExhibit method="gistar" filter={filter} parameters={{ ...spotParameters(raster.cell_m), own: 1 }} />
      <ChangeList />
      <NearRepeat />
    </div>
  );
}
