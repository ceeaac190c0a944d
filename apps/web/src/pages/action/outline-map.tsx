import type { Outline } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SketchPicture } from '../../map/sketch-picture.tsx';
import styles from './action-page.module.css';
import { useOutlineName } from './outline-name.ts';

/** Where an action is and what it is compared with, among their streets. */
export function OutlineMap({ area, control }: { area: Outline; control: Outline | null }) {
  const { t } = useTranslation('actions');
  const nameOf = useOutlineName();
  const shapes = [
    { outline: area, className: styles.treated },
    ...(control === null ? [] : [{ outline: control, className: styles.control }]),
  ];
  const said = [
    t('map.area', { where: nameOf(area) }),
    ...(control ? [t('map.control', { where: nameOf(control) })] : []),
  ].join(' ');
  return (
    <figure className={styles.outline}>
      <SketchPicture shapes={shapes} label={said} />
      <figcaption>{said}</figcaption>
    </figure>
  );
}
