import type { Outline } from '@lagesbild/contract';
import type { Polygon } from 'geojson';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import styles from './action-page.module.css';
import { type Box, boxOf } from './circle.ts';
import { useOutlineName } from './outline-name.ts';

const SIDE = 320;
const MARGIN = 0.35;

/** Degrees drawn north up: longitude shrinks with latitude, so that both are of the same length. */
export function drawing([west, south, east, north]: Box, width: number) {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / Math.max((east - west) * shrink, north - south, 1e-9);
  const height = (north - south) * scale;
  const path = (coordinates: readonly (readonly (readonly (readonly number[])[])[])[]): string =>
    coordinates
      .flat()
      .map(
        (ring) =>
          `M${ring.map(([lon, lat]) => `${((lon! - west) * shrink * scale).toFixed(1)} ${((north - lat!) * scale).toFixed(1)}`).join('L')}Z`,
      )
      .join('');
  return { path, height };
}

/** Where an action is and what it is compared with, drawn as it lies: prints, and needs no map engine. */
export function OutlineMap({ area, control }: { area: Outline; control: Outline | null }) {
  const { t } = useTranslation('actions');
  const { places } = useArea();
  const nameOf = useOutlineName();
  const boxes = [boxOf(area), ...(control === null ? [] : [boxOf(control)])];
  const whole: Box = [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
  const room = MARGIN * Math.max(whole[2] - whole[0], whole[3] - whole[1]);
  const box: Box = [whole[0] - room, whole[1] - room / 2, whole[2] + room, whole[3] + room / 2];
  const { path, height } = drawing(box, SIDE);
  const said = [
    t('map.area', { where: nameOf(area) }),
    ...(control ? [t('map.control', { where: nameOf(control) })] : []),
  ];
  return (
    <figure className={styles.outline}>
      <svg viewBox={`0 0 ${SIDE} ${Math.max(80, height).toFixed(0)}`} role="img" aria-label={said.join(' ')}>
        {places.features.map(({ geometry, properties }) =>
          geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? (
            <path
              key={properties.slug}
              className={styles.ground}
              d={path(geometry.type === 'Polygon' ? [(geometry as Polygon).coordinates] : geometry.coordinates)}
            />
          ) : null,
        )}
        <path className={styles.treated} d={path(area.coordinates)} />
        {control !== null && <path className={styles.control} d={path(control.coordinates)} />}
      </svg>
      <figcaption>{said.join(' ')}</figcaption>
    </figure>
  );
}
