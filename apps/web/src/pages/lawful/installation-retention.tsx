import { InstallationRetention } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from '../settings.module.css';
import { RetentionEntry } from './retention-entry.tsx';

const ADDRESS = '/api/installation/retention';

/** How long closed accounts and the installation's own log are kept: what belongs to no area. */
export function InstallationRules() {
  const { t } = useTranslation('lawful');
  const { data, error, refetch } = useQuery({
    queryKey: ['retention', 'installation'],
    queryFn: ({ signal }) => api.get(ADDRESS, InstallationRetention, { signal }),
  });
  if (error !== null && data === undefined) return <Failure error={error} retry={refetch} />;
  return (
    <section className={styles.section}>
      <h2>{t('retention.installationTitle')}</h2>
      <p className={styles.note}>{t('retention.installationNote')}</p>
      <ul className={styles.list}>
        {data?.rules.map((one) => (
          <li key={one.subject}>
            <RetentionEntry
              {...one}
              address={`${ADDRESS}/${one.subject}`}
              note={t(`retention.installation_${one.subject}`)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
