import { Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { unsentMeetings } from '../pages/dialogue/live/offline.ts';
import { unsentObservations } from '../pages/walk/offline.ts';
import { sentenceOf } from '../shell/sentence.ts';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useSession, useTakeSession, whoseOf } from './session.ts';

const NOTHING = { meetings: 0, seen: 0 };

/** Ends the session here, and what this browser kept of its rows; asks first where a meeting or what was seen at a walk is kept nowhere else. */
export function SignOut() {
  const { t } = useTranslation(['account', 'dialogue', 'walks']);
  const language = useLanguage();
  const whose = whoseOf(useSession());
  const take = useTakeSession();
  const [unsent, setUnsent] = useState(NOTHING);
  const out = useMutation({
    mutationFn: async (isSure: boolean) => {
      const n = isSure ? NOTHING : { meetings: await unsentMeetings(whose), seen: await unsentObservations(whose) };
      setUnsent(n);
      if (n.meetings + n.seen > 0) return null;
      await api.delete('/api/session');
      return api.get('/api/session', Session);
    },
    onSuccess: (session) => session && take(session),
  });
  return (
    <div>
      {unsent.meetings + unsent.seen > 0 ? (
        <>
          <div role="alert">
            {unsent.meetings > 0 && (
              <p>{t('dialogue:live.unsent', { count: unsent.meetings, n: formatNumber(unsent.meetings, language) })}</p>
            )}
            {unsent.seen > 0 && (
              <p>{t('walks:unsent', { count: unsent.seen, n: formatNumber(unsent.seen, language) })}</p>
            )}
          </div>
          <button type="button" disabled={out.isPending} onClick={() => out.mutate(true)}>
            {t('dialogue:live.unsent.go')}
          </button>{' '}
          <button type="button" onClick={() => setUnsent(NOTHING)}>
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
