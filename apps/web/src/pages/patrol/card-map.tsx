import type { Zone } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SketchPicture } from '../../map/sketch-picture.tsx';
import styles from './card.module.css';

/** A zone among its streets. */
export function CardMap({ zone }: { zone: Pick<Zone, 'name' | 'outline'> }) {
  const { t } = useTranslation('patrol');
  const shapes = [{ outline: zone.outline, className: styles.zone }];
  return <SketchPicture shapes={shapes} label={t('card.map', { zone: zone.name })} />;
}
