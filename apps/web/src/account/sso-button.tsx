import { SsoQuestion } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import { useSession } from './session.ts';

interface SsoProps {
  /** The page that is opened afterwards: this one, where nothing else is said. */
  to?: string;
  /** Connects the account of whoever is signed in, instead of signing in. */
  connect?: boolean;
  /** Over a page whose content must stay: the sign-in has a window of its own. */
  apart?: boolean;
}

/** Away to the municipality's own sign-in, and back. */
export function SsoButton({ to, connect = false, apart = false }: SsoProps) {
  const { t } = useTranslation('account');
  const { sso } = useSession().sign_in;
  const begin = useMutation({
    mutationFn: async (opened: Window | null) => {
      const wanted = to ?? location.pathname + location.search + location.hash;
      try {
        const { url } = await api.post('/api/session/sso/start', { to: wanted, connect }, SsoQuestion);
        (opened ?? window).location.assign(url);
      } catch (error) {
        opened?.close();
        throw error;
      }
    },
  });
  if (sso === null) return null;
  return (
    <>
      <button
        type="button"
        disabled={begin.isPending}
        // Opened with the click itself: later a browser takes it for a pop-up.
        onClick={() => begin.mutate(apart ? window.open('about:blank') : null)}
      >
        {t(begin.isPending ? 'sso.going' : connect ? 'sso.connect' : 'sso.go', { name: sso.name })}
      </button>
      <ProblemLine problem={sentenceOf(begin.error)} />
    </>
  );
}
