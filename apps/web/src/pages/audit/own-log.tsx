import { useTranslation } from 'react-i18next';
import styles from '../settings.module.css';
import { EntryList } from './entry-list.tsx';

/** What the log has about oneself. */
export function OwnLog() {
  const { t } = useTranslation('audit');
  return (
    <section className={styles.section}>
      <h2>{t('own.title')}</h2>
      <p className={styles.note}>{t('own.note')}</p>
      <EntryList path="/api/account/log" query="" />
    </section>
  );
}
