import type { ImportPreview } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSketched } from '../map/basemap/basemap.ts';
import { sketchLinesQuery } from '../map/basemap/sketch-query.ts';
import { municipalityQuery } from '../shell/area.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useImportStage } from './desk.ts';
import { areaOf, mappingOf, newAreaOf } from './draft.ts';
import styles from './preview.module.css';
import { apart, dotsOf, frameOf, linePath, outlinePath, ringsOf, scaleBar } from './preview-drawing.ts';

const WIDTH = 420;
const HEIGHT = 320;

/** The sampled places over the area's outline: enough to see that they lie where they should. What lies far off waits for a press. */
export function PreviewMap({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const stage = useImportStage();
  const area = areaOf(stage);
  const { data: municipality } = useQuery({ ...municipalityQuery(area ?? ''), enabled: area !== null && area !== '' });
  // Roads under the points show at a glance whether they lie where they should, where there is a drawn map.
  const sketched = preview.bounds !== null && isSketched({ bounds: preview.bounds });
  const { data: roads } = useQuery({ ...sketchLinesQuery, enabled: sketched });
  const rings = ringsOf(area === '' ? newAreaOf(stage)?.outline : municipality?.outline);
  const { bulk, far } = apart(preview.points);
  const [whole, setWhole] = useState(false);
  const frame = frameOf(whole ? preview.points : bulk, rings, WIDTH, HEIGHT);
  // An event known to its municipality carries the municipality's middle: a dot there would say more than is known.
  const precision = mappingOf(stage)?.precision;
  const known = precision === 'point' || precision === 'segment';
  if (frame === null || !known || preview.points.length === 0)
    return <p className={styles.placeless}>{t('preview.placeless')}</p>;
  const bar = scaleBar(frame.pixels_per_km);
  const length = bar.km < 1 ? { n: bar.km * 1000, unit: 'meter' } : { n: bar.km, unit: 'kilometer' };
  return (
    <figure className={styles.map}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('preview.map', { count: preview.points.length })}
      >
        <path className={styles.outline} d={outlinePath(rings, frame)} />
        {sketched && (
          <g className={styles.sketch}>
            {roads?.map(({ kind, line }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file that never changes while it is shown
              <path key={at} data-kind={kind} d={linePath(line, frame)} />
            ))}
          </g>
        )}
        <path className={styles.dots} d={dotsOf(preview.points, frame)} />
        {whole && <path className={styles.far} d={dotsOf(far, frame)} />}
        {preview.crowded.map(({ key, lon, lat }, at) => {
          const [x, y] = frame.place(lon, lat);
          return (
            <g key={key} className={styles.crowd}>
              <circle cx={x} cy={y} r={9} />
              <text x={x + 13} y={y + 4}>
                {at + 1}
              </text>
            </g>
          );
        })}
        <g className={styles.scale} transform={`translate(12 ${HEIGHT - 12})`}>
          <path d={`M0 -5V0H${bar.pixels}V-5`} />
          <text x={bar.pixels + 8} y={1}>
            {formatNumber(length.n, language, { style: 'unit', unit: length.unit })}
          </text>
        </g>
      </svg>
      <figcaption>
        {t('preview.sample', { count: preview.points.length, n: formatNumber(preview.points.length, language) })}
        {far.length > 0 && (
          <>
            {' '}
            {t('preview.far', { count: far.length, n: formatNumber(far.length, language) })}{' '}
            <button type="button" onClick={() => setWhole(!whole)}>
              {whole ? t('preview.showBulk') : t('preview.showFar', { count: far.length })}
            </button>
          </>
        )}
      </figcaption>
    </figure>
  );
}
