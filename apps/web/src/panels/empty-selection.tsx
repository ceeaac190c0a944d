import type { Filter } from '@lagesbild/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { filterStore, useFilter } from '../filter.ts';
import { formatNumber, formatPeriod } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { isOutside } from './brush.ts';
import { dayText } from './calendar.ts';
import { spanOf } from './extent.ts';
import styles from './inspector.module.css';
import { culprits, type Limit, without } from './limits.ts';
import { usePeriodWords, useTimeline } from './timeline.ts';

/** Nothing matches: says which limit alone would open it, and takes it away. */
export function EmptySelection() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { filter } = useFilter();
  const tally = useTally();
  const extent = useTimeline()?.extent;
  const period = usePeriodWords();
  if (tally === null) return null;
  if (tally.total === 0)
    return (
      <div className={styles.empty}>
        <h3>{t('empty.noData')}</h3>
        <p>{t('empty.noDataWay')}</p>
        <Link to="/">{t('empty.toStart')}</Link>
      </div>
    );
  const span = extent === undefined ? null : spanOf(filter, extent);
  const found: Limit[] = culprits(filter, tally);
  return (
    <div className={styles.empty}>
      <h3>{t('empty.title')}</h3>
      {span !== null && extent !== undefined && isOutside(span, extent) && (
        <p>
          {t('empty.outside', {
            period,
            data: formatPeriod(dayText(extent.from), dayText(extent.to), language, extent.snap),
          })}
        </p>
      )}
      {tally.left_out.hourless > 0 && tally.hours.every((n) => n === 0) && (
        <p>
          {t('matrix.none', { count: tally.left_out.hourless, n: formatNumber(tally.left_out.hourless, language) })}
        </p>
      )}
      <p>{found.length > 0 ? t('empty.because') : t('empty.together')}</p>
      <div className={styles.acts}>
        {found.map((limit) => (
          <button
            key={limit}
            type="button"
            onClick={() => filterStore.setFilter((before: Filter) => without(before, limit))}
          >
            {t(`empty.${limit}`)}
          </button>
        ))}
        <button type="button" className="primary" onClick={() => filterStore.setFilter({})}>
          {t('chips.reset')}
        </button>
      </div>
    </div>
  );
}
