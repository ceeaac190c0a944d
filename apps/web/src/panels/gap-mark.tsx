import { MARK_LINE_PX, MARK_PX } from '../map/emerging-marks.ts';
import { GAP_MARKS, type ShownGap } from '../map/gap-marks.ts';
import styles from './perception.module.css';

/** A class of gap as the map draws it. */
export function GapMark({ gap }: { gap: ShownGap }) {
  const { d, filled } = GAP_MARKS[gap];
  return (
    <svg className={styles.gapMark} data-gap={gap} viewBox={`0 0 ${MARK_PX} ${MARK_PX}`} aria-hidden="true">
      <path
        d={d}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth={MARK_LINE_PX}
      />
    </svg>
  );
}
