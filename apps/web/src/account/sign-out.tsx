import { Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import { useTakeSession } from './session.ts';

/** Ends the session here, and what this browser kept of its rows. */
export function SignOut() {
  const { t } = useTranslation('account');
  const take = useTakeSession();
  const out = useMutation({
    mutationFn: async () => {
      await api.delete('/api/session');
      return api.get('/api/session', Session);
    },
    onSuccess: (session) => take(session),
  });
  return (
    <div>
      <button type="button" disabled={out.isPending} onClick={() => out.mutate()}>
        {t('own.signOut')}
      </button>
      <ProblemLine problem={sentenceOf(out.error)} />
    </div>
  );
}
