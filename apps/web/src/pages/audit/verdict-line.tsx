import { AuditVerdict } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import own from './audit.module.css';

/** Whether the log is what was recorded, in words, and the way to ask again. */
export function VerdictLine() {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['log-verdict', language],
    queryFn: ({ signal }) => api.get('/api/audit/verdict', AuditVerdict, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const when = new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <section className={styles.section} aria-busy={isFetching}>
      <h2>{t('verdict')}</h2>
      {data === undefined && error === null && <p className={styles.note}>{t('checking')}</p>}
      {data !== undefined && (
        <div className={own.verdict} data-state={data.state} role="status">
          {data.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <small>{t('checked', { when: when.format(new Date(data.checked_at)) })}</small>
        </div>
      )}
      <ProblemLine problem={sentenceOf(error)} />
      <div>
        <button type="button" disabled={isFetching} onClick={() => refetch()}>
          {t('checkAgain')}
        </button>
      </div>
    </section>
  );
}
