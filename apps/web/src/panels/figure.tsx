import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { isOutside, type Span } from './brush.ts';
import type { Comparison } from './compare.ts';
import styles from './inspector.module.css';
import { useTimeline } from './timeline.ts';

/** Up to three figures side by side, a hairline between. */
export const Figures = ({ children }: { children: ReactNode }) => <div className={styles.figures}>{children}</div>;

/** A number and what it is of: a dash where there is none, its place kept while it is on its way (undefined). */
export function Figure({ value, label }: { value: string | null | undefined; label: string }) {
  return (
    <div className={styles.figure} aria-busy={value === undefined || undefined}>
      {value === undefined ? <i className={styles.awaited} /> : <b>{value ?? '–'}</b>}
      <small>{label}</small>
    </div>
  );
}

interface YearBeforeProps {
  /** null where there is nothing to compare with. */
  comparison: Comparison | null;
  /** The chosen period; null when all days are chosen. */
  span: Span | null;
}

/** The same weeks a year before, or why they can't be given. */
export function YearBefore({ comparison, span }: YearBeforeProps) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const extent = useTimeline()?.extent;
  if (comparison !== null)
    return <Figure value={formatNumber(comparison.before, language)} label={t('selection.yearBefore')} />;
  if (span !== null && extent !== undefined && isOutside(span, extent))
    return <Figure value={null} label={t('selection.noneThen')} />;
  return <Figure value={null} label={t(span === null ? 'selection.noComparison' : 'selection.noEarlier')} />;
}
