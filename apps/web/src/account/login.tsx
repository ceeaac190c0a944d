import { Link, type Session } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { Doorway } from '../pages/doorway.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import shell from '../shell/shell.module.css';
import styles from './account.module.css';
import { ChoosePasswordForm } from './choose-password-form.tsx';
import { ClaimForm } from './claim-form.tsx';
import { useSession, useTakeSession } from './session.ts';
import { SignInForm } from './sign-in-form.tsx';

const LINK_COMMAND = 'npm run lagesbild -- account link';

/** Signing in, or why it can't be done here. */
export function SignInPanel({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  const take = useTakeSession();
  if (!session.claimed)
    return (
      <Doorway title={t('unclaimed.title')}>
        <p>{t('unclaimed.what')}</p>
        <p className={styles.note}>{t('unclaimed.way')}</p>
        <code dir="ltr">{LINK_COMMAND}</code>
      </Doorway>
    );
  return (
    <Doorway title={t('signIn.title')}>
      {session.sign_in.possible ? <SignInForm onDone={(next) => void take(next)} /> : <Insecure session={session} />}
    </Doorway>
  );
}

/** Passwords and sessions go over https only, or don't leave the machine. */
function Insecure({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  const { address } = session.sign_in;
  return (
    <>
      <p>{t('insecure.what')}</p>
      {address === null ? (
        <p className={styles.note}>{t('insecure.way')}</p>
      ) : (
        <p>
          <a href={address}>
            <bdi>{address}</bdi>
          </a>
        </p>
      )}
    </>
  );
}

/** The page of one-time links; without one it is where one signs in, or makes the first account. */
export function Login() {
  const { t } = useTranslation('account');
  const session = useSession();
  const take = useTakeSession();
  const navigate = useNavigate();
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => {
    // The token is worth as much as a password: it doesn't stay in the address, or in the history.
    if (token !== '') history.replaceState(history.state, '', location.pathname);
  }, [token]);
  useEffect(() => {
    document.title = `${t('signIn.title')} – Lägesbild`;
  }, [t]);
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => api.post('/api/link', { token }, Link, { signal }),
    enabled: token !== '',
    retry: false,
    // A link that was used is gone: what else is asked anew after it isn't a reason to ask for it again.
    staleTime: 'static',
  });
  const enter = async (next: Session): Promise<void> => {
    await take(next);
    await navigate({ to: '/', replace: true });
  };
  const done = (next: Session): void => void enter(next);

  if (token === '') {
    if (session.standing === 'nobody') return <SignInPanel session={session} />;
    if (session.standing === 'signed_in') return <Navigate to="/" replace />;
    return (
      <Doorway title={t('claim.title')}>
        <ClaimForm token={null} onDone={done} />
        <p>
          <a href="/">{t('claim.later')}</a>
        </p>
      </Doorway>
    );
  }
  if (link.data === undefined)
    return (
      <Doorway title={t('link.title')}>
        {link.error === null ? (
          <p className={shell.waiting} role="status">
            {t('link.waiting')}
          </p>
        ) : (
          <>
            <ProblemLine problem={sentenceOf(link.error)} />
            <p>
              <a href="/">{t('link.toSignIn')}</a>
            </p>
          </>
        )}
      </Doorway>
    );
  if (!session.sign_in.possible)
    return (
      <Doorway title={t('link.title')}>
        <Insecure session={session} />
      </Doorway>
    );
  if (link.data.purpose === 'claim')
    return (
      <Doorway title={t('claim.title')}>
        <ClaimForm token={token} onDone={done} />
      </Doorway>
    );
  return (
    <Doorway title={t(link.data.purpose === 'invitation' ? 'link.welcome' : 'link.newPassword')}>
      <ChoosePasswordForm token={token} link={link.data} onDone={done} />
    </Doorway>
  );
}
