import { useTranslation } from 'react-i18next';
import { useFilter, useView, withLayer } from '../filter.ts';
import { cellBounds } from '../map/cell-shapes.ts';
import { shownGap } from '../map/gap-marks.ts';
import { gapKey } from '../map/gaps.ts';
import { KeepExhibit } from '../pages/exhibit/keep-exhibit.tsx';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatP } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { FDR } from './cell-answer.ts';
import { useCity } from './city.ts';
import { GapMark } from './gap-mark.tsx';
import { useGaps } from './gaps.ts';
import { HotSpotFailure } from './hot-spot-failure.tsx';
import { whereIs } from './hot-spot-name.ts';
import { useProjection } from './hot-spots.ts';
import panel from './panel.module.css';
import styles from './perception.module.css';
import { placeBySlug } from './place-facts.ts';

/** What is felt beside what is recorded: the places first, then wherever cells differ, the surest first. */
export function GapList() {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { places } = useArea();
  const { filter } = useFilter();
  const { at, layers, setView } = useView();
  const { answer, working, failed, cause } = useGaps();
  const projected = useProjection();
  const city = useCity();
  if (failed) return <HotSpotFailure cause={cause} />;
  const number = (n: number): string => formatNumber(n, language);
  return (
    <section className={styles.section} aria-labelledby="gaps" data-working={working || undefined}>
      <h3 id="gaps">{t('gap.title')}</h3>
      {answer === null ? (
        <p className={panel.note} role="status">
          {t('gap.working')}
        </p>
      ) : (
        <>
          <p role="status">
            {t('gap.of', {
              ...{ voices: number(answer.felt.voices), n: number(answer.n), cell: number(answer.raster.cell_m) },
              gaps: number(answer.gaps.filter(({ class: of }) => shownGap(of) !== 'both').length),
            })}
          </p>
          <ul className={styles.places}>
            {answer.places.map(({ slug, voices, count, class: of, fdr }) => {
              const place = placeBySlug(places, slug);
              const gap = shownGap(of);
              return (
                <li key={slug}>
                  {gap === null ? <span className={styles.noMark} aria-hidden="true" /> : <GapMark gap={gap} />}
                  <span>{place === undefined ? slug : nameIn(place.properties.names, language)}</span>
                  <small>
                    {t('gap.row', { voices: number(voices), n: number(count) })}
                    {' · '}
                    {gap === null ? t('gap.kind.neither') : t(`gap.kind.${gap}`)}
                    {fdr !== null && gap !== null && gap !== 'both' && ` · p ${formatP(fdr, language)}`}
                  </small>
                </li>
              );
            })}
          </ul>
          {answer.gaps.length > 0 && !layers.includes('gaps') && (
            <button
              type="button"
              className={panel.quiet}
              onClick={() => setView(({ layers: on }) => ({ layers: withLayer(on, 'gaps') }))}
            >
              {t('gap.show')}
            </button>
          )}
          <ol className={styles.gaps}>
            {answer.gaps.map((gap) => {
              const key = gapKey(gap, answer);
              const kind = shownGap(gap.class)!;
              const { how, name } = whereIs(gap, places, projected, language);
              return (
                <li key={key}>
                  <button
                    type="button"
                    aria-current={at === key || undefined}
                    onClick={() => {
                      setView(({ layers: on }) => ({ at: key, layers: withLayer(on, 'gaps') }));
                      city?.fit(cellBounds(gap.cells, answer.raster, projected.toDegrees));
                    }}
                  >
                    <GapMark gap={kind} />
                    <span>{t(`where.${how}`, { place: name })}</span>
                    <small>
                      {t(`gap.kind.${kind}`)}
                      {' · '}
                      {t('gap.row', { voices: number(gap.voices), n: number(gap.count) })}
                      {gap.p !== null && ` · p ${formatP(gap.p, language)}`}
                    </small>
                  </button>
                </li>
              );
            })}
          </ol>
          <p className={panel.note}>
            {t('gap.left', {
              ...{ repeated: number(answer.felt.repeated), coarse: number(answer.felt.coarse) },
              outside: number(answer.felt.outside),
            })}{' '}
            {t('gap.limits')}{' '}
            <a href="/metoder#gap-map" target="_blank" rel="noreferrer">
              {t('methodLink')}
            </a>
          </p>
          <KeepExhibit
            method="gap-map"
            filter={filter}
            parameters={{ cell_m: answer.raster.cell_m, fdr: FDR, channel: 0 }}
          />
        </>
      )}
    </section>
  );
}
