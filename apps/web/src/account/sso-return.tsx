import { SsoDone } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { Doorway } from '../pages/doorway.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import shell from '../shell/shell.module.css';
import styles from './account.module.css';
import { SsoButton } from './sso-button.tsx';

/** Back from the municipality's own sign-in: its answer is handed in, and the page that was wanted is opened. */
export function SsoReturn() {
  const { t } = useTranslation('account');
  const [answer] = useState(() => location.search.slice(1));
  const { data, error } = useQuery({
    queryKey: ['sso', answer],
    queryFn: () => api.post('/api/session/sso', { answer }, SsoDone),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    // The answer works once; it doesn't stay in the address or in the history.
    history.replaceState(history.state, '', location.pathname);
    document.title = `${t('signIn.title')} – Lägesbild`;
  }, [t]);
  useEffect(() => {
    // As a new page: whatever this browser held for somebody else is looked through before anything is shown.
    if (data !== undefined) location.replace(new URL(data.to, location.origin));
  }, [data]);
  return (
    <Doorway title={t('signIn.title')}>
      {error === null ? (
        <p className={shell.waiting} role="status">
          {t('sso.waiting')}
        </p>
      ) : (
        <div className={styles.form}>
          <ProblemLine problem={sentenceOf(error)} />
          <SsoButton to="/" />
          <p>
            <a href="/">{t('link.toSignIn')}</a>
          </p>
        </div>
      )}
    </Doorway>
  );
}
