import { useTranslation } from 'react-i18next';
import { LeftOut } from './left-out.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { Playback } from './playback.tsx';
import { SummaryLine } from './summary-line.tsx';
import styles from './time-bar.module.css';
import { TimeChart } from './time-chart.tsx';
import { useTimeline } from './timeline.ts';

/** The foot of the map: which days, how many incidents, what is left out, and the brush that chooses the days. */
export function TimeBar() {
  const { t } = useTranslation('panels');
  const timeline = useTimeline();
  return (
    <section className={styles.time} aria-label={t('time.label')}>
      <div className={styles.head}>
        {timeline !== null && <PeriodPicker extent={timeline.extent} />}
        <SummaryLine />
        <LeftOut />
        <div className={styles.end}>{timeline !== null && <Playback timeline={timeline} />}</div>
      </div>
      {timeline === null ? <p className={styles.empty}>{t('time.none')}</p> : <TimeChart timeline={timeline} />}
    </section>
  );
}
