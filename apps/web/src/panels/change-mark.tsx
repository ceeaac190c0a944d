import { groupOf } from '../map/emerging.ts';
import { MARK_LINE_PX, MARK_PX, markOf } from '../map/emerging-marks.ts';
import styles from './change.module.css';

/** A class as the map draws it: its mark, on the ground of its group. */
export function ChangeMark({ number }: { number: number }) {
  const mark = markOf(number);
  if (mark === null) return null;
  const box = `0 0 ${MARK_PX} ${MARK_PX}`;
  return (
    <svg className={styles.mark} data-group={groupOf(number)} viewBox={box} aria-hidden="true">
      <path
        d={mark.d}
        fill={mark.filled ? 'currentColor' : 'none'}
        stroke={mark.filled ? 'none' : 'currentColor'}
        strokeWidth={MARK_LINE_PX}
      />
    </svg>
  );
}
