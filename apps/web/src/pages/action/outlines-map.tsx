import type { Action } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';
import { type Box, boxOf } from './circle.ts';
import { drawing } from './outline-map.tsx';

const SIDE = 640;

/** All actions that have an area, among the built-up areas. */
export function OutlinesMap({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const grounds = places.features
    .map(({ geometry }) => geometry)
    .filter((geometry): geometry is Polygon | MultiPolygon => geometry.type !== 'Point');
  const outlines = actions.flatMap(({ work }) => work.area?.outline ?? []);
  const boxes = outlines.map(boxOf);
  const whole: Box =
    boxes.length === 0
      ? (municipality.bounds as Box)
      : [
          Math.min(...boxes.map(([west]) => west)) - 0.02,
          Math.min(...boxes.map(([, south]) => south)) - 0.01,
          Math.max(...boxes.map(([, , east]) => east)) + 0.02,
          Math.max(...boxes.map(([, , , north]) => north)) + 0.01,
        ];
  const { path, height } = drawing(whole, SIDE);
  return (
    <figure className={styles.outlines}>
      <svg
        viewBox={`0 0 ${SIDE} ${height.toFixed(0)}`}
        role="img"
        aria-label={t('map.all', { area: nameIn(municipality.names, language) })}
      >
        {grounds.map((geometry) => (
          <path
            key={JSON.stringify(geometry.coordinates).slice(0, 60)}
            className={styles.ground}
            d={path(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)}
          />
        ))}
        {actions.map(({ action_id, work }) => (
          <path key={action_id} className={styles.treated} d={path(work.area!.outline.coordinates)} />
        ))}
      </svg>
    </figure>
  );
}
