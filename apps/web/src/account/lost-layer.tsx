import { Session } from '@lagesbild/contract';
import { useEffect, useSyncExternalStore } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import styles from './account.module.css';
import { isSessionLost, onSessionLost } from './lost.ts';
import { useSession, useTakeSession } from './session.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The session is over: signing in again lies over the page, and what was typed there is still there afterwards. */
export function LostLayer() {
  const lost = useSyncExternalStore(onSessionLost, isSessionLost);
  return lost ? <SignInAgain /> : null;
}

function SignInAgain() {
  const { t } = useTranslation('account');
  const { account } = useSession();
  const take = useTakeSession();
  useEffect(() => {
    // Signed in again in another window: this one asks when somebody comes back to it.
    const look = async (): Promise<void> => {
      const session = await api.get('/api/session', Session);
      if (session.standing === 'signed_in') await take(session);
    };
    const back = (): void => void look().catch(() => {}); // the form says what is wrong
    window.addEventListener('focus', back);
    return () => window.removeEventListener('focus', back);
  }, [take]);
  return (
    <ModalOverlay className={styles.veil!} isOpen isKeyboardDismissDisabled>
      <Modal className={styles.over!}>
        <Dialog className={styles.dialog!}>
          <Heading slot="title" level={2}>
            {t('lost.title')}
          </Heading>
          <p>{t('lost.what')}</p>
          <SignInForm login={account?.login ?? ''} onDone={(session) => void take(session)} />
          <p className={styles.note}>
            <a href="/">{t('lost.other')}</a>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
