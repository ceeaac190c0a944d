import { useTranslation } from 'react-i18next';
import styles from './help.module.css';
import { BareKeysChoice, KeyDialog, KeyList } from './key-dialog.tsx';
import { arrange, useLayout } from './layout.ts';
import panel from './panel.module.css';
import { KEYS } from './shortcuts.ts';

/** What can be done here and with which keys. */
export function Help() {
  const { t } = useTranslation('panels');
  const { help } = useLayout();
  const named = (key: string): string => (key === 'Space' ? t('help.space') : key);
  return (
    <KeyDialog open={help} onOpen={(open) => arrange({ help: open })} title={t('help.title')} shut={t('help.close')}>
      <p className={panel.note}>{t('help.intro')}</p>
      {(['page', 'timeline', 'week'] as const).map((where) => (
        <section key={where}>
          <h3 className={styles.where}>{t(`help.where.${where}`)}</h3>
          <KeyList
            keys={KEYS[where].map(({ keys, does }) => ({ keys: keys.map(named), does }))}
            words={(does) => t(`help.${does}`)}
          />
        </section>
      ))}
      <BareKeysChoice label={t('help.bareKeys')} />
    </KeyDialog>
  );
}
