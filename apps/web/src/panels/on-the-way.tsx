import { useTranslation } from 'react-i18next';
import { useEngineState } from '../engine/hooks.ts';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './on-the-way.module.css';

const MEGABYTE = 1_000_000;

/** The rows are on their way: how far they have come, as soon as it is known how far there is to go. */
export function OnTheWay() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { phase, origin, received, bytes, loaded, total } = useEngineState();
  if (phase !== 'loading') return null;
  const number = (n: number): string => formatNumber(n, language);
  const mb = (n: number): string =>
    formatNumber(n / MEGABYTE, language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const far = bytes === null ? null : t('way.bytes', { received: mb(received), total: mb(bytes) });
  return (
    <div className={styles.card}>
      <p role="status">{t(origin === 'server' ? 'way.counting' : far === null ? 'way.preparing' : 'way.coming')}</p>
      {far !== null && bytes !== null && (
        <>
          <div
            className={styles.bar}
            role="progressbar"
            aria-label={t('way.coming')}
            aria-valuemin={0}
            aria-valuemax={bytes}
            aria-valuenow={received}
            aria-valuetext={far}
          >
            <i style={{ transform: `scaleX(${(received / bytes).toFixed(3)})` }} />
          </div>
          <p className={styles.far}>
            <span>{far}</span>
            {loaded > 0 && total !== null && <span>{t('way.drawn', { n: number(loaded), total: number(total) })}</span>}
          </p>
        </>
      )}
    </div>
  );
}
