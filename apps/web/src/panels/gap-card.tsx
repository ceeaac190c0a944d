import { useTranslation } from 'react-i18next';
import { cellBounds } from '../map/cell-shapes.ts';
import { shownGap } from '../map/gap-marks.ts';
import { gapByKey } from '../map/gaps.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatP } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { FDR } from './cell-answer.ts';
import { useCity } from './city.ts';
import { Figure, Figures } from './figure.tsx';
import { useGaps } from './gaps.ts';
import { HotSpotFailure } from './hot-spot-failure.tsx';
import { whereIs } from './hot-spot-name.ts';
import { useProjection } from './hot-spots.ts';
import styles from './inspector.module.css';
import panel from './panel.module.css';

/** One place where what is felt and what is recorded differ, or are both more than elsewhere: the figures, and what they mean in words. */
export function GapCard({ at }: { at: string }) {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { places } = useArea();
  const { answer, failed, cause } = useGaps();
  const projected = useProjection();
  const city = useCity();
  const gap = gapByKey(answer, at);
  if (failed && gap === undefined) return <HotSpotFailure cause={cause} />;
  if (answer === null || gap === undefined)
    return (
      <p className={panel.note} role="status">
        {t(answer === null ? 'gap.working' : 'gap.gone')}
      </p>
    );
  const number = (n: number): string => formatNumber(n, language);
  const kind = shownGap(gap.class)!;
  const { how, name } = whereIs(gap, places, projected, language);
  const where = t(`where.${how}`, { place: name });
  const single = [...gap.cells].sort((a, b) => (answer.fdr[a] ?? 1) - (answer.fdr[b] ?? 1))[0]!;
  return (
    <>
      <header className={styles.head}>
        <small>{t('gap.card', { cell: number(answer.raster.cell_m) })}</small>
        <h2>{where}</h2>
      </header>
      <Figures>
        <Figure value={number(gap.voices)} label={t('gap.voices', { count: gap.voices })} />
        <Figure value={number(gap.count)} label={t('gap.incidents', { count: gap.count })} />
        <Figure value={gap.p === null ? null : formatP(gap.p, language)} label={t('gap.p')} />
      </Figures>
      <p className={styles.sentence} aria-live="polite">
        {t(`gap.sentence.${kind}`, {
          ...{ place: where, voices: number(gap.voices), n: number(gap.count) },
          ...{ all: number(answer.felt.voices), total: number(answer.n) },
        })}
      </p>
      {kind !== 'both' && (
        <p className={panel.note}>
          {t('gap.exact', {
            p: formatP(answer.p[single]!, language),
            fdr: formatP(answer.fdr[single]!, language),
            level: formatNumber(FDR * 100, language),
          })}
        </p>
      )}
      <p className={panel.note}>{t('gap.limits')}</p>
      {city !== null && (
        <div className={styles.acts}>
          <button type="button" onClick={() => city.fit(cellBounds(gap.cells, answer.raster, projected.toDegrees))}>
            {t('zoom')}
          </button>
        </div>
      )}
      <p className={panel.note}>
        <a href="/metoder#gap-map" target="_blank" rel="noreferrer">
          {t('methodLink')}
        </a>
      </p>
    </>
  );
}
