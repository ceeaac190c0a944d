import { useSyncExternalStore } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
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
