import { ROLES, type Role, Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import styles from './account.module.css';
import { useSession, useTakeSession } from './session.ts';

/** Where nobody has an account yet: that it is so, and the way to the first one. */
export function QuietLine() {
  const { t } = useTranslation('account');
  const { standing } = useSession();
  if (standing !== 'at_machine') return null;
  return (
    <p className={styles.quiet}>
      <span>{t('unclaimed.line')}</span>
      <a href="/login">{t('unclaimed.first')}</a>
    </p>
  );
}

/** Where there is nothing but the demonstration: the page as each role sees it, with one click. */
export function TryRoles() {
  const { t } = useTranslation('account');
  const { standing, demonstration, roles } = useSession();
  const take = useTakeSession();
  const change = useMutation({
    mutationFn: async (role: Role | null) => {
      if (role !== null) return api.post('/api/session/demonstration', { role }, Session);
      await api.delete('/api/session');
      return api.get('/api/session', Session);
    },
    onSuccess: (session) => take(session),
  });
  if (!demonstration) return null;
  const current = standing === 'demonstration' ? roles[0]?.role : null;
  return (
    <div className={styles.form}>
      <p className={styles.note}>{t('try.what')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are buttons */}
      <div className={styles.roles} role="group" aria-label={t('try.title')}>
        {ROLES.map((role) => (
          <button
            key={role}
            type="button"
            aria-pressed={current === role}
            disabled={change.isPending}
            onClick={() => change.mutate(current === role ? null : role)}
          >
            {t(`role.${role}`)}
          </button>
        ))}
      </div>
      {current != null && <p className={styles.note}>{t('try.now', { role: t(`role.${current}`) })}</p>}
      <ProblemLine problem={sentenceOf(change.error)} />
    </div>
  );
}
