import { useTranslation } from 'react-i18next';
import { filterStore, useFilter } from '../filter.ts';
import { announce } from '../shell/announcer.tsx';
import { Icon } from '../shell/icon.tsx';
import { ExportMenu } from './export-menu.tsx';
import { arrange, useLayout } from './layout.ts';
import panel from './panel.module.css';
import styles from './toolbar.module.css';

/** Copy the address that opens to the same figures. Where the clipboard is closed to us, show it to be copied by hand. */
export async function share(t: (key: string) => string): Promise<void> {
  const link = filterStore.permalink(location.origin);
  try {
    await navigator.clipboard.writeText(link);
    announce(t('tools.copied'));
  } catch {
    prompt(t('tools.copyByHand'), link);
  }
}

/** Undo, redo, share, take away, print, help. */
export function Toolbar() {
  const { t } = useTranslation('panels');
  const { undo, redo, canUndo, canRedo } = useFilter();
  const { inspector } = useLayout();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('tools.label')}>
      <button
        type="button"
        className={panel.tool}
        aria-label={t('tools.undo')}
        title={t('tools.undo')}
        disabled={!canUndo}
        onClick={undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className={panel.tool}
        aria-label={t('tools.redo')}
        title={t('tools.redo')}
        disabled={!canRedo}
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
      <i className={styles.rule} />
      <button
        type="button"
        className={panel.tool}
        aria-label={t('tools.share')}
        title={t('tools.share')}
        onClick={() => share(t)}
      >
        <Icon name="link" />
      </button>
      <ExportMenu />
      <button
        type="button"
        className={panel.tool}
        aria-label={t('tools.help')}
        title={t('tools.help')}
        onClick={() => arrange({ help: true })}
      >
        <Icon name="help" />
      </button>
      {!inspector && (
        <button
          type="button"
          className={panel.tool}
          aria-label={t('inspector.show')}
          title={t('inspector.show')}
          onClick={() => arrange({ inspector: true, sheet: true })}
        >
          <Icon name="show" />
        </button>
      )}
    </div>
  );
}
