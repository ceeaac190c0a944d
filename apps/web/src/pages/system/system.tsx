import { SystemHealth } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Failure } from '../../shell/failure.tsx';
import { useLanguage } from '../../text/index.ts';
import { InstallationRules } from '../lawful/installation-retention.tsx';
import styles from '../settings.module.css';
import { Facts } from './facts.tsx';
import own from './system.module.css';
import { useSystemFacts } from './system-facts.ts';

const AGAIN_MS = 30_000;
/** What runs and its backups beside room, log and load: columns of about the same height. */
const FIRST_COLUMN = 2;

/** How the installation is, for those who look after it: what should be seen to comes first. */
export function System() {
  const { t } = useTranslation('system');
  const language = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['system', language],
    queryFn: ({ signal }) =>
      api.get('/api/health/system', SystemHealth, { signal, headers: { 'lagesbild-background': '1' } }),
    refetchInterval: AGAIN_MS,
  });
  const facts = useSystemFacts();
  if (data === undefined)
    return error === null ? <p className={styles.note}>{t('reading')}</p> : <Failure error={error} retry={refetch} />;
  const sections = facts(data).map(({ title, rows }) => (
    <section key={title} className={styles.section}>
      <h2>{t(title)}</h2>
      <Facts rows={rows} />
    </section>
  ));
  return (
    <>
      <section className={styles.section}>
        <h2>{t('warnings')}</h2>
        {data.warnings.length === 0 && <p>{t('well')}</p>}
        {data.warnings.length > 0 && (
          <ul className={own.warnings}>
            {data.warnings.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
      <div className={styles.columns}>
        <div>{sections.slice(0, FIRST_COLUMN)}</div>
        <div>{sections.slice(FIRST_COLUMN)}</div>
      </div>
      <InstallationRules />
      <section className={styles.section}>
        <h2>{t('guards')}</h2>
        <ul className={own.guards}>
          {data.guards.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
