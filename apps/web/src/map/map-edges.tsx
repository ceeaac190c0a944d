import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import type { Drawn } from './drawn.ts';
import { scaleBar } from './legend-scale.ts';
import styles from './map-view.module.css';

/** A map that can be brought nearer, and back to the whole area. */
export interface Zoomed {
  zoom(steps: 1 | -1): void;
  fitArea(): void;
}

export function MapButtons({ map }: { map: Zoomed }) {
  const { t } = useTranslation('map');
  const buttons = [
    { name: t('zoomIn'), d: 'M10 4v12M4 10h12', act: () => map.zoom(1) },
    { name: t('zoomOut'), d: 'M4 10h12', act: () => map.zoom(-1) },
    { name: t('fit'), d: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4', act: () => map.fitArea() },
  ];
  return (
    <div className={styles.buttons}>
      {buttons.map(({ name, d, act }) => (
        <button key={d} type="button" aria-label={name} title={name} onClick={act}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={d} />
          </svg>
        </button>
      ))}
    </div>
  );
}

export const SCALE_BAR_PX = 96;

/** Scale bar and who is to be named for the basemap. */
export function MapEdge({
  metres_per_px,
  attribution,
  sketched,
}: Pick<Drawn, 'metres_per_px' | 'attribution' | 'sketched'>) {
  const { t } = useTranslation('map');
  const language = useLanguage();
  const { metres, px } = scaleBar(metres_per_px, SCALE_BAR_PX);
  const [n, unit] = metres >= 1000 ? [metres / 1000, 'scale.km'] : [metres, 'scale.m'];
  return (
    <div className={styles.edge}>
      {attribution !== '' && <span>{sketched ? t('sketch') : attribution}</span>}
      <span className={styles.bar} style={{ inlineSize: px }}>
        {t(unit, { n: formatNumber(n, language) })}
      </span>
    </div>
  );
}
