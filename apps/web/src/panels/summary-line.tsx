import { useTranslation } from 'react-i18next';
import { useEngineState, useTally } from '../engine/hooks.ts';
import { useArea } from '../shell/area.tsx';
import { formatDataDate, formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './panel.module.css';
import { useTimeline } from './timeline.ts';

/** This year goes without saying. */
const shortDay = (day: string): Intl.DateTimeFormatOptions | undefined =>
  day.startsWith(String(new Date().getFullYear())) ? { day: 'numeric', month: 'short' } : undefined;

/** "visar 1 204 av 25 112 · data t.o.m. 21 nov · demonstration": always in view. */
export function SummaryLine() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const tally = useTally();
  const { phase, dataVersion, problem } = useEngineState();
  const { last_day, demonstration } = municipality.data;
  const monthly = useTimeline()?.extent.snap === 'month';
  // An area that was empty a moment ago: its rows are known to be there and on their way.
  const empty = tally?.total === 0 && dataVersion !== null && dataVersion < municipality.data.version;
  const parts: string[] = [];
  if (phase === 'loading' && tally === null) parts.push(t('summary.fetching'));
  else if (empty) parts.push(t('summary.fetching'));
  else if (tally !== null)
    parts.push(t('summary.shows', { n: formatNumber(tally.n, language), total: formatNumber(tally.total, language) }));
  if (last_day !== null)
    parts.push(
      t('summary.dataTo', {
        day: formatDataDate({ last_day, monthly }, language, shortDay(last_day)),
      }),
    );
  if (demonstration) parts.push(t('summary.demonstration'));
  if (problem !== null && problem !== 'unknown' && phase === 'ready') parts.push(t('summary.old'));
  return <p className={styles.summary}>{parts.join(' · ')}</p>;
}
