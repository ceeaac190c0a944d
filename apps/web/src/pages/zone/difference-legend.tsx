import { useTranslation } from 'react-i18next';
import styles from './zone-layer.module.css';

/** Lines across what went; colour alone would say nothing to many, nor on grey paper. */
export const WentPattern = () => (
  <pattern id="zone-went" width={7} height={7} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <path d="M0 0V7" className={styles.hatch} />
  </pattern>
);

/** What the map shows of two versions, each called by its name. */
export function DifferenceLegend({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation('zones');
  return (
    <ul className={styles.legend} aria-label={t('difference.legend')}>
      {(['came', 'went'] as const).map((kind) => (
        <li key={kind}>
          <svg className={styles.sample} viewBox="0 0 28 18" aria-hidden="true">
            <path className={styles[kind]} d="M2 2H26V16H2Z" />
          </svg>
          {t(`difference.${kind}`, { from, to })}
        </li>
      ))}
    </ul>
  );
}
