import { useTranslation } from 'react-i18next';
import styles from './zone-layer.module.css';

/** Lines across what no longer holds; colour alone would say nothing to many. */
export const OverPattern = () => (
  <pattern id="permit-over" width={9} height={9} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <path d="M0 0V9" className={styles.overLine} />
  </pattern>
);

/** How the map tells permits that hold from others. */
export function PermitLegend() {
  const { t } = useTranslation('zones');
  return (
    <ul className={styles.legend} aria-label={t('permit.legend')}>
      {([undefined, 'early', 'over'] as const).map((standing) => (
        <li key={standing ?? 'valid'}>
          <svg className={styles.sample} viewBox="0 0 28 18" aria-hidden="true">
            <defs>{standing === 'over' && <OverPattern />}</defs>
            <path className={styles.outline} data-standing={standing} d="M2 2H26V16H2Z" />
          </svg>
          {t(`permit.legend.${standing ?? 'valid'}`)}
        </li>
      ))}
    </ul>
  );
}
