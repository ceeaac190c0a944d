import { OwnSession } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';

const OwnSessionList = z.array(OwnSession);

/** Where one is signed in, and the way to end it. */
export function OwnSessions() {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['own-sessions'],
    queryFn: ({ signal }) => api.get('/api/account/sessions', OwnSessionList, { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/api/account/sessions/${id}`),
    onSuccess: () => announce(t('sessions.ended')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-sessions'] }),
  });
  const when = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (
    <section className={styles.section}>
      <h2>{t('sessions.title')}</h2>
      <p className={styles.note}>{t('sessions.note')}</p>
      <ul className={styles.list}>
        {data?.map(({ session_id, device, current, created_at, seen_at }) => (
          <li key={session_id} className={styles.entry}>
            <div className={styles.what}>
              <bdi>{device === '' ? t('sessions.unknown') : device}</bdi>
              <small>
                {t('sessions.since', { when: when.format(new Date(created_at)) })} ·{' '}
                {current ? t('sessions.here') : t('sessions.seen', { when: when.format(new Date(seen_at)) })}
              </small>
            </div>
            {!current && (
              <div className={styles.acts}>
                <SendButton type="button" disabled={end.isPending} onClick={() => end.mutate(session_id)}>
                  {t('sessions.end')}
                </SendButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      <ProblemLine problem={sentenceOf(error ?? end.error)} />
    </section>
  );
}
