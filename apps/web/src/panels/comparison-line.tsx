import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import type { Comparison } from './compare.ts';
import styles from './inspector.module.css';

/** "34 mot 22 samma veckor i fjol, kvot 1,55, 95 % 0,88–2,77: kan vara slump": what two counts are worth. */
export function ComparisonLine({ comparison }: { comparison: Comparison | null }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  if (comparison === null) return null;
  const { now, before, rate, verdict, as_of } = comparison;
  if (verdict === 'none') return <p className={styles.sentence}>{t('compare.none')}</p>;
  const ratio = (value: number): string =>
    formatNumber(value, language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <p className={styles.sentence}>
      {t(before === 0 ? 'compare.fromNone' : 'compare.line', {
        now: formatNumber(now, language),
        before: formatNumber(before, language),
        ratio: ratio(rate.ratio),
        low: ratio(rate.low),
        high: ratio(rate.high),
      })}
      <strong>{t(`compare.${verdict}`)}</strong>.{' '}
      {as_of !== null && <small>{t('compare.equalAge', { day: formatDay(as_of, language) })}</small>}
    </p>
  );
}
