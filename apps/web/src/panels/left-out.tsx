import { DEFAULT_DISCOVERIES, DISCOVERIES, type Discovery } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { withDiscovery } from './discovery.ts';
import { Opener } from './opener.tsx';
import styles from './panel.module.css';

/** What the filter set aside, always in view, and the way to take it in. */
export function LeftOut() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { filter, setFilter } = useFilter();
  const tally = useTally();
  if (tally === null) return null;
  const { discovery, hourless, coarse } = tally.left_out;
  const parts = (
    [
      ['discovery', discovery],
      ['hourless', hourless],
      ['coarse', coarse],
    ] as const
  )
    .filter(([, n]) => n > 0)
    .map(([name, n]) => t(`leftOut.${name}`, { n: formatNumber(n, language) }));
  const asked: readonly Discovery[] = filter.discovery ?? DEFAULT_DISCOVERIES;
  return (
    <Opener
      className={styles.quiet}
      title={t('leftOut.title')}
      placement="top start"
      face={
        <>
          <span>{parts.length === 0 ? t('leftOut.nothing') : t('leftOut.some', { parts: parts.join(' · ') })}</span>
          <Icon name="up" size={14} />
        </>
      }
    >
      <h2>{t('leftOut.who')}</h2>
      <fieldset className={styles.options} aria-label={t('leftOut.who')}>
        {DISCOVERIES.map((value) => (
          <label key={value} className={styles.check}>
            <input
              type="checkbox"
              checked={asked.includes(value)}
              onChange={(event) => setFilter((before) => withDiscovery(before, value, event.target.checked))}
            />
            <span>{t(`discovery.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <p className={styles.note}>{t('leftOut.why')}</p>
      <hr className={styles.rule} />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={filter.unit === 'row'}
          onChange={(event) =>
            setFilter(({ unit: _unit, ...rest }) => (event.target.checked ? { ...rest, unit: 'row' } : rest))
          }
        />
        <span>{t('leftOut.rows')}</span>
      </label>
      {hourless > 0 && (
        <p className={styles.note}>
          {t('leftOut.hourlessWhy', { count: hourless, n: formatNumber(hourless, language) })}
        </p>
      )}
      {coarse > 0 && (
        <p className={styles.note}>{t('leftOut.coarseWhy', { count: coarse, n: formatNumber(coarse, language) })}</p>
      )}
    </Opener>
  );
}
