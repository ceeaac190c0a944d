import type { KnownSpot } from '@lagesbild/incidents';
import { useTranslation } from 'react-i18next';
import { changeOf, classNamed } from '../map/emerging.ts';
import styles from './change.module.css';
import { ChangeMark } from './change-mark.tsx';
import { useEmerging } from './emerging.ts';
import { useHotSpots } from './hot-spots.ts';

/** What became of one concentration, as mark and words; nothing until it is known. */
export function BecameOf({ spot }: { spot: KnownSpot }) {
  const { t } = useTranslation('hotSpots');
  const { answer: hotSpots } = useHotSpots();
  const { answer: emerging } = useEmerging();
  if (hotSpots === null || emerging === null || emerging.steps < 2) return null;
  const { number, trend } = changeOf(spot, hotSpots, emerging);
  return (
    <small className={styles.became}>
      <ChangeMark number={number} />
      {number === 0
        ? t('change.rowNone')
        : t('change.row', {
            class: t(`change.class.${classNamed(number) as 'new'}`),
            trend: t(`change.trend.${trend}`),
          })}
    </small>
  );
}
