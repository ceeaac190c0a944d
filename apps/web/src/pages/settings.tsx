import { useTranslation } from 'react-i18next';
import { OwnChoices } from '../shell/own-choices.tsx';
import styles from './settings.module.css';

/** What can be set, for oneself and for the area. */
export function Settings() {
  const { t } = useTranslation('shell');
  return (
    <div className={styles.settings}>
      <h1>{t('settings.title')}</h1>
      <OwnChoices />
    </div>
  );
}
