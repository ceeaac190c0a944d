import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { Doorway } from '../pages/doorway.tsx';
import { Failure } from '../shell/failure.tsx';
import shell from '../shell/shell.module.css';
import { SignInPanel } from './login.tsx';
import { sessionQuery } from './session.ts';

const RETRY_MS = 1000;
/** Starting, and not reached yet, look the same to somebody who has just started it: both pass by themselves. */
const passes = (error: Error | null): boolean =>
  error instanceof ApiProblem && (error.code === 'starting' || error.code === 'unreachable');

/** Pages for whoever isn't anybody yet. */
const OPEN = /^\/(login(\/|$)|(tillganglighet|metoder)$)/;

/** Before every page: who is it? Whoever has to sign in does so here, and is then where they wanted to go. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['import', 'account']);
  const isOpen = useRouterState({ select: ({ location }) => OPEN.test(location.pathname) });
  const { data, error, refetch } = useQuery({
    ...sessionQuery,
    retry: false,
    refetchInterval: ({ state }) => (state.data === undefined && passes(state.error) ? RETRY_MS : false),
  });
  const isOut = data?.standing === 'nobody' && !isOpen;
  useEffect(() => {
    if (isOut) document.title = `${t('account:signIn.title')} – Lägesbild`;
  }, [isOut, t]);
  if (data === undefined)
    return (
      <Doorway title={t('landing.name')}>
        {error === null || passes(error) ? (
          <p className={shell.waiting} role="status">
            {t(error instanceof ApiProblem && error.code === 'starting' ? 'landing.starting' : 'landing.connecting')}
          </p>
        ) : (
          <Failure error={error} retry={refetch} />
        )}
      </Doorway>
    );
  if (isOut) return <SignInPanel session={data} />;
  return children;
}
