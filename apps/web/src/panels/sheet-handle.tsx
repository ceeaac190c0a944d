import { useTranslation } from 'react-i18next';
import { useEngineState } from '../engine/hooks.ts';
import { Icon } from '../shell/icon.tsx';
import { arrange, useLayout } from './layout.ts';
import styles from './workspace.module.css';

/** Phone: pulls the sheet up and down. */
export function SheetHandle() {
  const { t } = useTranslation('panels');
  const { sheet } = useLayout();
  const { phase } = useEngineState();
  return (
    <button
      type="button"
      className={styles.handle}
      aria-expanded={sheet}
      disabled={phase === 'failed'}
      onClick={() => arrange({ sheet: !sheet, inspector: true })}
    >
      <Icon name={sheet ? 'down' : 'up'} size={18} />
      <span>{sheet ? t('inspector.hide') : t('inspector.show')}</span>
    </button>
  );
}
