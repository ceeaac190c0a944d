import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import { arrange } from './layout.ts';
import styles from './workspace.module.css';

/** Brings the legend back, in its corner. */
export function LegendButton() {
  const { t } = useTranslation('panels');
  return (
    <button
      type="button"
      className={styles.legendButton}
      aria-label={t('layers.show')}
      onClick={() => arrange({ legend: true })}
    >
      <Icon name="layers" />
    </button>
  );
}
