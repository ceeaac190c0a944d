import { useTranslation } from 'react-i18next';
import { useFilter } from '../filter.ts';
import { Icon } from '../shell/icon.tsx';
import { formatPeriod } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { type Extent, fit, type Span } from './brush.ts';
import { dayNumber, dayText } from './calendar.ts';
import { spanOf, withSpan } from './extent.ts';
import { Opener } from './opener.tsx';
import styles from './panel.module.css';
import { PRESETS, presetSpan } from './presets.ts';
import { usePeriodWords } from './timeline.ts';

/** The period in words, and what chooses another: by name, or day by day. */
export function PeriodPicker({ extent }: { extent: Extent }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { filter, setFilter } = useFilter();
  const chosen = spanOf(filter, extent);
  const shown = chosen ?? extent;
  const unit = extent.snap === 'month' ? 'month' : 'day';
  const words = (span: Span): string => formatPeriod(dayText(span.from), dayText(span.to), language, unit);
  const shownWords = usePeriodWords();
  const put = (span: Span | null): void => setFilter((before) => withSpan(before, span, extent));
  const typed = (end: 'from' | 'to', day: string): void => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return;
    const number = dayNumber(day);
    if (!Number.isFinite(number) || number < extent.from || number > extent.to) return;
    const next = { ...shown, [end]: number };
    // An end moved past the other takes it along.
    if (next.from > next.to) next[end === 'from' ? 'to' : 'from'] = number;
    put(fit(next, extent));
  };
  return (
    <span className={styles.row}>
      <Opener
        className={`${styles.quiet} ${styles.strong}`}
        title={t('period.title')}
        placement="top start"
        face={
          <>
            <Icon name="calendar" size={18} />
            <span>{shownWords}</span>
            <Icon name="up" size={14} />
          </>
        }
      >
        {(close) => (
          <>
            <ul className={styles.options}>
              {PRESETS.map((preset) => {
                const span = presetSpan(preset, extent, chosen);
                const is = span !== null && span.from === shown.from && span.to === shown.to;
                return (
                  <li key={preset}>
                    <button
                      type="button"
                      className={styles.option}
                      disabled={span === null}
                      aria-pressed={is}
                      onClick={() => {
                        put(span);
                        close();
                      }}
                    >
                      <span>{t(`period.${preset}`)}</span>
                      <small>{span === null ? '' : words(span)}</small>
                    </button>
                  </li>
                );
              })}
            </ul>
            <hr className={styles.rule} />
            <div className={styles.fields}>
              {(['from', 'to'] as const).map((end) => (
                <label key={end} className={styles.field}>
                  {t(`time.${end}`)}
                  <input
                    type="date"
                    min={dayText(extent.from)}
                    max={dayText(extent.to)}
                    key={shown[end]}
                    defaultValue={dayText(shown[end])}
                    onChange={(event) => typed(end, event.target.value)}
                  />
                </label>
              ))}
            </div>
            <p className={styles.note}>{t(extent.snap === 'month' ? 'period.monthly' : 'period.relative')}</p>
          </>
        )}
      </Opener>
      {chosen !== null && (
        <button
          type="button"
          className={`${styles.tool} ${styles.small}`}
          aria-label={t('period.clear')}
          title={t('period.clear')}
          onClick={() => put(null)}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </span>
  );
}
