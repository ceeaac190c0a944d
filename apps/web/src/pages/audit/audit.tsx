import { useTranslation } from 'react-i18next';
import { QuietLine } from '../../account/quiet-line.tsx';
import { useMay } from '../../account/session.ts';
import styles from '../settings.module.css';
import { LogSearch } from './log-search.tsx';
import { VerdictLine } from './verdict-line.tsx';

/** Who did what, and whether the log of it is whole. */
export function Audit() {
  const { t } = useTranslation('audit');
  const may = useMay();
  return (
    <>
      <QuietLine />
      {may('check_log', null) && <VerdictLine />}
      <section className={styles.section}>
        <h2>{t('title')}</h2>
        <p className={styles.note}>{t('note')}</p>
        <LogSearch />
      </section>
    </>
  );
}
