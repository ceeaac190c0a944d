import { Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { unsentMeetings } from '../pages/dialogue/live/offline.ts';
import { sentenceOf } from '../shell/sentence.ts';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useSession, useTakeSession, whoseOf } from './session.ts';

/** Ends the session here, and what this browser kept of its rows; asks first where a meeting is kept nowhere else. */
export function SignOut() {
  const { t } = useTranslation(['account', 'dialogue']);
  const language = useLanguage();
  const whose = whoseOf(useSession());
  const take = useTakeSession();
  const [unsent, setUnsent] = useState(0);
  const out = useMutation({
    mutationFn: async (isSure: boolean) => {
      const n = isSure ? 0 : await unsentMeetings(whose);
      setUnsent(n);
      if (n > 0) return null;
      await api.delete('/api/session');
      return api.get('/api/session', Session);
    },
    onSuccess: (session) => session && take(session),
  });
  return (
    <div>
      {unsent > 0 ? (
        <>
          <p role="alert">{t('dialogue:live.unsent', { count: unsent, n: formatNumber(unsent, language) })}</p>
          <button type="button" disabled={out.isPending} onClick={() => out.mutate(true)}>
            {t('dialogue:live.unsent.go')}
          </button>{' '}
          <button type="button" onClick={() => setUnsent(0)}>
            {t('dialogue:live.unsent.stay')}
          </button>
        </>
      ) : (
        <button type="button" disabled={out.isPending} onClick={() => out.mutate(false)}>
          {t('own.signOut')}
        </button>
      )}
      <ProblemLine problem={sentenceOf(out.error)} />
    </div>
  );
}
