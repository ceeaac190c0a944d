import { useTranslation } from 'react-i18next';
import styles from './account.module.css';
import { useSession } from './session.ts';
import { SsoButton } from './sso-button.tsx';

/** The ways in that need no password, before the one that does. */
export function OtherWays({ apart }: { apart: boolean }) {
  const { t } = useTranslation('account');
  const { sso } = useSession().sign_in;
  if (sso === null) return null;
  return (
    <div className={styles.ways}>
      <SsoButton apart={apart} />
      <p className={styles.or}>{t('signIn.or')}</p>
    </div>
  );
}
