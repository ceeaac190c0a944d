import type { Session } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import styles from './account.module.css';
import { PasskeyButton } from './passkey-button.tsx';
import { useSession } from './session.ts';
import { SsoButton } from './sso-button.tsx';

/** The ways in that need no password, before the one that does. */
export function OtherWays({ apart, onDone }: { apart: boolean; onDone: (session: Session) => void }) {
  const { t } = useTranslation('account');
  const { sso, passkeys } = useSession().sign_in;
  if (sso === null && !passkeys) return null;
  return (
    <div className={styles.ways}>
      <SsoButton apart={apart} />
      {passkeys && <PasskeyButton onDone={onDone} />}
      <p className={styles.or}>{t('signIn.or')}</p>
    </div>
  );
}
