import { Retention } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import lawful from './lawful.module.css';
import { RetentionEntry } from './retention-entry.tsx';

/** How long what is kept, by whose decision, and what has gone. */
export function RetentionRules() {
  const { t } = useTranslation('lawful');
  const { slug } = useArea().municipality;
  const { data, error, refetch } = useQuery({
    queryKey: ['retention', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/retention`, Retention, { signal }),
  });
  if (error !== null && data === undefined) return <Failure error={error} retry={refetch} />;
  return (
    <>
      <section className={styles.section}>
        <h2>{t('retention.title')}</h2>
        <p className={styles.note}>{t('retention.note')}</p>
        <ul className={styles.list}>
          {data?.rules.map((one) => (
            <li key={one.subject}>
              <RetentionEntry
                {...one}
                address={`/api/${slug}/retention/${one.subject}`}
                note={t(`retention.${one.subject}Note`)}
              />
            </li>
          ))}
        </ul>
      </section>
      {data !== undefined && <Gone disposals={data.disposals} />}
    </>
  );
}

function Gone({ disposals }: Pick<Retention, 'disposals'>) {
  const { t } = useTranslation('lawful');
  const language = useLanguage();
  const day = (at: string): string => formatDay(at.slice(0, 10), language);
  const columns = ['goneDay', 'goneWhat', 'goneN', 'goneOlder', 'goneDecision'] as const;
  return (
    <section className={styles.section}>
      <h2>{t('retention.gone')}</h2>
      {disposals.length === 0 ? (
        <p className={styles.note}>{t('retention.goneNone')}</p>
      ) : (
        <div className={lawful.scroll}>
          <table className={lawful.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`retention.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {disposals.map(({ subject, decision, older_than, n, disposed_at }) => (
                <tr key={`${disposed_at} ${subject} ${n}`}>
                  <td>{day(disposed_at)}</td>
                  <td>{t(`retention.${subject}`)}</td>
                  <td>{formatNumber(n, language)}</td>
                  <td>{day(older_than)}</td>
                  <td>
                    <bdi>{decision}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
