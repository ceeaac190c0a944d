import { OwnWays } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../account/session.ts';
import { SsoButton } from '../../account/sso-button.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from '../settings.module.css';

export const WAYS_KEY = ['own-ways'];

/** How one comes in; undefined until it is known. */
export const useWays = (): OwnWays | undefined =>
  useQuery({ queryKey: WAYS_KEY, queryFn: ({ signal }) => api.get('/api/account/ways', OwnWays, { signal }) }).data;

/** Whether the municipality's own sign-in opens the account, and how that is changed. */
export function OwnSso() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const name = useSession().sign_in.sso?.name;
  const ways = useWays();
  const end = useMutation({
    mutationFn: () => api.delete('/api/account/sso'),
    onSuccess: () => announce(t('sso.disconnected')),
    onSettled: () => queries.invalidateQueries({ queryKey: WAYS_KEY }),
  });
  if (name === undefined || ways === undefined) return null;
  return (
    <section className={styles.section}>
      <h2>{t('sso.title')}</h2>
      <p className={styles.note}>{t(ways.sso ? 'sso.connected' : 'sso.unconnected', { name })}</p>
      <div>
        {ways.sso ? (
          <SendButton type="button" disabled={end.isPending} onClick={() => end.mutate()}>
            {t('sso.disconnect')}
          </SendButton>
        ) : (
          <SsoButton connect />
        )}
      </div>
      <ProblemLine problem={sentenceOf(end.error)} />
    </section>
  );
}
